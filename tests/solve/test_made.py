"""Models that are made over: the same to the last digit as those made afresh, and made afresh where that is needed."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from optimizer.case.case import Case
from optimizer.case.facts import Facts
from optimizer.excel.load import load
from optimizer.model import build
from optimizer.solve.arrays import Arrays, compile_model
from optimizer.solve.made import Maker
from tests.model.everything import CASES, everything
from tests.reference.generate import random_book
from tests.solve.test_arrays import MEASURES, names, same_matrix
from tests.tiny import facts_of

VECTORS = ("row_lower", "row_upper", "lower", "upper", "integral")


def budgets(case: Case, factor: float) -> Case:
    rows = {f: replace(b, years={t: v * factor for t, v in b.years.items()}) for f, b in case.budgets.items()}
    return replace(case, budgets=rows)


def values(case: Case, factor: float) -> Case:
    return replace(case, targets={n: replace(t, value=t.value * factor) for n, t in case.targets.items()})


def penalties(case: Case, factor: float) -> Case:
    targets = case.targets.items()
    return replace(case, targets={n: replace(t, penalty=t.penalty and t.penalty * factor) for n, t in targets})


def risk(case: Case, factor: float) -> Case:
    settings = case.settings
    weight, tail = settings.risk_weight * factor, 0.4 * factor
    return replace(
        case, name="other", settings=replace(settings, risk_weight=weight, tail_probability=tail, mip_gap=0.3)
    )


CHANGES = (budgets, values, penalties, risk)


def the_same(one: Arrays, other: Arrays) -> None:
    assert names(one.columns) == names(other.columns)
    assert names(one.rows) == names(other.rows)
    assert same_matrix(one.matrix, other.matrix)
    assert all(np.array_equal(getattr(one, v), getattr(other, v)) for v in VECTORS)
    for name in MEASURES:
        assert np.array_equal(getattr(one, name).weights, getattr(other, name).weights)
        assert getattr(one, name).constant == getattr(other, name).constant


def check(cases: list[Case]) -> list[Any]:
    """Make the models of some cases one after the other."""
    maker, models = Maker(), []
    for case in cases:
        model, arrays = maker.make(Facts(case))
        fresh = build(Facts(case))
        the_same(arrays, compile_model(fresh))
        the_same(compile_model(model), arrays)
        models.append(model)
    return models


def walk(case: Case, seed: int, steps: int = 6) -> list[Case]:
    """Changes on changes, of several kinds."""
    chance = random.Random(seed)
    found = [case]
    for _ in range(steps):
        for change in chance.sample(CHANGES, chance.randint(1, 2)):
            case = change(case, chance.uniform(0.5, 1.0))
        found.append(case)
    return found


@pytest.mark.parametrize("name", CASES)
def test_random_changes_of_everything(name: str) -> None:
    models = check(walk(facts_of(everything(), name).case, seed=1, steps=12))
    assert len(set(map(id, models))) == 1


@pytest.mark.parametrize("seed", range(8))
def test_random_changes_of_random_books(seed: int, tmp_path: Path) -> None:
    models = check(walk(load(random_book(seed, tmp_path / "book.xlsx")).case, seed))
    assert len(set(map(id, models))) <= 2  # all the weight may lie on risk at first


def one_project(case: Case) -> Case:
    project = case.projects["plant"]
    return replace(case, projects={**case.projects, "plant": replace(project, capex_musd=project.capex_musd + 1)})


OTHERS: dict[str, Callable[[Case], Case]] = {
    "a project": one_project,
    "a funder without a budget": lambda case: replace(case, budgets={"two": case.budgets["two"]}),
    "a target that asks for nothing": lambda case: values(case, 0.0),
    "a target that costs nothing": lambda case: penalties(case, 0.0),
    "a target less": lambda case: replace(case, targets=dict(list(case.targets.items())[1:])),
    "no weight of risk": lambda case: replace(case, settings=replace(case.settings, risk_weight=0.0)),
    "another rate": lambda case: replace(case, settings=replace(case.settings, discount_rate=0.07)),
}


@pytest.mark.parametrize("change", OTHERS.values(), ids=OTHERS.keys())
def test_anything_else_is_made_afresh(change: Callable[[Case], Case]) -> None:
    case = facts_of(everything()).case
    models = check([case, change(case), case])
    assert len(set(map(id, models))) == 3


def test_rows_in_another_order_are_the_same_model() -> None:
    case = facts_of(everything()).case
    models = check([case, replace(case, projects=dict(list(case.projects.items())[::-1]), supply=case.supply[::-1])])
    assert models[0] is models[1]


def test_projects_that_are_kept_are_another_model() -> None:
    case = facts_of(everything()).case
    maker = Maker()
    first, _ = maker.make(Facts(case))
    second, arrays = maker.make(Facts(case, kept=frozenset({"plant"})))
    assert second is not first
    assert arrays.lower[arrays.built["plant"]] == 1.0
