"""Each group fails where its own rule is broken, and only there: the workbook or a figure is changed after the plan."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from optimizer.audit.audit import audit_plan
from tests.audit.audited import Document, cell, changed, failing, failures, planned
from tests.tiny import MILLION, Sheets, demand, event, project, supply, world, years


def busy() -> Sheets:
    """Two years; a funded plant under a floor, an older works, a stockpile, a crisis with releases, a soft target."""
    return world(
        years(2030, 2031, viability="yes", discount_rate=0.1, private_discount_rate=0.1),
        projects=[
            project("plant", capex_musd=40, opex_usd_per_t=0.9 * MILLION, max_public_share=0.5),
            project("works", capacity_t=2, status="committed", capex_musd=1),
            project("never", status="excluded"),
        ],
        demand=[demand(tonnes=15)],
        supply=[supply(premium=5)],
        routes=[{"country": "far"}],
        funders=[{"funder": "fund", "partner": "home"}, {"funder": "other"}],
        budgets=[{"funder": "fund", 2030: 70, 2031: 70}],
        price_floors=[{"material": "goods", "level": "high", "floor_usd_per_t": 2 * MILLION}],
        stockpiles=[{"stockpile": "pile", "material": "goods", "home": "home", "max_t": 3, "opening_t": 3,
                     "holding_usd_per_t": 1000}],
        targets=[{"target": "less", "metric": "max_country_share", "subject": "far", "value": 0.1, "penalty": 5}],
        scenarios=[{"scenario": "crisis", "probability": 0.2}],
        events=[event("crisis", "outage", 1, country="far", first_year=2031),
                event("crisis", "outage", 0.5, project="works", first_year=2031)],
    )  # fmt: skip


@pytest.fixture(scope="module")
def document() -> Document:
    found = planned(busy())
    tables = found["tables"]
    for table in ("grants", "price_support", "shortage", "flows", "stockpiles"):
        assert tables[table]["scenario" if table != "grants" else "funder"], table
    assert max(tables["stockpiles"]["release_t"]) > 0
    return found


CHANGES: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "investment": ("projects", {"exclusive_group": "one of us"}, {}),
    "co-funding": ("funders", {"min_share": 0.99}, {}),
    "price support": ("funders", {"price_support": False}, {}),
    "deliveries": ("routes", {"open": False}, {}),
    "stock": ("stockpiles", {"max_t": 1.0}, {}),
    "budgets": ("budgets", {"years": {"2030": 1.0}}, {}),
    "costs": ("stockpiles", {"holding_usd_per_t": 2000.0}, {}),
}
"""Group, sheet, change and rows."""
CELLS = {
    "spending": ("projects", "private_musd", 1.0),
    "business plans": ("business_plans", "most_public_musd", 1.0),
    "production": ("production", "use", 0.5),
    "targets": ("targets", "metric", "max_risk"),
    "summaries": ("dependence", "concern_share", 0.5),
    "scenarios": ("scenarios", "released_t", 99.0),
    "tables": ("flows", "market", "nowhere"),
}


@pytest.mark.parametrize("group", CHANGES)
def test_a_rule_of_the_workbook_that_the_plan_breaks(group: str, document: Document) -> None:
    sheet, change, where = CHANGES[group]
    assert failing(changed(document, sheet, change, **where)) == {group}


@pytest.mark.parametrize("group", CELLS)
def test_a_figure_that_only_one_group_looks_at(group: str, document: Document) -> None:
    assert failing(cell(document, *CELLS[group])) == {group}


def test_objective(document: Document) -> None:
    assert failing(document | {"objective_musd": document["objective_musd"] + 1}) == {"objective"}


def test_head(document: Document) -> None:
    assert failing(document | {"shortage_t": {"base": 99.0, "crisis": 99.0}}) == {"head"}


def test_viability() -> None:
    """Nobody asked for viability when the plan was made, so nobody gave a grant."""
    document = planned(world(projects=[project("plant", opex_usd_per_t=0.99 * MILLION)]))
    found = changed(document, "settings", {"viability": True})
    assert failing(found) == {"viability"}
    assert "grants to plant at the private rate against its gap" in failures(found)


def test_balance() -> None:
    """Free goods in a crisis cost nothing, so nothing but the balance misses a tonne of them."""
    document = planned(
        world(
            supply=[supply()],
            prices=[{"material": "goods", 2030: 0}],
            scenarios=[{"scenario": "crisis", "probability": 0.5}],
            events=[event("crisis", "demand", 1.5)],
        )
    )
    row = document["tables"]["flows"]["scenario"].index("crisis")
    found = cell(document, "flows", "tonnes", 15.01, row)
    assert failing(found) == {"balance"}
    assert "balance of goods in home 2030 under crisis" in failures(found)


def two_piles() -> Document:
    """Pile one serves home, pile two away; in the crisis each market needs 10 t of them."""
    pile = {"material": "goods", "max_t": 20, "opening_t": 10}
    return planned(
        world(
            markets=[{"market": name, "partner": "yes"} for name in ("home", "away")],
            demand=[demand("home"), demand("away")],
            supply=[supply()],
            stockpiles=[
                {"stockpile": "one", "home": "home", "serves": "home", **pile},
                {"stockpile": "two", "home": "away", "serves": "away", **pile},
            ],
            scenarios=[{"scenario": "crisis", "probability": 0.5}],
            events=[event("crisis", "outage", 1, country="far")],
        )
    )


def test_no_way_to_send_what_is_released() -> None:
    """Both release 10 t, but both to the same market."""
    document = two_piles()
    assert failures(document) == ""
    found = changed(document, "stockpiles", {"serves": ["home", "away"]}, stockpile="one")
    assert failing(found) == {"stock"}  # the days that it covers
    found = changed(document, "stockpiles", {"serves": ["home"]})
    assert failing(found) == {"balance"}
    assert "balance of goods in away 2030 under crisis" in failures(found)


def broken(document: Document, sheet: str, change: dict[str, Any], **where: Any) -> str:
    """What fails once a rule is changed."""
    return failures(changed(document, sheet, change, **where))


@pytest.mark.parametrize(
    ("sheet", "change", "sentence"),
    [
        ("projects", {"status": "excluded"}, "plant is excluded, but built"),
        ("projects", {"earliest_start": 2031}, "plant is started in 2030, offered are 2031"),
        ("projects", {"requires": "never"}, "plant is started in 2030 and requires never, which is not built"),
        ("projects", {"max_public_share": 0.01}, "public money for plant"),
        ("projects", {"min_public_share": 0.99}, "public money for plant"),
        ("projects", {"capex_musd": 41.0}, "capex of plant: the plan says 40, it is 41 MUSD"),
        ("projects", {"capacity_t": 11.0}, "capacity of plant in 2030 under base: the plan says 10, it is 11 t"),
        ("projects", {"build_years": 1}, "first year online of plant"),
        ("projects", {"life_years": 1}, "capacity of plant in 2031 under base: the plan says 10, it is 0 t"),
    ],
)
def test_what_is_said_about_a_project(sheet: str, change: dict[str, Any], sentence: str, document: Document) -> None:
    found = broken(document, sheet, change, project="plant")
    assert sentence in found


@pytest.mark.parametrize(
    ("sheet", "change", "sentence"),
    [
        ("countries", {"consent": False}, "plant is built without the consent of here"),
        ("funders", {"max_share": 0.001}, "grants of fund to plant"),
        ("funders", {"max_share": 0.0}, "fund may not fund plant"),
        ("budgets", {"years": {"2030": 5.0, "2031": 70.0}}, "outlay of fund in 2030 under base"),
        ("supply", {"years": {"2030": 0.0}}, "deliveries of goods from existing primary (row 2) in 2030 under base"),
        ("demand", {"years": {"2030": 10.001}}, "balance of goods in home 2030 under base"),
        ("demand", {"shortage_cost": 20 * MILLION}, "shortage under crisis"),
        ("events", {"first_year": 2030}, "is missing"),
        ("scenarios", {"probability": 0.3}, "probability of crisis"),
        ("stockpiles", {"max_purchase_t": 0.0, "opening_t": 2.9}, "level of pile in 2030 under base"),
        ("targets", {"penalty": None}, "less goods home far 2030 is hard and missed: 1.5"),
        ("targets", {"value": 0.05}, "limit of less goods home far 2030: the plan says 0.1, it is 0.05"),
        ("settings", {"discount_rate": 0.2}, "purchases under base"),
        ("settings", {"public_funds_premium": 0.2}, "public_funds_premium under base"),
        ("settings", {"risk_weight": 0.5}, "objective: the plan says"),
    ],
)
def test_what_is_said_about_a_rule(sheet: str, change: dict[str, Any], sentence: str, document: Document) -> None:
    assert sentence in broken(document, sheet, change)


def test_partners_who_do_not_fund_together() -> None:
    funders = [
        {"funder": "one", "partner": "home", "max_share": 0.5},
        {"funder": "two", "partner": "away", "max_share": 0.5},
    ]
    document = planned(
        world(
            markets=[{"market": "home", "partner": "yes"}, {"market": "away", "partner": "yes"}],
            projects=[project("plant", min_public_share=1)],
            funders=funders,
        )
    )
    found = changed(document, "settings", {"joint_funding": False})
    assert failing(found) == {"co-funding"}
    assert "plant is funded by away and home" in failures(found)
    assert "grants of" not in broken(document, "settings", {"min_partner_share": 0.5})
    assert "grants of home to plant" in broken(document, "settings", {"min_partner_share": 0.6})


def test_private_money() -> None:
    document = planned(world(projects=[project("plant")], budgets=[{"funder": "private", 2030: 20}]))
    assert failures(document) == ""
    found = changed(document, "budgets", {"years": {"2030": 19.99}})
    assert failing(found) == {"co-funding"}


def test_least_use() -> None:
    """10 t of 20 t are made."""
    document = planned(world(projects=[project("plant", capacity_t=20, min_utilisation=0.5)]))
    found = changed(document, "projects", {"min_utilisation": 0.501})
    assert failing(found) == {"production"}
    assert "output of plant in 2030 under base, least use" in failures(found)


def test_export_restrictions() -> None:
    """Half of 20 t may pass a cut of 50 %, and 10 t do."""
    cut = event("crisis", "export_cut", 0.5, country="far")
    document = planned(
        world(supply=[supply(tonnes=20)], scenarios=[{"scenario": "crisis", "probability": 0.5}], events=[cut])
    )
    found = changed(document, "events", {"value": 0.501})
    assert failing(found) == {"deliveries"}
    assert "past a cut of 50%" in failures(found)


def test_money_carried_over() -> None:
    """30 MUSD in two years pay for a stock that costs 30 MUSD in the second."""
    document = planned(
        world(
            years(2030, 2031),
            prices=[{"material": "goods", 2030: 3 * MILLION}],
            supply=[supply()],
            funders=[{"funder": "fund", "carry_over": "yes"}],
            budgets=[{"funder": "fund", 2030: 15, 2031: 15}],
            stockpiles=[{"stockpile": "pile", "material": "goods", "home": "home", "funder": "fund", "max_t": 10,
                         "holding_usd_per_t": 1000}],
            targets=[{"target": "cover", "metric": "min_cover_days", "material": "goods", "value": 365,
                      "from_year": 2031}],
        )
    )  # fmt: skip
    found = changed(document, "funders", {"carry_over": False})
    assert failing(found) == {"budgets"}
    assert "outlay of fund in 2031 under base" in failures(found)


def test_a_document_whose_parts_do_not_fit_together(document: Document) -> None:
    other = copy.deepcopy(document)
    other["inputs"]["countries"]["rows"] = []
    assert not audit_plan(other).ok
