"""Late and dearer projects in worlds worked out by hand: 10 t a year wanted, 10 MUSD for each that is missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from optimizer.case.facts import Facts
from optimizer.excel.load import load
from optimizer.late.json import late_document
from optimizer.late.operation import Operation
from optimizer.late.study import AskedLate, Lateness, lateness
from optimizer.late.tables import LATENESS
from optimizer.late.world import late_facts
from optimizer.plan.plan import Plan
from optimizer.plan.stored import plan_from
from optimizer.solve.highs import SolverFault
from optimizer.solve.search import solve
from optimizer.solve.session import Stop
from optimizer.study.measures import records
from tests.tiny import MILLION, demand, event, near, plan_of, project, solved, supply, total_cost, world, years

EXAMPLE = Path(__file__).parents[2] / "inputs" / "example.xlsx"


def plan(**sheets: Any) -> Plan:
    """`plant` makes 10 t from 2030 on; demand lasts to 2032."""
    return solved(world(years(2030, 2032), **{"projects": [project("plant")], **sheets}))


def late(plan: Plan, *delays: int, dearer: float = 0.3) -> Lateness:
    return lateness(plan, AskedLate(delays or (1,), dearer))


def row(found: Lateness, table: str, **where: Any) -> dict[str, Any]:
    (only,) = [r for r in records(found.tables[table]) if all(r[k] == v for k, v in where.items())]
    return only


def test_on_time_it_is_the_plan() -> None:
    found = plan(
        projects=[project("plant", capacity_t=6, opex_usd_per_t=MILLION)],
        supply=[supply()],
        scenarios=[{"scenario": "cut", "probability": 0.5}, {"scenario": "stress", "probability": 0}],
        events=[
            event("cut", "outage", 0.4, project="plant", first_year=2031, last_year=2031),
            event("stress", "outage", 0.9, country="far", first_year=2031),
        ],
        targets=[
            {"target": "own", "metric": "min_domestic_share", "value": 0.9, "penalty": MILLION},
            {"target": "few", "metric": "max_bloc_share", "subject": "concern", "value": 0.2, "penalty": 11 * MILLION},
        ],
    )
    reading = Operation(late_facts(found, (1, 3)), Stop()).run()
    assert reading is not None
    for scenario in ("base", "cut", "stress"):
        assert reading.cost_musd[scenario] == near(total_cost(found, scenario))


def test_each_year_late_leaves_a_years_demand_missing() -> None:
    found = late(plan(), 1, 3)
    assert row(found, "delays", years_late=1)["base_musd"] == near(100)
    assert row(found, "delays", years_late=1)["base_short_t"] == near(10)
    assert row(found, "delays", years_late=3)["expected_musd"] == near(300)
    assert row(found, "shortage", years_late=3)["base_t"] == near(30)
    assert found.complete
    assert "1 year late costs 100 MUSD; 3 years late costs 300 MUSD" in row(found, "ranking")["words"]


def test_it_costs_what_a_scenario_with_that_delay_costs() -> None:
    told = plan(
        projects=[project("plant", fixed_opex_musd=3, ramp_profile="slow", life_years=2)],
        profiles=[{"profile": "slow", 1: 0.5, 2: 1}],
        scenarios=[{"scenario": "late", "probability": 0}],
        events=[event("late", "delay", 1, project="plant")],
    )
    more = total_cost(told, "late") - total_cost(told)
    assert row(late(told), "delays")["base_musd"] == near(more)
    assert row(late(told), "scenarios", scenario="late")["cost_musd"] != near(0)  # late by both


def test_stock_of_what_it_makes_may_be_released_while_it_is_late() -> None:
    pile = {"stockpile": "pile", "material": "goods", "home": "home", "opening_t": 5, "max_t": 5}
    found = row(late(plan(stockpiles=[pile])), "delays")
    assert found["base_musd"] == near(100)  # beside the cost, not part of it
    assert [found[name] for name in ("released_t", "covered_t", "covered")] == near([5, 5, 0.5])
    assert found["stock_saves_musd"] == near(50 - 5)  # bought back at 1 MUSD a tonne
    words = row(late(plan(stockpiles=[pile])), "ranking")["words"]
    assert "stock covers 50 % of the shortage" in words


def test_the_first_target_to_break_hard_or_soft() -> None:
    own = {"target": "own", "metric": "min_domestic_share", "value": 0.5, "from_year": 2031}
    soft = {"target": "soft", "metric": "min_domestic_share", "value": 0.2, "penalty": MILLION}
    found = late(plan(targets=[own, soft]), 1, 3)
    assert row(found, "delays", years_late=1) | {"first_target": "soft", "first_year": 2030, "breaks": 1} == row(
        found, "delays", years_late=1
    )
    assert row(found, "breaks", years_late=3, target="own")["after"] == near(10)
    assert row(found, "breaks", years_late=3, target="own")["hard"] is True
    assert row(found, "delays", years_late=1)["base_musd"] == near(100 + 2)  # the hard one costs nothing
    assert row(found, "delays", years_late=3)["base_musd"] == near(300 + 6)


def test_a_hard_target_is_held_at_whatever_cost_that_it_has_in_the_plan() -> None:
    few = {"target": "few", "metric": "max_bloc_share", "subject": "concern", "value": 0.95}
    found = plan(projects=[project("plant", capacity_t=0.1)], supply=[supply()], targets=[few])
    assert total_cost(found) == near(20 + 3 * (1.9 + 80))  # 2 t are delivered, of which 5 % are its own
    reading = Operation(late_facts(found, (1,)), Stop()).run()
    assert reading is not None
    assert reading.cost_musd["base"] == near(total_cost(found))


def test_expected_over_scenarios_and_the_worst() -> None:
    found = plan(
        scenarios=[{"scenario": "boom", "probability": 0.25}],
        events=[event("boom", "demand", 2, first_year=2030, last_year=2030)],
        projects=[project("plant", capacity_t=20)],
    )
    delay = row(late(found), "delays")
    assert (delay["base_musd"], delay["worst_musd"], delay["worst_scenario"]) == (near(100), near(200), "boom")
    assert delay["expected_musd"] == near(0.75 * 100 + 0.25 * 200)


def test_the_project_that_hurts_most_comes_first() -> None:
    found = plan(
        projects=[project("small", capacity_t=2), project("large", capacity_t=8)], demand=[demand()], supply=[]
    )
    table = records(late(found).tables["ranking"])
    assert [(r["rank"], r["project"]) for r in table] == [(1, "large"), (2, "small")]
    assert [r["expected_musd"] for r in table] == [near(80), near(20)]


def test_only_delays_of_the_same_length_are_ranked_where_it_was_stopped() -> None:
    """Of the second project only its first year was looked at when the planner ended it."""
    found = plan(projects=[project("small", capacity_t=2), project("large", capacity_t=8)], demand=[demand()])
    stop = Stop()

    def report(_what: str, done: int, _of: int) -> None:
        stop.pressed = done >= 3

    ended = lateness(found, AskedLate((1, 3)), stop, report)
    assert not ended.complete
    assert [(r["project"], r["years_late"]) for r in records(ended.tables["delays"])] == [
        ("large", 1),
        ("large", 3),
        ("small", 1),
    ]
    assert [(r["project"], r["years_late"]) for r in records(ended.tables["ranking"])] == [("large", 3)]


@pytest.mark.parametrize(("price", "lacks"), [(0, 9), (1, 0)])
def test_a_dearer_project_lacks_what_grants_do_not_close(price: float, lacks: float) -> None:
    told = world(
        {"viability": "yes"},
        projects=[project("plant", capex_musd=30, max_public_share=1)],
        prices=[{"material": "goods", 2030: price * 4 * MILLION}],
        funders=[{"funder": "fund"}],
    )
    found = row(late(solved(told)), "dearer")
    assert [found["costs_musd"], found["lacks_musd"]] == near([9, lacks])  # at 4 MUSD a tonne it earns 40


def test_what_funders_may_still_give_counts_at_the_private_rate() -> None:
    """All is spent in 2033, where a MUSD is worth 0.75: of the 9 that are dearer 8.3 may be given, 6.2 of 6.8."""
    told = world(
        years(2030, 2033, viability="yes", private_discount_rate=0.1),
        projects=[project("plant", capex_musd=30, spend_profile="last", latest_start=2030)],
        profiles=[{"profile": "last", 4: 1}],
        prices=[{"material": "goods", 2030: 69_000}],
        funders=[{"funder": "fund", "max_share": 0.9}],
    )
    found = row(late(solved(told)), "dearer")
    earned = 0.69 * sum(1.1**-n for n in range(4)) * 1.1**3
    assert [found["lacks_musd"], found["room_musd"]] == near([9 / 1.1**3, 0.9 * 39 - (30 - earned)])
    assert found["words"].endswith("its owner lacks 6.8 MUSD, more than what the funders' shares still allow.")


def test_of_a_committed_project_it_is_not_said_what_its_owner_lacks() -> None:
    told = world({"viability": "yes"}, projects=[project("plant", capex_musd=30, status="committed")])
    found = row(late(solved(told)), "dearer")
    assert (found["lacks_musd"], found["words"]) == (0, "30 % dearer it costs 9 MUSD more.")


def test_a_plan_that_was_read_back_says_the_same() -> None:
    from optimizer.plan.json import as_text, plan_document

    loaded = load(EXAMPLE)
    made = plan_of(solve(Facts(loaded.case)))
    again = plan_from(as_text(plan_document(made)))
    first, second = (late(p, 1, 3) for p in (made, again))
    for table in LATENESS:
        assert list(first.tables[table.name].columns) == table.names
    for a, b in zip(records(first.tables["ranking"]), records(second.tables["ranking"]), strict=True):
        assert a["project"] == b["project"]
        assert a["expected_musd"] == near(b["expected_musd"])
    document = late_document(first)
    assert len(document["tables"]["delays"]) == 2 * len(document["tables"]["ranking"])


def test_names_that_a_workbook_uses_are_left_to_it() -> None:
    """Late copies of projects and the surprise have names that stand nowhere in the workbook."""
    plants = [project("plant", capacity_t=5), project("plant +1", capacity_t=5)]
    surprise = {"scenario": "surprise", "probability": 0.5}
    found = late(plan(projects=plants, scenarios=[surprise], demand=[demand()]))
    assert [row(found, "delays", project=p["project"])["expected_musd"] for p in plants] == [near(50), near(50)]
    names = late_facts(plan(projects=plants, scenarios=[surprise]), (1,))
    assert names.surprise == "surprise*"
    assert sorted(names.copies) == ["plant", "plant +1", "plant +1 +1", "plant +1*"]


class Silent:
    """HiGHS that never comes to an end."""

    def __init__(self, highs: Any) -> None:
        self.highs = highs
        highs.clearSolver()

    def run(self) -> None:
        pass

    def __getattr__(self, name: str) -> Any:
        return getattr(self.highs, name)


def test_what_the_planner_ends_is_left_out_and_what_cannot_be_operated_is_a_fault() -> None:
    operation = Operation(late_facts(plan(), (1,)), Stop())
    operation._highs = Silent(operation._highs)  # type: ignore[assignment]
    with pytest.raises(SolverFault, match="cannot operate the plan with a late project"):
        operation.run(("plant", 1))
    operation.stop.pressed = True
    assert operation.run(("plant", 1)) is None


def test_a_delay_costs_nothing_where_as_much_can_be_bought() -> None:
    same = project("plant", status="committed", opex_usd_per_t=MILLION)
    found = late(plan(projects=[same], supply=[supply()]))
    assert row(found, "delays")["expected_musd"] == near(0)
    assert "1 year late costs nothing" in row(found, "ranking")["words"]


def test_a_delay_that_saves_is_said_to() -> None:
    """A plant that is paid for, and runs at a loss that a hard target forces on it."""
    dear = project("plant", fixed_opex_musd=30)
    own = {"target": "own", "metric": "min_domestic_output", "material": "goods", "market": "home", "value": 1}
    found = late(plan(projects=[dear], supply=[supply()], targets=[own | {"last_year": 2031}]))
    assert row(found, "delays")["expected_musd"] < 0
    assert "1 year late saves " in row(found, "ranking")["words"]
