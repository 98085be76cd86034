"""Random workbooks of the whole contract: alternatives and classes against every choice of projects."""

from __future__ import annotations

import dataclasses
from itertools import combinations
from pathlib import Path

import pytest

from optimizer.case.case import Case
from optimizer.case.facts import Facts
from optimizer.errors import NoPlanError
from optimizer.excel.load import load
from optimizer.late.operation import Operation
from optimizer.late.world import late_facts
from optimizer.near.alternatives import alternatives
from optimizer.near.asked import Asked, Within
from optimizer.near.region import Built
from optimizer.solve.search import solve
from optimizer.solve.session import Stop
from tests.reference.generate import random_book
from tests.tiny import near, plan_of, total_cost

SHARE = 0.8


def every_plan(case: Case, candidates: list[str]) -> dict[Built, float]:
    """The cost of the best plan for each choice of projects."""
    found = {}
    for size in range(len(candidates) + 1):
        for chosen in map(frozenset, combinations(candidates, size)):
            left_out = [p for p in candidates if p not in chosen]
            rows = {p: dataclasses.replace(case.projects[p], status="excluded") for p in left_out}
            try:
                only = dataclasses.replace(case, projects={**case.projects, **rows})
                found[chosen] = solve(Facts(only, kept=chosen), gap=0).objective_musd
            except NoPlanError:
                continue
    return found


@pytest.mark.parametrize("seed", [4, 15, 23])
def test_alternatives_and_classes_are_those_of_a_complete_enumeration(seed: int, tmp_path: Path) -> None:
    case = load(random_book(seed, tmp_path / "book.xlsx")).case
    solution = solve(Facts(case), gap=0)
    candidates = [p for p in solution.facts.starts if not solution.facts.is_sure(p)]
    plans = every_plan(case, candidates)
    found = alternatives(solution, plan_of(solution), Asked(Within(SHARE), 1, 2 ** len(candidates)), plan_of)
    close = {b for b, cost in plans.items() if cost <= solution.objective_musd + found.distance_musd + 1e-6}
    assert set(found.built.values()) == close
    assert found.exhausted
    for name, built in found.built.items():
        assert found.plans[name].objective_musd == near(plans[built])
    for standing in found.standings:
        times = sum(standing.project in b for b in close)
        kind = "choice" if 0 < times < len(close) else "must-have" if times else "never"
        assert (standing.kind(found.distance_musd), standing.is_proven(found.distance_musd)) == (kind, True)


@pytest.mark.parametrize("seed", [10, 16, 31])
def test_a_plan_on_time_costs_in_every_scenario_what_it_does(seed: int, tmp_path: Path) -> None:
    plan = plan_of(solve(Facts(load(random_book(seed, tmp_path / "book.xlsx")).case), gap=0))
    reading = Operation(late_facts(plan, (1, 2)), Stop()).run()
    assert reading is not None
    for scenario in plan.case.probability:
        assert reading.cost_musd[scenario] == near(total_cost(plan, scenario))
