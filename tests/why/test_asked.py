"""Opposite decisions cost what solving with them costs, and their ranges hold."""

from __future__ import annotations

import math
from typing import Any

import pytest

from optimizer.case.facts import Facts
from optimizer.solve.search import Solution, solve
from optimizer.solve.session import Stop
from optimizer.solve.what_if import Answer, WhatIf
from optimizer.study.uncertainty import Difference
from optimizer.why.asked import Questions
from optimizer.why.cards import range_in_words
from optimizer.why.ledger import Ledger
from optimizer.why.neighbours import neighbours
from optimizer.why.prices import Prices
from tests.tiny import MILLION, case_of, demand, event, near, plan_of, project, supply, world, years
from tests.why.worlds import cards, explained, silent, table

CAPEX = {"cheap": 2, "middle": 6, "dear": 9, "huge": 500, "small": 3}


def sheets(out: str = "") -> dict[str, Any]:
    """10 t for 10 MUSD bought; plants of 10 t, and a small one of 4 t."""
    rows = [
        project(name, capex_musd=capex, **({"status": "excluded"} if name == out else {}))
        | ({"capacity_t": 4} if name == "small" else {})
        for name, capex in CAPEX.items()
    ]
    return world(projects=rows, supply=[supply()])


@pytest.fixture(scope="module")
def solution() -> Solution:
    return solve(Facts(case_of(sheets())))


@pytest.fixture(scope="module")
def found(solution: Solution) -> dict[str, dict[str, Any]]:
    return cards(explained(solution))


@pytest.mark.parametrize("name", list(CAPEX))
def test_forced_costs_equal_separate_solves(name: str, solution: Solution, found: dict[str, dict[str, Any]]) -> None:
    if found[name]["decision"] == "in":
        apart = solve(Facts(case_of(sheets(out=name)))).objective_musd
    else:
        apart = solve(Facts(case_of(sheets()), kept=frozenset({name}))).objective_musd
    card = found[name]
    assert card["answering_musd"] == near(apart - solution.objective_musd)  # all others are its neighbours
    assert card["least_musd"] - 1e-6 <= card["answering_musd"] == near(card["most_musd"])
    assert card["alone_musd"] >= card["answering_musd"] - 1e-6


def test_alone_leaves_everything_else_as_decided(found: dict[str, dict[str, Any]]) -> None:
    assert {name: card["alone_musd"] for name, card in found.items()} == {
        "cheap": near(8),
        "middle": near(6),
        "dear": near(9),
        "huge": near(500),
        "small": near(3),
    }
    assert (found["cheap"]["enter"], found["middle"]["leave"]) == ("middle", "cheap")


def test_what_there_is_no_time_for_is_left_empty(solution: Solution) -> None:
    card = cards(explained(solution, time_limit_s=0))["cheap"]
    assert card["reason"] == "no time to find out"
    assert card["range"] == "not known"


def test_an_ended_questioning_answers_nothing_more(solution: Solution) -> None:
    stop = Stop()
    seen: list[tuple[str, int, int]] = []

    def report(what: str, done: int, count: int) -> None:
        seen.append((what, done, count))
        stop.pressed = len(seen) >= 4

    asked = Questions(solution, WhatIf(solution, stop), stop, report).about(["cheap", "dear"], 60)
    assert asked["cheap"].alone is not None
    assert asked["dear"].alone is None
    assert asked["cheap"].answering is None
    assert asked["dear"].least_musd == near(9)
    assert [done for _, done, _ in seen] == [0, 1, 2, 3, 4, 5]


def test_more_public_money_is_tried_where_a_project_cannot_be_added() -> None:
    rows = [project(n, capex_musd=c, min_public_share=1) for n, c in (("large", 50), ("small", 20))]
    rows[1]["opex_usd_per_t"] = 4 * MILLION
    money = {"funders": [{"funder": "fund"}], "budgets": [{"funder": "fund", 2030: 50}]}
    solution = solve(Facts(case_of(world(projects=rows, **money))))
    ask = WhatIf(solution)
    asked = Questions(solution, ask, Stop(), silent, Prices(solution).budget_rows).about(["small", "large"], 60)
    assert asked["small"].alone == Answer(math.inf, -math.inf, {}, "infeasible")
    assert asked["small"].richer is not None
    assert asked["small"].richer.cost_musd == near(70)
    assert asked["large"].richer is None
    assert ask.solve({"small": True}).status == "infeasible"  # the limits hold again


