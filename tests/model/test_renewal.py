"""Which changes a model can be made over for, and what it then says is another in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from optimizer.case.case import Case
from optimizer.case.facts import Facts
from optimizer.case.sheets import Target
from optimizer.model import build
from optimizer.model.renewal import Renewed, renewed
from tests.model.everything import everything
from tests.tiny import facts_of

Change = Callable[[Case], Case]


@pytest.fixture(scope="module")
def before() -> Facts:
    return facts_of(everything())


def settings(**values: Any) -> Change:
    return lambda case: replace(case, settings=replace(case.settings, **values))


def targets(change: Callable[[Target], Target]) -> Change:
    return lambda case: replace(case, targets={name: change(target) for name, target in case.targets.items()})


def dearer(target: Target) -> Target:
    return replace(target, penalty=target.penalty and 2 * target.penalty)


def richer(case: Case) -> Case:
    rows = {f: replace(b, years={t: 2 * v for t, v in b.years.items()}) for f, b in case.budgets.items()}
    return replace(case, budgets=rows)


def changed(before: Facts, change: Change) -> tuple[Any, Renewed | None]:
    m = build(before)
    return m, renewed(m, before, Facts(change(before.case)))


@pytest.mark.parametrize(
    "change",
    [
        lambda case: case,
        lambda case: replace(case, name="other", settings_at={}),
        lambda case: replace(case, cases=()),
        lambda case: replace(case, hazards=("any",)),
    ],
)
def test_what_no_model_depends_on(before: Facts, change: Change) -> None:
    assert changed(before, change)[1] == Renewed([], ())


ALL = {"future.outlays.within": 3, "future.outlays.carried": 3, "funding.private": 2}
HELD = {"targets.hold": 15}


@pytest.mark.parametrize(
    ("change", "rows", "objectives"),
    [
        (richer, ALL, []),
        (targets(lambda target: replace(target, value=target.value / 2)), HELD, []),
        (targets(dearer), HELD | {"risk.stage_one_is": 1}, ["objective", "operation"]),
        (settings(risk_weight=0.5), {}, ["objective"]),
        (settings(tail_probability=0.1), {}, ["objective"]),
        (settings(title="Other", mip_gap=0.1, time_limit_s=5.0), {}, ["objective"]),
        (lambda case: settings(risk_weight=0.5)(richer(case)), ALL, ["objective"]),
    ],
)
def test_what_is_another(before: Facts, change: Change, rows: dict[str, int], objectives: list[str]) -> None:
    _, found = changed(before, change)
    assert found is not None
    assert Counter(_component(row) for row in found.rows) == Counter(rows)
    assert [objective.name for objective in found.objectives] == objectives


def _component(row: Any) -> str:
    names = row.parent_component().name.split(".")
    return ".".join(name.split("[")[0] for name in names)


@pytest.mark.parametrize(
    "change",
    [
        lambda case: replace(case, budgets=dict(list(case.budgets.items())[1:])),
        lambda case: replace(case, targets=dict(list(case.targets.items())[1:])),
        lambda case: replace(case, projects={**case.projects, "plant": replace(case.projects["plant"], life_years=9)}),
        targets(lambda target: replace(target, value=0.0)),
        targets(lambda target: replace(target, penalty=None)),
        targets(lambda target: replace(target, penalty=target.penalty and 0.0)),
        targets(lambda target: replace(target, from_year=2030)),
        settings(risk_weight=0.0),
        settings(risk_weight=1.0),
        settings(discount_rate=0.07),
        lambda case: settings(discount_rate=0.07)(richer(case)),
    ],
)
def test_a_new_model_is_needed_and_nothing_is_touched(before: Facts, change: Change) -> None:
    m, found = changed(before, change)
    assert found is None
    assert m.funding.private[2030].upper == 40


class Other(Facts):
    """Facts of another kind."""


@pytest.mark.parametrize("kind", [{"kept": frozenset({"plant"})}, {"calm": True}])
def test_other_facts_of_the_same_case_are_another_model(before: Facts, kind: dict[str, Any]) -> None:
    assert renewed(build(before), before, Facts(before.case, **kind)) is None
    assert renewed(build(before), Facts(before.case, **kind), before) is None
    assert renewed(build(before), before, Other(before.case)) is None
