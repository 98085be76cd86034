"""Each reason is given where it is the reason, and nowhere else."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest

from optimizer.plan.projects import starts_found
from optimizer.solve.session import Stop
from optimizer.solve.what_if import Answer, WhatIf
from optimizer.why.asked import Questions
from optimizer.why.evidence import Evidence, World
from optimizer.why.ledger import Ledger
from optimizer.why.prices import Prices
from optimizer.why.reasons import reason
from optimizer.words.names import Names
from tests.tiny import MILLION, Sheets, demand, event, near, project, supply, world
from tests.why.worlds import cards, explained, reasons, silent, solution_of, table

ORE = [
    {"material": "goods", "family": "all goods", "stage": "processing"},
    {"material": "ore", "stage": "extraction"},
    {"material": "dust", "stage": "extraction"},
]
CHEAP = {"capex_musd": 2}
PUBLIC = {"min_public_share": 1}
GOODS_PRICE = [{"material": "goods", 2030: MILLION}]


def projects(**rows: dict[str, Any]) -> list[dict[str, Any]]:
    return [project(name, **row) for name, row in rows.items()]


def test_what_the_workbook_rules_out() -> None:
    rows = projects(
        off={**CHEAP, "status": "excluded"},
        unwelcome={**CHEAP, "country": "closed"},
        slow={**CHEAP, "build_years": 5},
        first={"capex_musd": 500},
        second={"capex_musd": 1, "requires": "first"},
        one={**CHEAP, "exclusive_group": "site"},
        other={"capex_musd": 3, "exclusive_group": "site"},
    )
    sheets = world(projects=rows, supply=[supply()])
    sheets["countries"].append({"country": "closed", "name": "Closedland", "bloc": "neutral", "consent": "no"})
    found = cards(explained(sheets))
    assert {p: card["reason"] for p, card in found.items()} == {
        "off": "excluded",
        "unwelcome": "no consent",
        "slow": "no start fits",
        "first": "dominated",
        "second": "prerequisite not built",
        "one": "saves more than it costs",
        "other": "group taken",
    }
    assert found["unwelcome"]["words"] == "Closedland gives no consent to new projects."
    assert found["second"]["words"] == "It requires first, which is not built."
    assert found["other"]["words"] == "Only one of the group site may be built, and that is one."
    assert "2030 to 2030, and it takes 5 years" in found["slow"]["words"]


def funded(budget: float | None = None, **funder: Any) -> dict[str, Any]:
    """A plant of 20 MUSD whose goods sell for 10: its business plan lacks 10."""
    sheets = world(
        {"viability": "yes"},
        projects=[project("plant")],
        funders=[{"funder": "fund", "name": "The Fund", **funder}],
    )
    return sheets | ({"budgets": [{"funder": "fund", 2030: budget}]} if budget is not None else {})


def test_not_viable_by_so_many_dollars_a_tonne() -> None:
    card = cards(explained(funded(max_share=0.1)))["plant"]
    assert card["reason"] == "not viable"
    assert card["words"].endswith(
        "lacks 10 MUSD of which funders may close at most 2 MUSD. That leaves 800,000 USD for each tonne."
    )


def test_nobody_may_pay_and_nobody_can() -> None:
    may_not = cards(explained(funded(max_share=0)))["plant"]
    assert may_not["reason"] == "no eligible money"
    assert may_not["words"] == "No funder may pay for it, and its business plan lacks 10 MUSD."
    cannot = cards(explained(funded(5)))["plant"]
    assert cannot["reason"] == "no eligible money"
    assert "The Fund may pay for it, but have at most 5 MUSD" in cannot["words"]
    assert reasons(funded(10)) == {"plant": "saves more than it costs"}


def test_money_goes_to_others() -> None:
    rows = projects(
        small={"capex_musd": 20, "opex_usd_per_t": 4 * MILLION, **PUBLIC}, large={"capex_musd": 50, **PUBLIC}
    )
    sheets = world(projects=rows, funders=[{"funder": "fund"}], budgets=[{"funder": "fund", 2030: 50}])
    found = cards(explained(sheets))
    assert found["large"]["reason"] == "saves more than it costs"
    assert found["small"]["reason"] == "money goes to others"
    assert "take the place of large" in found["small"]["words"]
    assert reasons(sheets | {"budgets": [{"funder": "fund", 2030: 70}]})["small"] == "dominated"


@pytest.mark.parametrize("mine", [{}, {"mine": {"product": "ore", "capex_musd": 500}}])
def test_feed_is_missing(mine: dict[str, Any]) -> None:
    rows = projects(plant=CHEAP, **mine)
    recipes = [{"project": "plant", "material": "ore", "t_per_t": -1}]
    sheets = world(materials=ORE, projects=rows, recipes=recipes)
    card = cards(explained(sheets))["plant"]
    assert card["reason"] == "feed missing"
    maker = "only mine would make it" if mine else "no project makes it"
    assert f"nobody sells ore to home, and {maker}" in card["words"]
    sold = sheets | {"supply": [supply(material="ore")], "prices": [*GOODS_PRICE, {"material": "ore", 2030: 1}]}
    assert reasons(sold)["plant"] == "saves more than it costs"


def test_dominated_bought_cheaper_or_not_needed() -> None:
    rows = projects(cheap={"capex_musd": 2}, dear={"capex_musd": 6})
    assert reasons(world(projects=rows, supply=[supply()])) == {
        "cheap": "saves more than it costs",
        "dear": "dominated",
    }
    found = cards(explained(world(projects=projects(dear={"capex_musd": 15}), supply=[supply()])))["dear"]
    assert found["reason"] == "bought cheaper"
    assert found["words"] == (
        "It is not needed: goods is bought for less than it costs to make. It makes a tonne for 1,500,000 USD; the "
        "reference price is 1,000,000 USD. Building it would add capital cost of 15 MUSD and save purchases from "
        "existing supply of 10 MUSD, in all 5 MUSD more."
    )
    large = cards(explained(world(projects=projects(large={"capacity_t": 100}), supply=[supply()])))["large"]
    assert large["words"].startswith(
        "It is not needed: goods is bought for less than it costs to make. At full use a tonne would cost 200,000 USD; "
        "the reference price is 1,000,000 USD, but only 10 % of its capacity would be used. Building it would"
    )
    discount = cards(explained(world(projects=projects(plant={"capex_musd": 8}), supply=[supply(premium=-0.5)])))
    assert discount["plant"]["words"].startswith(
        "It is not needed: goods is bought for less than it costs to make. Building it would add capital cost of 8 MUSD"
    )
    dust = world(materials=ORE, projects=projects(sweeper={"product": "dust"}), supply=[supply()])
    assert reasons(dust) == {"sweeper": "not needed"}


def test_too_dear_for_the_shortage_that_it_would_avoid() -> None:
    card = cards(explained(world(projects=projects(plant={"capex_musd": 150}))))["plant"]
    assert card["reason"] == "costs more than it saves"
    assert card["words"].endswith(
        "add capital cost of 150 MUSD and save cost of shortage of 100 MUSD, in all 50 MUSD more."
    )


def test_twins_make_no_difference() -> None:
    found = reasons(world(projects=projects(a=CHEAP, b=CHEAP), supply=[supply()]))
    assert set(found.values()) == {"no difference"}


def test_what_the_hard_rules_ask_for_or_forbid() -> None:
    rows = projects(plant={"capex_musd": 300}, abroad={**CHEAP, "country": "far"})
    targets = [
        {"target": "home_made", "metric": "min_domestic_share", "material": "goods", "market": "home", "value": 1},
        {"target": "stay", "metric": "max_investment_share", "subject": "concern", "value": 0},
    ]
    found = cards(explained(world(projects=rows, targets=targets, supply=[supply()])))
    assert found["plant"]["reason"] == "needed"
    assert found["abroad"]["reason"] == "no plan has it"
    assert (found["plant"]["range"], found["abroad"]["range"]) == ("impossible", "impossible")


def test_committed_projects_have_a_card_as_if_they_had_not_been() -> None:
    rows = projects(sure={"capex_musd": 15, "status": "committed"}, good={**CHEAP, "status": "committed"})
    found = cards(explained(world(projects=rows, supply=[supply()], demand=[demand(tonnes=20)])))
    assert {card["reason"] for card in found.values()} == {"committed"}
    assert "Had it not been, the plan would cost 5 MUSD less." in found["sure"]["words"]
    assert (found["sure"]["range"], found["sure"]["least_musd"]) == ("5 MUSD less", near(-5))
    assert (
        "Had it not been, the plan would cost 8 MUSD more. It replaces 10 t of goods bought (10 MUSD)."
        in (found["good"]["words"])
    )


def test_what_a_built_project_saves() -> None:
    made = cards(explained(world(projects=projects(plant=CHEAP))))["plant"]
    assert made["words"] == "It saves the plan 98 MUSD. It avoids a shortage of 10 t of goods (100 MUSD)."
    target = {"target": "own", "metric": "min_domestic_share", "material": "goods", "market": "home", "value": 1}
    held = world(projects=projects(plant={"capex_musd": 15}), supply=[supply()], targets=[target | {"penalty": 2e6}])
    card = cards(explained(held))["plant"]
    assert card["words"] == (
        "It saves the plan 15 MUSD. It brings “Goods, home: own countries at least 100 %” nearer by 10 t "
        "(20 MUSD) and replaces 10 t of goods bought (10 MUSD)."
    )


NO_ANSWER = Answer(math.inf, -math.inf, {}, "stopped")


def words_with(sheets: Sheets, name: str, answering: Answer | None) -> str:
    """The reason for a project as asked alone, where its chain has answered otherwise than it would have."""
    solution = solution_of(sheets)
    prices = Prices(solution)
    asked = Questions(solution, WhatIf(solution), Stop(), silent, prices.budget_rows).about([name], 60)[name]
    names = Names(solution.facts.case)
    shared = World(solution, starts_found(solution.model, solution.facts), prices, Ledger(solution), names)
    return reason(Evidence(shared, name, replace(asked, answering=answering))).words


@pytest.mark.parametrize("answering", [None, NO_ANSWER])
def test_what_is_only_known_with_all_else_as_decided_is_said_so(answering: Answer | None) -> None:
    plant = world(projects=projects(plant=CHEAP))
    assert words_with(plant, "plant", answering).startswith("With all else as decided, it saves the plan 98 MUSD.")
    sure = world(projects=projects(plant={**CHEAP, "status": "committed"}))
    assert "With all else as decided and without it, the plan would cost 98 MUSD more." in (
        words_with(sure, "plant", answering)
    )


def test_a_chain_that_was_not_asked_is_not_said_to_leave_no_room() -> None:
    """Abroad may lie 40 % of the capital cost: beside one plant at home a second one has to be built."""
    rows = projects(good=CHEAP, abroad={**CHEAP, "country": "far"}, second=CHEAP)
    limit = {"target": "few", "metric": "max_investment_share", "subject": "concern", "value": 0.4}
    sheets = world(projects=rows, supply=[supply()], targets=[limit])
    asked = "Beside what the plan builds the rules leave no room for it"
    assert words_with(sheets, "abroad", None) == f"{asked}; there was no time to let its chain answer."
    infeasible = replace(NO_ANSWER, status="infeasible")
    assert words_with(sheets, "abroad", infeasible) == f"{asked}, also where its chain answers."


def test_with_a_risk_weight_parts_are_said_not_to_add_up() -> None:
    """The plant saves 19 MUSD on average and 100 in the cut, and costs 30: more than the sum of its expected parts."""
    sheets = world(
        {"risk_weight": 0.5, "tail_probability": 0.1},
        projects=projects(plant={"capex_musd": 30}),
        supply=[supply()],
        scenarios=[{"scenario": "cut", "probability": 0.1}],
        events=[event("cut", "export_cut", 1.0, country="far")],
    )
    found = explained(sheets)
    assert cards(found)["plant"]["most_musd"] == near(0.5 * 19 + 0.5 * 100 - 30)
    said = [row["words"] for row in table(found, "overview") if row["about"] == "projects"]
    assert "with a weight of 50 %; its parts by term, material and target are expected" in said[0]
    assert "expected" not in " ".join(row["words"] for row in table(explained(funded()), "overview"))
