"""What the points of a sweep prove about each other."""

from __future__ import annotations

import math

import pandas as pd

from optimizer.plan.plan import Passport, Plan
from optimizer.plan.tables import TABLES
from optimizer.study.frontier import Known, Point, frontier
from optimizer.study.study import Answered
from tests.plans import small_case


def plan(objective: float, bound: float, *picked: str) -> Plan:
    """A plan of which only cost, bound and picks matter."""
    rows = [{"project": p, "status": "picked"} for p in picked]
    tables = {"projects": pd.DataFrame(rows, columns=TABLES["projects"].names)}
    return Plan(small_case(), Passport("b.xlsx", "0", "c", {}), "optimal", objective, bound, 1.0, 0.0, tables)


def solved(objective: float, bound: float, *picked: str, name: str = "x") -> Answered:
    return Answered(name, "plan", plan(objective, bound, *picked))


def known(*answers: Answered, nested: dict[int, Answered] | None = None) -> list[Known]:
    """Points from the tightest to the loosest, called 0, 1, 2 …"""
    return frontier([Point(str(i), i, a, nested=(nested or {}).get(i)) for i, a in enumerate(answers)])


def test_a_looser_point_has_at_least_the_plan_of_a_tighter_one() -> None:
    found = known(solved(100, 90, "mine"), solved(104, 95, "refinery"))
    assert [k.plan_of for k in found] == ["0", "0"]
    assert [k.cost.best for k in found] == [100, 100]
    assert found[1].picks == {"mine"}


def test_a_bound_of_a_looser_point_holds_for_a_tighter_one() -> None:
    found = known(solved(110, 80), solved(100, 97))
    assert [k.cost.bound for k in found] == [97, 97]


def test_a_bound_never_exceeds_the_plan() -> None:
    found = known(solved(100, 100), solved(101, 100.5))
    assert all(k.cost.bound <= k.cost.best for k in found)


def test_an_infeasible_point_has_no_plan_and_says_nothing_of_looser_ones() -> None:
    found = known(Answered("0", "no plan"), solved(100, 99))
    assert found[0].plan is None
    assert found[0].cost.best == found[0].cost.bound == math.inf
    assert (found[1].cost.best, found[1].cost.bound) == (100, 99)


def test_a_point_that_was_stopped_uses_its_neighbours() -> None:
    found = known(solved(100, 95, "mine"), Answered("1", "stopped"), solved(90, 89))
    assert (found[1].plan_of, found[1].cost.best, found[1].cost.bound) == ("0", 100, 89)


def test_the_price_of_nesting() -> None:
    found = known(
        solved(100, 100, "mine"),
        solved(80, 78, "refinery"),
        nested={1: solved(95, 90, "mine", name="nested 1")},
    )
    price = found[1].price_of_nesting
    assert price is not None
    assert (price.value, price.low, price.high) == (15, 10, 17)
    assert found[0].price_of_nesting is None


def test_a_nested_plan_that_is_better_is_the_plan_of_the_point() -> None:
    found = known(solved(100, 90, "mine"), solved(98, 80), nested={1: solved(85, 79, "mine", name="nested 1")})
    assert (found[1].plan_of, found[1].cost.best) == ("nested 1", 85)
    price = found[1].price_of_nesting
    assert price is not None
    assert price.value == price.low == 0


def test_nested_points_share_plans_too() -> None:
    found = known(
        solved(100, 99, "mine"),
        solved(90, 89),
        solved(80, 79),
        nested={1: solved(95, 89, "mine", name="n1"), 2: solved(97, 79, "mine", name="n2")},
    )
    assert found[2].nested is not None
    assert found[2].nested.best == 95
    assert found[2].nested_plan is found[1].nested_plan
