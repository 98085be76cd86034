"""The compiled model against Pyomo's own compiler: the same rows and columns, in the same order, to the last digit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyomo.environ as pyo
import pytest
from pyomo.repn.plugins.standard_form import LinearStandardFormCompiler
from scipy.sparse import csc_array, csr_array

from optimizer.case.facts import Facts
from optimizer.excel.load import load
from optimizer.model import build
from optimizer.model.linear import terms_of
from optimizer.solve.arrays import Arrays, compile_model
from tests.model.everything import CASES, everything
from tests.reference.generate import random_book
from tests.tiny import facts_of

BOOKS = Path(__file__).parents[2] / "inputs"
MEASURES = ("objective", "programme", "expected_outlay", "operation")


def compare(m: Any) -> Arrays:
    """Compile a model in both ways."""
    arrays = compile_model(m)
    _fill(m)
    form = LinearStandardFormCompiler().write(m, mixed_form=True, set_sense=None)
    keep = np.array([v is not m.nothing for v in form.columns])
    assert [id(v) for v in arrays.columns] == [id(v) for v in form.columns if v is not m.nothing]
    assert [id(row) for row in arrays.rows] == [id(entry.constraint) for entry in form.rows]
    assert same_matrix(arrays.matrix, csc_array(form.A)[:, keep])
    kind, rhs = np.array([entry.bound_type for entry in form.rows]), np.array(form.rhs, dtype=float)
    assert np.array_equal(arrays.row_lower, np.where(kind <= 0, rhs, -np.inf))
    assert np.array_equal(arrays.row_upper, np.where(kind >= 0, rhs, np.inf))
    bounds = np.array([v.bounds for v in arrays.columns], dtype=float)
    assert np.array_equal(arrays.lower, np.nan_to_num(bounds[:, 0], nan=-np.inf))
    assert np.array_equal(arrays.upper, np.nan_to_num(bounds[:, 1], nan=np.inf))
    assert arrays.integral.tolist() == [v.is_integer() for v in arrays.columns]
    weights = csr_array(form.c).toarray()[:, keep]
    for i, name in enumerate(MEASURES):
        assert form.objectives[i].local_name == name
        assert np.array_equal(getattr(arrays, name).weights, weights[i])
        assert getattr(arrays, name).constant == form.c_offset[i]
    return arrays


def _fill(m: Any) -> None:
    """Give every row a variable: Pyomo leaves out those without one."""
    m.nothing = pyo.Var(bounds=(0.0, 0.0))
    for row in m.component_data_objects(pyo.Constraint):
        low, body, high = row.to_bounded_expression()
        if not terms_of(body):
            row.set_value((low, body + m.nothing, high))


def same_matrix(one: csc_array, other: csc_array) -> bool:
    """Whether two matrices have the same entries."""
    return all(np.array_equal(getattr(one, a), getattr(other, a)) for a in ("indptr", "indices", "data"))


@pytest.mark.parametrize("case", CASES)
def test_every_equation(case: str) -> None:
    compare(build(facts_of(everything(), case)))


@pytest.mark.parametrize("scenarios", [["base"], ["crisis"], ["base", "crisis"], []])
def test_some_scenarios_alone(scenarios: list[str]) -> None:
    compare(build(facts_of(everything()), scenarios))


@pytest.mark.parametrize("seed", range(12))
def test_random_books(seed: int, tmp_path: Path) -> None:
    compare(build(Facts(load(random_book(seed, tmp_path / "book.xlsx")).case)))


@pytest.mark.parametrize("book", ["example", "transatlantic"])
def test_inputs(book: str) -> None:
    compare(build(Facts(load(BOOKS / f"{book}.xlsx").case)))


def test_rows_and_columns_know_their_scenario() -> None:
    m = build(facts_of(everything()))
    arrays = compile_model(m)
    scenarios = list(m.future)
    for members, places in ((arrays.rows, arrays.row_scenario), (arrays.columns, arrays.column_scenario)):
        stated = [name.split("[")[1].split("]")[0] if name.startswith("future") else None for name in names(members)]
        assert [None if i < 0 else scenarios[i] for i in places] == stated
    assert set(arrays.row_scenario) == set(arrays.column_scenario) == {-1, 0, 1}


def names(members: list[Any]) -> list[str]:
    return [member.name for member in members]
