"""What is said at the end of a search, also where little is proven."""

from __future__ import annotations

import dataclasses
import math

import pandas as pd
import pytest

from optimizer.console import summary, verdict
from optimizer.console.row import Row
from optimizer.plan.plan import Plan
from optimizer.solve.session import Seen
from optimizer.study.study import Answered
from tests.plans import small_case, small_plan, small_tables


def lines(plan: Plan) -> list[str]:
    return summary(plan).splitlines()


def test_projects_costs_targets_and_scenarios_are_a_line_each() -> None:
    assert lines(small_plan()) == [
        "1 of 3 candidate projects built beside 1 committed: capex 1,550 MUSD, grants 20 MUSD",
        "objective 142.0 MUSD (expected cost), proven within 0.5 MUSD (0.83% of the programme of 60 MUSD)",
        "2 targets: 1 missed somewhere, the others hold",
        "  export_stop: the disruption costs 42 MUSD, shortage 75 t",
    ]


def test_what_is_not_known_is_not_told_as_a_number() -> None:
    scenarios = small_tables()["scenarios"].assign(disruption_musd=math.nan)
    plan = small_plan(tables={"scenarios": scenarios}, bound_musd=-math.inf)
    assert lines(plan)[1] == "objective 142.0 MUSD (expected cost), no bound is proven yet"
    assert lines(plan)[-1] == "  export_stop: shortage 75 t"
    assert verdict(Answered("a", "stopped before its gap", plan)) == (
        "stopped before its gap: plan 142.0 MUSD, no bound is proven"
    )


def scenarios(costs: list[float]) -> list[str]:
    """What is said of so many scenarios that cost so much."""
    row = small_tables()["scenarios"].iloc[-1].to_dict() | {"short_t": 0.0}
    table = pd.DataFrame([row | {"scenario": f"s{i}", "disruption_musd": cost} for i, cost in enumerate(costs)])
    return [line for line in lines(small_plan(tables={"scenarios": table})) if line.startswith("  ")]


def test_of_many_scenarios_the_costliest_are_told_in_their_order() -> None:
    told = scenarios([*range(20), math.nan])
    assert told[:2] == [
        "  s5: the disruption costs 5 MUSD, shortage 0 t",
        "  s6: the disruption costs 6 MUSD, shortage 0 t",
    ]
    assert told[-2:] == [
        "  s19: the disruption costs 19 MUSD, shortage 0 t",
        "  and 6 scenarios that cost less: see the sheet Scenarios",
    ]
    assert len(scenarios([1.0] * 15)) == 15


def test_a_disruption_may_save() -> None:
    assert scenarios([-7.4, -0.4]) == [
        "  s0: the disruption saves 7 MUSD, shortage 0 t",
        "  s1: the disruption costs 0 MUSD, shortage 0 t",
    ]


def test_the_weight_of_the_worst_scenarios_is_told() -> None:
    settings = dataclasses.replace(small_case().settings, risk_weight=0.25)
    plan = small_plan(small_case(settings=settings))
    assert "(expected cost, the worst scenarios weighed at 25%)" in lines(plan)[1]


def test_a_plan_that_was_there_is_told_as_reused() -> None:
    assert verdict(Answered("a", "plan", small_plan(), reused=True)) == (
        "plan 142.0 MUSD, within 0.83% of the programme, reused"
    )


@pytest.mark.parametrize(
    ("seen", "told"),
    [
        (Seen(math.inf, math.inf), ""),
        (Seen(math.inf, 3.0), "no plan yet"),
        (Seen(1234.0), "plan 1,234 MUSD   no bound yet"),
        (Seen(12.0, 10.0), "plan 12   bound 10   gap 2.0 MUSD"),
        (Seen(12.0, 13.0, 0, 50.0), "plan 12   bound 13   gap 0.0 MUSD = 0.0%"),
    ],
)
def test_a_running_search_tells_what_it_knows(seen: Seen, told: str) -> None:
    row = Row("a")
    assert (row.text, row.is_running) == ("waiting", False)
    row.look("search", seen)
    assert row.text == f"     0 s  search  {told}".rstrip()
    assert row.is_running
