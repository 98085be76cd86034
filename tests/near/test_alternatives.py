"""Alternatives and classes, compared with a complete enumeration of all choices of projects."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

import pytest
from pyomo import environ as pyo
from pyomo.contrib.alternative_solutions import enumerate_binary_solutions

from optimizer.case.facts import Facts
from optimizer.model import build
from optimizer.near.alternatives import Near, alternatives, region_of
from optimizer.near.asked import Asked, DistanceError, Within, within
from optimizer.near.differing import most_different
from optimizer.near.region import Built
from optimizer.solve.search import Solution, solve
from optimizer.solve.session import Stop
from tests.near.worlds import CAPEX, every_plan, five, one_after_the_other
from tests.tiny import case_of, near, plan_of, project, starts, supply, world, years


@cache
def plans() -> dict[Built, float]:
    return every_plan(five())


def solution(**more: Any) -> Solution:
    return solve(Facts(case_of(five(**more))))


def look(musd: float, differ: int, count: int = 40, **more: Any) -> Near:
    solved = solution(**more)
    return alternatives(solved, plan_of(solved), Asked(Within(musd=musd), differ, count), plan_of)


def test_the_enumeration_itself() -> None:
    assert min(plans(), key=lambda b: plans()[b]) == {"a", "c"}
    assert plans()[frozenset()] == near(20)
    assert plans()[frozenset("abe")] == near(2 + 3.1 + 1.4 + 7)


@pytest.mark.parametrize(("musd", "differ"), [(1.2, 1), (1.7, 1), (5, 1), (2, 2), (5, 2), (9, 3), (15, 5), (0.5, 1)])
def test_the_alternatives_are_those_of_a_complete_enumeration(musd: float, differ: int) -> None:
    found = look(musd, differ)
    assert list(found.built.values()) == one_after_the_other(plans(), musd, differ)
    for name, built in found.built.items():
        assert found.plans[name].objective_musd == near(plans()[built])
        assert set(starts(found.plans[name])) == built
    assert found.exhausted


@pytest.mark.parametrize("musd", [0.0, 1.2, 1.7, 5.0, 15.0])
def test_classes_are_those_of_a_complete_enumeration(musd: float) -> None:
    best = min(plans().values())
    close = [built for built, cost in plans().items() if cost <= best + musd + 1e-9]
    found = look(musd, 2, count=1)
    for standing in found.standings:
        times = sum(standing.project in built for built in close)
        kind = "choice" if 0 < times < len(close) else "must-have" if times else "never"
        assert standing.kind(found.distance_musd) == kind
        assert standing.is_proven(found.distance_musd)
        other = min(cost for built, cost in plans().items() if (standing.project in built) != standing.built)
        assert standing.least_musd <= other - best + 1e-6
        assert standing.most_musd >= other - best - 1e-6


def test_no_more_than_were_asked_for_and_the_most_that_could_differ() -> None:
    found = look(5, 1, count=2)
    assert list(found.plans) == ["optimum", "alternative 1", "alternative 2"]
    assert not found.exhausted
    assert found.most == max(len(b ^ frozenset("ac")) for b, cost in plans().items() if cost <= 6.3 + 5)


def test_what_every_plan_builds_makes_no_difference() -> None:
    rows = five()["projects"]
    rows[3]["status"] = "committed"
    found = look(2, 1, projects=rows)
    assert {s.project for s in found.standings} == set(CAPEX) - {"d"}
    assert all("d" in starts(plan) for plan in found.plans.values())


def test_a_year_is_no_difference() -> None:
    rows = [row | {"life_years": 20} for row in five()["projects"]]
    longer = solve(Facts(case_of(five(years(2030, 2032), projects=rows))))
    found = alternatives(longer, plan_of(longer), Asked(Within(0.5), 1, 4), plan_of)
    assert len(found.plans) == 5
    assert len(set(found.built.values())) == 5


def test_a_large_models_search_finds_the_same_kind_of_plans(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("optimizer.near.differing.LARGE", 0)
    found = look(5, 2, count=3)
    cost = {name: plan.objective_musd for name, plan in found.plans.items()}
    assert len(found.plans) > 2
    for name, built in found.built.items():
        assert cost[name] == near(plans()[built])
        assert cost[name] <= 6.3 + 5 + 1e-6
        assert all(len(built ^ other) >= 2 for n, other in found.built.items() if n != name)
    far = max(len(b ^ frozenset("ac")) for b, musd in plans().items() if musd <= 6.3 + 5)
    assert far <= found.most


def test_what_is_not_found_in_the_time_is_no_proof() -> None:
    solved = solution()
    found = most_different(region_of(solved, Asked(Within(musd=5))), [frozenset("ac")], 1, Stop(deadline=0))
    assert not found.is_proven_none
    assert found.most > 0


@pytest.mark.parametrize("musd", [1.7, 5.0])
def test_pyomos_enumeration_lists_the_same_plans(musd: float) -> None:
    m = build(Facts(case_of(five())))
    for name in ("programme", "expected_outlay", "operation"):
        m.component(name).deactivate()
    built = m.investment.built
    for variable in built.values():
        variable.domain = pyo.Binary
    listed = enumerate_binary_solutions(
        m, num_solutions=100, variables=list(built.values()), abs_opt_gap=musd, solver="highs"
    )
    sets = [
        frozenset(p for p, v in built.items() if found.get_variable_name_values()[v.name] > 0.5) for found in listed
    ]
    close = {b for b, cost in plans().items() if cost <= 6.3 + musd + 1e-9}
    assert len(sets) == len(set(sets))
    assert set(sets) == close


def test_distances_as_planners_type_them() -> None:
    assert within("2%") == Within(0.02)
    assert within("150") == within("150 MUSD") == Within(musd=150.0)
    assert str(within("1.5%")) == "1.5 % of the programme"
    assert within("2%").of(5000.0) == near(100)
    for wrong in ("", "much", "-1", "inf", "nan%"):
        with pytest.raises(DistanceError):
            within(wrong)
    assert not math.isnan(within("0").of(1.0))


def test_a_plan_at_the_very_distance_is_within_it() -> None:
    """2.2 less 1 is more than 1.2 by the last digit of a computer, and the other twin costs that much more."""
    rows = [project("one", capex_musd=1.0), project("other", capex_musd=2.2)]
    solved = solve(Facts(case_of(world(projects=rows, supply=[supply()]))))
    found = alternatives(solved, plan_of(solved), Asked(Within(musd=1.2), 2, 1), plan_of)
    assert len(found.plans) == 2
    assert [(s.kind(1.2), s.is_proven(1.2)) for s in found.standings] == [("choice", True)] * 2
