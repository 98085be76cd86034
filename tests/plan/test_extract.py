"""The tables of a plan: exactly the declared columns, and numbers that agree with one another."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from optimizer.plan.plan import Plan
from optimizer.plan.tables import TABLES
from tests.model.everything import everything
from tests.tiny import near, project, rows, solved, supply, totals, world


@pytest.fixture(scope="module")
def plan() -> Plan:
    return solved(everything())


@pytest.fixture(scope="module")
def nothing() -> Plan:
    """A plan in which nothing happens: 10 t are missing."""
    return solved(world())


@pytest.mark.parametrize("name", TABLES)
def test_columns_are_those_declared(name: str, plan: Plan, nothing: Plan) -> None:
    assert list(plan.tables[name].columns) == TABLES[name].names
    assert list(nothing.tables[name].columns) == TABLES[name].names


def test_tables_are_those_declared(plan: Plan) -> None:
    assert list(plan.tables) == list(TABLES)


def test_every_table_has_rows(plan: Plan) -> None:
    empty = {name for name, table in plan.tables.items() if table.empty}
    assert empty <= {"grants", "price_support", "shortage"}


@pytest.mark.parametrize("name", TABLES)
def test_a_year_is_a_year_of_the_plan(name: str, plan: Plan) -> None:
    table = plan.tables[name]
    if "year" in table:
        assert set(table["year"].dropna()) <= set(plan.case.years)


def test_shares_of_supply_add_up(plan: Plan) -> None:
    """Substitution has none; the others make a whole in every material, market and year."""
    mix = plan.tables["supply"]
    mix = mix[mix["origin"] != "substitution"]
    assert mix.groupby(["material", "market", "year"])["share"].sum().to_numpy() == pytest.approx(1.0)


def test_supply_is_the_flows_of_base(plan: Plan) -> None:
    keys = ["material", "market", "country", "year"]
    flows = plan.tables["flows"].query("scenario == 'base'").groupby(keys)["tonnes"].sum()
    mix = plan.tables["supply"].groupby(keys)["delivered_t"].sum()
    pd.testing.assert_series_equal(flows, mix, check_names=False)


def test_dependence_is_what_is_drawn(plan: Plan) -> None:
    """Delivered and missing make what is drawn, but for what is stocked."""
    stocked = totals(plan, "stockpiles", ("material", "year"), "purchase_t", scenario="base")
    for row in rows(plan, "dependence"):
        kept = stocked.get((row["material"], row["year"]), 0.0) if row["market"] == "home" else 0.0
        assert row["delivered_t"] + row["short_t"] == near(row["drawn_t"] + kept)


def test_who_pays_makes_capex(plan: Plan) -> None:
    for row in rows(plan, "projects"):
        assert row["grants_musd"] + row["private_musd"] == near(row["capex_musd"])
    given = totals(plan, "grants", "project", "grant_musd")
    assert given == near({row["project"]: row["grants_musd"] for row in rows(plan, "projects") if row["grants_musd"]})


def test_outlay_is_the_sum_of_its_parts_and_within_the_budget(plan: Plan) -> None:
    parts = ("grants_musd", "price_support_musd", "stock_musd")
    for row in rows(plan, "funding"):
        assert row["outlay_musd"] == near(sum(row[part] for part in parts))
        assert row["unspent_musd"] >= 0


def test_budgets_are_in_usd(plan: Plan) -> None:
    assert {row["budget_musd"] for row in rows(plan, "funding", funder="two")} == {5.5}


def test_scenarios_beside_base(plan: Plan) -> None:
    base, crisis = rows(plan, "scenarios")
    assert (base["scenario"], base["from_year"], base["to_year"]) == ("base", 2030, 2031)
    assert (crisis["scenario"], crisis["from_year"], crisis["to_year"]) == ("crisis", 2031, 2031)
    assert base["above_base_musd"] == 0
    assert crisis["above_base_musd"] == near(crisis["cost_musd"] - base["cost_musd"])
    assert base["probability"] + crisis["probability"] == near(1)


def test_stock_follows_from_purchases(plan: Plan) -> None:
    """A tenth is lost a year, from the opening tonne on."""
    level = 1.0
    for row in rows(plan, "stockpiles", scenario="base"):
        level = 0.9 * level + row["purchase_t"] - row["release_t"]
        assert row["level_t"] == near(level)
        assert row["plan_t"] == row["purchase_t"]


def test_every_target_is_listed(plan: Plan) -> None:
    assert {row["target"] for row in rows(plan, "targets")} == set(plan.case.targets)
    for row in rows(plan, "targets"):
        assert row["holds"] == (row["slack"] == 0)
        assert row["hard"] == (plan.case.targets[row["target"]].penalty is None)


def test_achieved_is_measured_like_the_limit(plan: Plan) -> None:
    """Where a target is held without slack, what is achieved is on its side of the limit."""
    for row in rows(plan, "targets", holds=True):
        if row["achieved"] is not None and not pd.isna(row["achieved"]):
            side = 1 if row["metric"].startswith("max") else -1
            assert side * (row["achieved"] - row["value"]) <= 1e-6


def test_cover_is_in_days() -> None:
    """2 t in stock for 10 t a year are 73 days, in both tables."""
    book = world(
        supply=[supply()],
        stockpiles=[{"stockpile": "pile", "material": "goods", "home": "home", "max_t": 2}],
        targets=[{"target": "cover", "metric": "min_cover_days", "material": "goods", "value": 73}],
    )
    plan = solved(book)
    assert rows(plan, "stockpiles")[0]["cover_days"] == near(73)
    assert rows(plan, "targets")[0]["achieved"] == near(73)


def decisions(**plants: dict[str, Any]) -> dict[str, str]:
    """What becomes of projects."""
    plan = solved(world(projects=[project(name, **row) for name, row in plants.items()]))
    return {row["project"]: row["decision"] for row in rows(plan, "business_plans")}


def test_why_a_project_is_not_built() -> None:
    found = decisions(plant={}, dear={"capex_musd": 500}, off={"status": "excluded"}, late={"build_years": 3})
    assert found == {"plant": "built", "dear": "left out", "off": "excluded", "late": "no start fits the horizon"}


def test_business_plan_of_a_project(plan: Plan) -> None:
    """Margin of the plant: 1 − 2·0.1 − 0.5; a row for every project of the workbook."""
    found = {row["project"]: row for row in rows(plan, "business_plans")}
    assert list(found) == ["plant", "works"]
    assert found["plant"]["margin_usd_per_t"] == near(0.3e6)
    assert found["works"]["gap_musd"] == 0


def test_production_and_use() -> None:
    """A plant of 20 t makes 10 t."""
    plan = solved(world(projects=[project("plant", capacity_t=20)]))
    assert [(row["capacity_t"], row["run_t"], row["use"]) for row in rows(plan, "production")] == [
        (20, near(10), near(0.5))
    ]
    assert rows(plan, "projects")[0]["utilisation"] == near(0.5)


def test_flows_name_the_row_of_existing_supply() -> None:
    """Rows are those of the workbook: the header is the first."""
    plan = solved(world(supply=[supply(tonnes=4), supply(tonnes=4, premium=0.5), supply(tonnes=4, kind="recycled")]))
    assert {row["row"]: row["from"] for row in rows(plan, "flows")} == {
        2: "existing primary",
        3: "existing primary",
        4: "existing recycled",
    }
