"""A small plan made by hand, in which every table has rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from optimizer.case.case import Case
from optimizer.case.sheets import (
    Country,
    Demand,
    Funder,
    Market,
    Material,
    Price,
    Project,
    Scenario,
    Settings,
    Stockpile,
    Target,
    columns_of,
)
from optimizer.plan.plan import Passport, Plan
from optimizer.plan.tables import TABLES

Rows = list[tuple[Any, ...]]


def row(kind: type, /, **values: Any) -> Any:
    """A row of a sheet with the defaults of what is not given."""
    for name, column in columns_of(kind).items():
        if name not in values:
            values[name] = column.default_for(values, values)
    return kind(**values)


def small_case(**changes: Any) -> Case:
    """Ore and oxide, one partner, one funder, two projects, one bad future."""
    facts: dict[str, Any] = {
        "settings": row(Settings, title="Small plan", first_year=2027, last_year=2029),
        "countries": {
            "AUS": row(Country, country="AUS", name="Australia", bloc="partner", market="ANZ"),
            "CHN": row(Country, country="CHN", name="China", bloc="concern"),
        },
        "markets": {"ANZ": row(Market, market="ANZ", name="Australia and New Zealand", partner=True)},
        "materials": {
            "ORE": row(Material, material="ORE", name="Ore (t contained)", stage="extraction"),
            "OXIDE": row(Material, material="OXIDE", name="Oxide", stage="processing"),
        },
        "prices": {"OXIDE": row(Price, material="OXIDE", years={2027: 60_000.0})},
        "demand": (row(Demand, material="OXIDE", market="ANZ", shortage_cost=5e5, years={2027: 100.0}),),
        "projects": {name: _project(name) for name in ("refinery", "smelter", "mine")},
        "funders": {"fund": row(Funder, funder="fund", name="The Fund", partner="ANZ")},
        "stockpiles": {"reserve": row(Stockpile, stockpile="reserve", material="OXIDE", home="ANZ", max_t=50.0)},
        "targets": {
            "less_china": row(
                Target,
                target="less_china",
                metric="max_country_share",
                material="OXIDE",
                market="ANZ",
                subject="CHN",
                from_year=2028,
                to_year=2029,
                value=0.5,
                penalty=1000.0,
            ),
            "cover": row(
                Target,
                target="cover",
                metric="min_cover_days",
                material="OXIDE",
                from_year=2028,
                to_year=2028,
                value=30,
            ),
        },
        "scenarios": {"export_stop": row(Scenario, scenario="export_stop", probability=0.2)},
    }
    return Case(**{**facts, **changes})


def _project(name: str) -> Project:
    return row(
        Project,
        project=name,
        name=name.title(),
        country="AUS",
        kind="refinery",
        product="OXIDE",
        capacity_t=80.0,
        capex_musd=50.0,
        earliest_start=2027,
        latest_start=2029,
        life_years=20,
    )


_ROWS: dict[str, Rows] = {
    "projects": [
        (
            "refinery",
            "Refinery",
            "AUS",
            "refinery",
            "OXIDE",
            "picked",
            2027,
            2028,
            80.0,
            50.0,
            20.0,
            30.0,
            "fund 20",
            "floor_60",
            4.0,
            -20.0,
            20.0,
            80.0,
            0.95,
        ),
        (
            "mine",
            "Mine",
            "AUS",
            "mine",
            "ORE",
            "committed",
            2026,
            2027,
            200.0,
            1500.5,
            0.0,
            1500.5,
            "",
            None,
            0.0,
            10.0,
            0.0,
            160.0,
            0.8,
        ),
    ],
    "business_plans": [
        (
            "refinery",
            "Refinery",
            "AUS",
            "refinery",
            "OXIDE",
            "built",
            2027,
            50.0,
            9000.0,
            -20.0,
            20.0,
            0.4,
            "floor_60",
            5.0,
            25.0,
        ),
        (
            "smelter",
            "Smelter",
            "AUS",
            "refinery",
            "OXIDE",
            "left out",
            2028,
            50.0,
            900.0,
            -45.0,
            45.0,
            0.9,
            None,
            None,
            25.0,
        ),
        ("mine", "Mine", "AUS", "mine", "ORE", "excluded", *(None,) * 9),
    ],
    "grants": [("fund", "refinery", "Refinery", "AUS", year, 10.0) for year in (2027, 2028)],
    "funding": [
        ("base", "fund", "The Fund", 2027, 10.0, 0.0, 1.5, 11.5, 20.0, 8.5),
        ("base", "fund", "The Fund", 2028, 10.0, 2.0, 0.0, 12.0, 12.0, 0.0),
        ("base", "fund", "The Fund", 2029, 0.0, 2.0, 0.0, 2.0, 20.0, 18.0),
        ("export_stop", "fund", "The Fund", 2028, 10.0, 2.0, 0.0, 12.0, 12.0, 0.0),
    ],
    "supply": [
        ("OXIDE", "ANZ", "CHN", "concern", "existing", 2027, 100.0, 1.0),
        ("OXIDE", "ANZ", "CHN", "concern", "existing", 2029, 20.0, 0.2),
        ("OXIDE", "ANZ", "AUS", "partner", "project", 2029, 80.0, 0.8),
    ],
    "dependence": [
        ("OXIDE", "ANZ", 2027, 100.0, 100.0, "CHN", 1.0, 1.0, 0.0, 0.0, 0.0),
        ("OXIDE", "ANZ", 2028, 100.0, 100.0, "CHN", 0.6, 0.6, 0.4, 0.0, 0.0),
        ("OXIDE", "ANZ", 2029, 100.0, 100.0, "AUS", 0.8, 0.2, 0.8, 0.0, 0.0),
    ],
    "flows": [
        ("base", 2029, "OXIDE", "existing primary", 7, "CHN", "ANZ", 20.0),
        ("base", 2029, "OXIDE", "refinery", None, "AUS", "ANZ", 80.0),
    ],
    "production": [("base", 2028, "refinery", 80.0, 40.0, 0.5), ("base", 2029, "refinery", 80.0, 80.0, 1.0)],
    "stockpiles": [
        ("base", "reserve", "OXIDE", 2027, 25.0, 25.0, 0.0, 25.0, 91.25, 1.5),
        ("base", "reserve", "OXIDE", 2028, 0.0, 0.0, 0.0, 25.0, 91.25, 0.0),
        ("export_stop", "reserve", "OXIDE", 2028, 0.0, 0.0, 25.0, 0.0, 0.0, 0.0),
    ],
    "price_support": [("base", "refinery", "Refinery", "floor_60", 2028, 50_000.0, 60_000.0, "fund", 2.0)],
    "targets": [
        ("less_china", "max_country_share", "OXIDE", "ANZ", "CHN", None, 2028, 0.5, 0.6, 10.0, False, False, -0.001),
        ("less_china", "max_country_share", "OXIDE", "ANZ", "CHN", None, 2029, 0.5, 0.2, 0.0, False, True, 0.0),
        ("cover", "min_cover_days", "OXIDE", "ANZ", None, None, 2028, 30.0, 91.25, 0.0, True, True, None),
    ],
    "costs": [
        (scenario, term, musd)
        for scenario, purchases, shortage in (("base", 120.0, 0.0), ("export_stop", 90.0, 40.0))
        for term, musd in (("capex", 50.0), ("salvage", -30.0), ("purchases", purchases), ("shortage", shortage))
    ],
    "scenarios": [
        ("base", 0.8, 2027, 2029, 140.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
        ("export_stop", 0.2, 2028, 2029, 150.0, 10.0, 42.0, 75.0, 40.0, 25.0, 1.0),
    ],
    "shortage": [("export_stop", "OXIDE", "ANZ", "all", 2028, 100.0, 75.0, 0.75)],
}


def small_tables() -> dict[str, pd.DataFrame]:
    """Every table of a plan with a few rows."""
    return {name: pd.DataFrame(rows, columns=TABLES[name].names) for name, rows in _ROWS.items()}


def empty_tables() -> dict[str, pd.DataFrame]:
    """Every table of a plan without a row."""
    return {name: pd.DataFrame([], columns=table.names) for name, table in TABLES.items()}


def small_plan(case: Case | None = None, tables: Mapping[str, pd.DataFrame] | None = None, **changes: Any) -> Plan:
    """A plan with every table filled; `tables` and `changes` replace what is given."""
    facts: dict[str, Any] = {
        "case": case or small_case(),
        "passport": Passport(
            workbook="book.xlsx",
            workbook_sha256="ab" * 32,
            case="base",
            versions={"optimizer": "0.1.0", "pyomo": "6.9", "highspy": "1.11"},
            seconds={"read": 0.1, "solve": 2.0},
            size="10 rows, 20 columns, 30 nonzeros",
        ),
        "status": "optimal",
        "objective_musd": 142.0,
        "bound_musd": 141.5,
        "programme_musd": 60.0,
        "expected_outlay_musd": 24.0,
        "tables": {**small_tables(), **(tables or {})},
    }
    return Plan(**{**facts, **changes})
