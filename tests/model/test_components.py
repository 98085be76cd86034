"""Components made all at once: to Pyomo they are its own."""

from __future__ import annotations

from typing import Any

import pyomo.environ as pyo
import pytest

from optimizer.model.components import Rows, Sums, Variables
from optimizer.model.linear import Linear, linear, terms_of, total
from optimizer.model.rows import at_least, at_most, equal

INDICES = [("b", 2031), ("a", 2030)]


@pytest.fixture
def m() -> Any:
    m = pyo.ConcreteModel()
    m.x = Variables(INDICES, upper={("b", 2031): 3.0, ("a", 2030): None})
    m.sums = Sums({i: linear([(2.0, x)], 1.0) for i, x in m.x.items()})
    m.rows = Rows({i: at_most(m.sums[i], 4.0) for i in m.x})
    return m


def test_variables_have_their_limits_and_names(m: Any) -> None:
    assert [v.name for v in m.component_data_objects(pyo.Var)] == ["x[b,2031]", "x[a,2030]"]
    assert [v.bounds for v in m.x.values()] == [(0.0, 3.0), (0.0, None)]
    m.free, m.whole = Variables(["p"], lower=None), Variables(["p"], lower={"p": 1.0}, upper=1.0, domain=pyo.Binary)
    assert m.free["p"].bounds == (None, None)
    assert m.whole["p"].bounds == (1.0, 1.0)
    assert m.whole["p"].is_binary()


def test_indices_are_what_was_given_in_its_order(m: Any) -> None:
    for component in (m.x, m.sums, m.rows):
        assert list(component) == list(component.keys()) == INDICES
        assert list(component.values(pyo.SortComponents.ORDERED_INDICES)) == [component[i] for i in INDICES]
        assert len(component) == 2
        assert ("b", 2031) in component
        assert component.dim() == 2
        with pytest.raises(KeyError):
            component["c", 2030]


def test_nothing_is_a_component_too(m: Any) -> None:
    m.none, m.no_rows = Variables([]), Rows({})
    assert not list(m.none.items())
    assert not list(m.no_rows)
    assert m.none.dim() == 1


def test_members_know_where_they_belong(m: Any) -> None:
    m.single = Variables(["p"])
    assert m.single.dim() == 1
    for component in (m.x, m.sums, m.rows):
        assert [member.name for member in component.values()] == [
            f"{component.name}[b,2031]",
            f"{component.name}[a,2030]",
        ]
        assert all(member.parent_component() is component for member in component.values())


def test_rows_and_sums_can_be_renewed(m: Any) -> None:
    x = m.x["a", 2030]
    assert m.rows.renew({("a", 2030): at_most(x, 9.0)}) == [m.rows["a", 2030]]
    assert [pyo.value(row.upper) for row in m.rows.values()] == [3.0, 9.0]
    m.sums["a", 2030].set_value(linear([(7.0, x)]))
    assert str(m.sums["a", 2030].expr) == "7.0*x[a,2030]"


def test_rows_in_either_direction(m: Any) -> None:
    x, y = m.x.values()
    m.more = Rows({1: at_least(x, total([y])), 2: equal(x, 5.0), 3: at_most(2.0, linear([(1.0, y)], 3.0))})
    limits = [(pyo.value(row.lower), pyo.value(row.upper)) for row in m.more.values() if row.lower is not None]
    assert limits[-1] == (5.0, 5.0)
    assert [str(row.body.expr) for row in m.more.values()] == ["x[b,2031] - x[a,2030]", "x[b,2031]", "- x[a,2030]"]
    assert pyo.value(m.more[1].lower) == 0.0
    assert pyo.value(m.more[3].upper) == 1.0
    assert pyo.value(m.rows["b", 2031].upper) == 3.0
    assert all("<=" in str(row.expr) for row in (m.rows["b", 2031], m.more[1], m.more[3]))


def test_what_is_given_stands_on_one_side(m: Any) -> None:
    x = m.x["a", 2030]
    m.given = Rows({1: equal(Linear([1.0], [x], 3.0), 5.0), 2: at_most(Linear([1.0], [x]), Linear([2.0], [x], 4.0))})
    assert [(terms_of(row.body), pyo.value(row.upper)) for row in m.given.values()] == [
        ([(1.0, x)], 2.0),
        ([(1.0, x), (-2.0, x)], 4.0),
    ]


def test_a_copy_has_variables_of_its_own(m: Any) -> None:
    copy = m.clone()
    copy.x["b", 2031].value, copy.x["a", 2030].value = 1.0, 1.0
    assert m.x["b", 2031].value is None
    assert pyo.value(copy.rows["b", 2031].body) == 2.0
    assert pyo.value(copy.sums["a", 2030]) == 3.0
