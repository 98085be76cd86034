"""Sums kept as lists: what Pyomo sees of them, and the terms of what concepts write."""

from __future__ import annotations

from typing import Any

import pyomo.environ as pyo
import pytest

from optimizer.model.linear import Linear, linear, terms_of, total


def model() -> Any:
    m = pyo.ConcreteModel()
    m.x = pyo.Var([1, 2], initialize=2.0)
    return m


def test_terms_of_what_concepts_write() -> None:
    m = model()
    x, y = m.x[1], m.x[2]
    m.named = pyo.Expression(expr=linear([(2.0, x), (0.0, y), (3.0, x)], 5.0))
    expression = x - 2.0 * m.named + total([x, y]) - (4.0 * y + 1.0)
    found = [(c, v.name) for c, v in terms_of(expression)]
    assert found == [(1, "x[1]"), (-4, "x[1]"), (-6, "x[1]"), (1, "x[1]"), (1, "x[2]"), (-4, "x[2]")]
    assert pyo.value(expression) == 2 - 2 * (10 + 5) + 4 - 9


def test_a_product_of_variables_is_no_row() -> None:
    m = model()
    with pytest.raises(TypeError, match="not linear"):
        terms_of(m.x[1] * m.x[2])


def test_pyomo_sees_a_sum_as_its_own() -> None:
    m = model()
    m.row = pyo.Constraint(expr=Linear([1.0, 2.0], [m.x[1], m.x[2]], 3.0) <= 7.0)
    assert str(m.row.body.expr) == "3.0 + x[1] + 2.0*x[2]"
    assert pyo.value(m.row.body) == 9.0
