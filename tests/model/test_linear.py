"""Sums kept as lists: what Pyomo sees of them, and the terms of what concepts write."""

from __future__ import annotations

from typing import Any

import pyomo.environ as pyo
import pytest

from optimizer.model.linear import Linear, linear, mixtures, terms_of, times, total, weighted


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
    assert str(m.row.body) == "3.0 + x[1] + 2.0*x[2]"


@pytest.mark.parametrize("factor", [0.0, 1.0, 2.0, -0.5])
def test_a_multiple_of_whatever_stands_for_a_sum(factor: float) -> None:
    """The same as Pyomo's own product, its constant included; of a multiple of 0 nothing is left."""
    m = model()
    x, y = m.x[1], m.x[2]
    m.named = pyo.Expression(expr=Linear([1.0, 3.0], [x, y], 4.0))
    for expression in (7.0, x, m.named, m.named.expr, x + 3.0 * y + 4.0, -(2.0 * m.named) + 1.0):
        for found in (times(factor, expression), weighted([(factor, expression)])):
            assert found.constant + sum(c * v.value for c, v in terms_of(found)) == factor * pyo.value(expression)
            assert bool(found.variables) is (factor != 0 and not isinstance(expression, float))


def test_mixtures_have_each_variable_once() -> None:
    """Of x 1 + 1 − 2 is nothing, and 0.5 + 2 + 1; constants are mixed like the rest."""
    m = model()
    x, y = m.x[1], m.x[2]
    found = mixtures([Linear([1.0, 2.0], [x, y], 3.0), x, Linear([-1.0], [x], 0.5)], [[1, 1, 2], [0.5, 2.0, -1.0]])
    assert [[(c, v.name) for c, v in terms_of(one)] for one in found] == [[(2, "x[2]")], [(3.5, "x[1]"), (1, "x[2]")]]
    assert [one.constant for one in found] == [4, 1]
    assert [one.variables for one in mixtures([], [[]])] == [[]]
