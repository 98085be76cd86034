"""The equations of a tiny case with every feature, word for word. See `regenerate` for how to change them."""

from __future__ import annotations

from typing import Any

import pyomo.environ as pyo
import pytest
from pyomo.core.expr.visitor import identify_variables

from optimizer.model import build
from tests.model.everything import CASES, GOLDEN, components, equations, everything
from tests.tiny import facts_of

CONCEPTS = sorted(path.stem for path in GOLDEN.glob("*.txt"))


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return equations()


def test_every_concept_has_a_golden_text(texts: dict[str, str]) -> None:
    assert sorted(texts) == CONCEPTS


@pytest.mark.parametrize("concept", CONCEPTS)
def test_equations_are_those_of_the_golden_text(concept: str, texts: dict[str, str]) -> None:
    golden = (GOLDEN / f"{concept}.txt").read_text("utf-8")
    assert texts[concept].splitlines() == golden.splitlines()


@pytest.fixture(scope="module")
def models() -> list[Any]:
    return [build(facts_of(everything(), case)) for case in CASES]


def test_every_equation_has_a_row(models: list[Any]) -> None:
    """A constraint without a row in either case is one that no golden text holds."""
    found = [components(m) for m in models]
    names = set().union(*found)
    assert not [name for name in sorted(names) if not any(rows.get(name) for rows in found)]


def test_equations_of_one_case_only(models: list[Any]) -> None:
    """Golden texts hold the first rows of a name; whose rows the cases do not share is said here."""
    joint, apart = ({name for name, rows in components(m).items() if rows} for m in models)
    assert joint - apart == {"funding.partner_share"}
    assert apart - joint == {"funding.one_side", "funding.one_side_grants", "future.price_support.one_side"}


def test_no_variable_stands_alone(models: list[Any]) -> None:
    """What is in no row decides nothing."""
    for m in models:
        bound = {id(v) for row in m.component_data_objects(pyo.Constraint) for v in identify_variables(row.body)}
        assert not [v.name for v in m.component_data_objects(pyo.Var) if id(v) not in bound]
