from __future__ import annotations

from typing import Any

import pytest

from tests.books import has, judge, minimal
from tests.case.rich import rich


def setting(key: str, value: Any) -> dict[str, Any]:
    return {"key": key, "value": value}


@pytest.mark.parametrize(
    ("row", "place"),
    [
        (("supply", {"material": "metal", "country": "CHN", 2027: 5}), "supply!A4"),
        (("stockpiles", {"stockpile": "s", "material": "metal", "home": "ANZ", "max_t": 1}), "stockpiles!B2"),
        (("recipes", {"project": "refinery", "material": "metal", "t_per_t": 0.1}), "projects!D2"),
        (("recipes", {"project": "refinery", "material": "metal", "t_per_t": -0.1}), "projects!D2"),
    ],
)
def test_prices_are_needed_where_they_are_used(row: tuple[str, dict[str, Any]], place: str):
    sheets = minimal()
    sheets["materials"].append({"material": "metal", "stage": "processing"})
    assert judge(sheets) == []
    sheets.setdefault(row[0], []).append(row[1])
    assert judge(sheets)[0].startswith(f"error: {place}: metal ")


def test_without_viability_and_trade_no_prices_are_needed():
    sheets = minimal()
    del sheets["prices"], sheets["supply"]
    assert has(judge(sheets), "error: projects!D2", "(viability is on) and has no price")
    sheets["settings"].append(setting("viability", "no"))
    assert judge(sheets) == []
    sheets["routes"] = [{"duty": 0.1}]
    assert judge(sheets) == []  # its own market is free of duty unless a row names both, and nobody else draws oxide
    sheets["countries"][0]["market"] = "ROW"
    assert has(judge(sheets), "error: projects!D2", "oxide is shipped under a duty")


def test_exempt_projects_need_prices_for_floors_only():
    sheets = minimal()
    del sheets["prices"], sheets["supply"]
    sheets["projects"][0]["status"] = "committed"
    assert judge(sheets) == []
    sheets["price_floors"] = [{"material": "oxide", "level": "a", "floor_usd_per_t": 1}]
    assert has(judge(sheets), "error: projects!D2", "may get a price floor")


def test_floors_without_effect_are_pointed_out():
    sheets = minimal()
    sheets["price_floors"] = [{"material": "ore", "level": "a", "floor_usd_per_t": 1}]
    assert has(judge(sheets), "warning: price_floors!A2", "no project has the product ore")
    sheets["settings"].append(setting("viability", "no"))
    assert has(judge(sheets), "warning: price_floors!B2", "viability is off")


def test_min_public_share_is_within_reach():
    sheets = minimal()
    sheets["projects"][0]["min_public_share"] = 0.7
    sheets["funders"] = [{"funder": "fund", "partner": "ANZ", "max_share": 0.4}, {"funder": "b", "max_share": 0.2}]
    assert has(judge(sheets), "warning: projects!J2", "reach 0.6")
    sheets["projects"][0]["status"] = "committed"
    assert has(judge(sheets), "error: projects!J2", "reach 0.6")
    sheets["funders"].append({"funder": "c", "partner": "ROW", "max_share": 0.3})
    assert not has(judge(sheets), "error")
    sheets["settings"].append(setting("joint_funding", "no"))
    assert has(judge(sheets), "error: projects!J2", "reach 0.6")


def test_funders_give_at_least_less_than_at_most():
    sheets = minimal()
    sheets["funders"][0] |= {"min_share": 0.2, "max_share": 0.1}
    assert has(judge(sheets), "error: funders!C2", "min_share 0.2 is above max_share 0.1")
    sheets["funders"][0]["max_share"] = 0
    sheets["funding_rules"] = [{"funder": "fund", "kind": "refinery", "max_share": 0.1}]
    assert has(judge(sheets), "warning: funding_rules!C2", "below the min_share 0.2")
    assert not has(judge(sheets), "error")


def test_partner_markets_of_funders_are_partners():
    sheets = minimal()
    sheets["funders"][0]["partner"] = "ROW"
    assert has(judge(sheets), "warning: funders!B2", "which has partner = no (markets!B3)")


def test_funding_rules_are_clear():
    sheets = minimal()
    sheets["funding_rules"] = [
        {"funder": "fund", "country": "AUS", "max_share": 0.5},
        {"funder": "fund", "kind": "refinery", "max_share": 0.4},
    ]
    assert has(judge(sheets), "error: funding_rules!A3", "names as many as funding_rules!A2", "refinery")
    sheets["funding_rules"].append({"funder": "fund", "country": "AUS", "kind": "refinery", "max_share": 0.4})
    assert judge(sheets) == []


def test_budgets_without_money_are_pointed_out():
    sheets = minimal()
    sheets["budgets"] = [{"funder": "fund", 2025: 7}, {"funder": "private"}]
    found = judge(sheets)
    assert has(found, "warning: budgets!A2", "has no money from first_year to last_year")
    assert has(found, "warning: budgets!A3", "holds no number")


def test_some_budget_can_bind():
    sheets = minimal()
    sheets["budgets"] = [{"funder": "fund", 2027: 50, 2028: 50, 2029: 50, 2030: 50}]
    assert judge(sheets) == [
        "warning: budgets!A2: no budget can ever bind: all of them cover everything that could be asked of them"
    ]
    sheets["budgets"].append({"funder": "private", 2027: 1})
    assert judge(sheets) == []
    del sheets["budgets"]
    assert has(judge(sheets), "warning: funders!A2", "no funder has a row in budgets")
    del sheets["funders"]
    assert judge(sheets) == []


def test_budgets_for_stockpiles_and_floors_may_always_bind():
    sheets = minimal()
    sheets["budgets"] = [{"funder": "fund", 2027: 500, 2028: 500, 2029: 500, 2030: 500}]
    pile = {"stockpile": "s", "material": "ore", "home": "ANZ", "max_t": 1, "funder": "fund"}
    assert judge({**sheets, "stockpiles": [pile]}) == []
    floor = {"material": "oxide", "level": "a", "floor_usd_per_t": 1}
    assert judge({**sheets, "price_floors": [floor]}) == []


def test_opening_stock_has_room():
    sheets = rich()
    sheets["stockpiles"][0]["opening_t"] = 60
    assert has(judge(sheets), "warning: stockpiles!F2", "opening_t 60 is above max_t 50")