def test_neighbours_are_those_of_the_same_chain_the_nearest_first() -> None:
    rows = [
        project("plant"),
        project("rival", capex_musd=5),
        project("larger_rival", capex_musd=50),
        project("mine", product="ore"),
        project("user", product="dust"),
        project("tied", product="dust", requires="plant"),
        project("sure", status="committed"),
        project("stranger", product="sand"),
    ]
    recipes = [{"project": p, "material": "ore", "t_per_t": -1} for p in ("plant", "user")]
    materials = [{"material": m, "stage": "processing"} for m in ("goods", "ore", "dust", "sand")]
    facts = Facts(case_of(world(projects=rows, recipes=recipes, materials=materials)))
    assert neighbours(facts, "plant") == ["tied", "larger_rival", "rival", "mine", "user"]
    assert neighbours(facts, "plant", most=2) == ["tied", "larger_rival"]
    assert neighbours(facts, "plant", most=0) == ["tied"]


def test_the_ledger_adds_up_to_what_a_plan_reports() -> None:
    sheets = world(
        years(2030, 2032, discount_rate=0.1),
        prices=[{"material": "goods", 2030: MILLION}],
        demand=[demand(tonnes=20)],
        projects=[project("plant", opex_usd_per_t=1e5, fixed_opex_musd=1)],
        supply=[supply(tonnes=8)],
        scenarios=[{"scenario": "stop", "probability": 0.3}],
        events=[event("stop", "outage", 1, first_year=2031, last_year=2031, country="far", material="goods")],
        targets=[
            {"target": "own", "metric": "min_domestic_share", "material": "goods", "market": "home", "value": 1}
            | {"penalty": 1e5}
        ],
    )
    solution = solve(Facts(case_of(sheets)))
    plan, found = plan_of(solution), Ledger(solution).of(solution.values)
    from optimizer.plan.shortfall import expected_short_t
    from optimizer.study.measures import expected_costs, misses

    costs = {term: value for term, value in expected_costs(plan).items() if value}
    assert {name: value for (about, name), value in found.items() if about == "cost" and abs(value) > 1e-9} == near(
        costs
    )
    assert found["shortage", "goods"] == near(expected_short_t(plan))
    assert found["shortage cost", "goods"] == near(costs["shortage"])
    assert found["purchases cost", "goods"] == near(costs["purchases"])
    assert found["target", "own"] == near(misses(plan)["own"].slack)
    assert found["target cost", "own"] == near(costs["target_penalty"])


def test_the_table_of_changes_adds_up_to_the_difference_in_cost(solution: Solution) -> None:
    explanation = explained(solution)
    for name, card in cards(explanation).items():
        parts = [r for r in table(explanation, "changes") if r["project"] == name and r["about"] == "cost"]
        assert sum(row["change_musd"] for row in parts) == near(card["most_musd"])


def test_ranges_in_words() -> None:
    assert range_in_words(Difference(-5.0, -9.0, -5.0)) == "5 MUSD less, within the gap of the search"
    assert range_in_words(Difference(3.0, 3.0, 3.0)) == "3 MUSD more, proven"


def test_in_small_models_every_project_may_answer_not_only_neighbours() -> None:
    """Two materials without a common project share one purse of 50 MUSD: one plant leaves where the other enters."""
    rows = [
        project("here_goods", capex_musd=50, min_public_share=1),
        project("other_goods", capex_musd=50, min_public_share=1, product="others", capacity_t=5),
    ]
    materials = [{"material": m, "family": m, "stage": "processing"} for m in ("goods", "others")]
    wanted = [demand(), demand(material="others", tonnes=8)]
    prices = [{"material": m, 2030: MILLION} for m in ("goods", "others")]
    money = {"funders": [{"funder": "fund"}], "budgets": [{"funder": "fund", 2030: 50}]}
    found = cards(explained(world(projects=rows, materials=materials, demand=wanted, prices=prices, **money)))
    assert found["here_goods"]["decision"] == "in"
    card = found["other_goods"]
    assert card["alone_musd"] is None or math.isnan(card["alone_musd"])
    assert (card["answering_musd"], card["least_musd"], card["leave"]) == (near(50), near(50), "here_goods")
