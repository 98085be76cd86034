"""Tiny workbooks whose optimum is worked out by hand.

Units are chosen so that arithmetic stays small: nothing is discounted, viability and salvage are off, a tonne of goods
is worth 1 MUSD, one that is missing costs 10 MUSD, and demand is 10 t in the only year, 2030.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from optimizer.case.case import Case
from optimizer.case.facts import Facts
from optimizer.case.parse import parse
from optimizer.case.raw import RawBook, RawSheet
from optimizer.case.validate import validate
from optimizer.excel.load import Book
from optimizer.plan.extract import read_plan
from optimizer.plan.plan import Passport, Plan
from optimizer.solve.search import Solution, solve

MILLION = 1e6
Rows = list[dict[Any, Any]]
Sheets = dict[str, Rows]

SETTINGS: dict[str, Any] = {
    "first_year": 2030,
    "last_year": 2030,
    "discount_rate": 0,
    "private_discount_rate": 0,
    "viability": "no",
    "salvage": "no",
    "recovery_years": 0,
    "mip_gap": 0,
}


def world(settings: dict[str, Any] | None = None, **sheets: Rows) -> Sheets:
    """One market `home` with country `here`, one country `far` outside, and no supply; sheets given replace these."""
    return {
        "settings": [{"key": key, "value": value} for key, value in {**SETTINGS, **(settings or {})}.items()],
        "countries": [
            {"country": "here", "bloc": "partner", "region": "north", "market": "home", "risk": 0.1},
            {"country": "far", "bloc": "concern", "region": "south", "risk": 0.5},
        ],
        "markets": [{"market": "home", "partner": "yes"}],
        "materials": [{"material": "goods", "family": "all goods", "stage": "processing"}],
        "prices": [{"material": "goods", 2030: MILLION}],
        "demand": [demand()],
        "projects": [project("idle", status="excluded")],
        **sheets,
    }


def years(first: int, last: int, **more: Any) -> dict[str, Any]:
    """Settings of a longer plan."""
    return {"first_year": first, "last_year": last, **more}


def demand(market: str = "home", tonnes: float = 10, material: str = "goods", **more: Any) -> dict[Any, Any]:
    """10 t of goods at 10 MUSD for each that is missing."""
    return {"material": material, "market": market, "shortage_cost": 10 * MILLION, 2030: tonnes} | more


def project(name: str, **more: Any) -> dict[str, Any]:
    """A plant at home that makes 10 t of goods for 20 MUSD."""
    return {
        "project": name,
        "country": "here",
        "kind": "plant",
        "product": "goods",
        "capacity_t": 10,
        "capex_musd": 20,
        "life_years": 10,
    } | more


def supply(country: str = "far", tonnes: float = 100, **more: Any) -> dict[Any, Any]:
    """Existing supply of goods."""
    return {"material": "goods", "country": country, 2030: tonnes} | more


def event(scenario: str, kind: str, value: float, **more: Any) -> dict[str, Any]:
    """One event."""
    return {"scenario": scenario, "kind": kind, "value": value} | more


def book_of(sheets: Sheets) -> Book:
    """The sheets as a workbook that has been read, without a file."""
    raw = RawBook(tuple(RawSheet(name, _cells(rows)) for name, rows in sheets.items() if rows))
    tables, findings = parse(raw)
    return Book(Path("tiny.xlsx"), "0" * 64, tables, (*findings, *validate(tables)), 0.0)


def _cells(rows: Rows) -> dict[int, dict[int, Any]]:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    lines = [dict(zip(columns, columns, strict=True)), *rows]
    return {
        number: {place: line[c] for place, c in enumerate(columns, 1) if line.get(c) is not None}
        for number, line in enumerate(lines, 1)
    }


def case_of(sheets: Sheets, name: str = "base") -> Case:
    """The case; errors of the workbook are raised."""
    return book_of(sheets).case(name).case


def facts_of(sheets: Sheets, name: str = "base") -> Facts:
    """What follows from the case."""
    return Facts(case_of(sheets, name))


def plan_of(solution: Solution) -> Plan:
    """The plan of a solution, with a passport that is always the same."""
    return read_plan(solution, Passport("tiny.xlsx", "0" * 64, solution.facts.case.name, {}))


def solved(sheets: Sheets, name: str = "base", **options: Any) -> Plan:
    """The plan of a workbook, proven to be optimal."""
    solution = solve(facts_of(sheets, name), **options)
    assert solution.proven
    return plan_of(solution)


def near(value: Any) -> Any:
    """Equal but for the solver's tolerance."""
    return pytest.approx(value, rel=1e-6, abs=1e-6)


def rows(plan: Plan, table: str, **where: Any) -> list[dict[str, Any]]:
    """The rows of a table with the given values."""
    return [
        row
        for row in plan.tables[table].to_dict("records")
        if all(row[column] == value for column, value in where.items())
    ]


def totals(plan: Plan, table: str, by: str | tuple[str, ...], value: str, **where: Any) -> dict[Any, float]:
    """Sums of a column, without zeros."""
    found: dict[Any, float] = {}
    for row in rows(plan, table, **where):
        key = row[by] if isinstance(by, str) else tuple(row[column] for column in by)
        found[key] = found.get(key, 0.0) + row[value]
    return {key: total for key, total in found.items() if abs(total) > 1e-6}


def starts(plan: Plan) -> dict[str, int]:
    """Start year of what is built."""
    return {row["project"]: row["start_year"] for row in rows(plan, "projects")}


def grants(plan: Plan, by: str | tuple[str, ...] = "funder") -> dict[Any, float]:
    """Grants in MUSD."""
    return totals(plan, "grants", by, "grant_musd")


def bought(plan: Plan, scenario: str = "base", by: str | tuple[str, ...] = "country") -> dict[Any, float]:
    """Deliveries in tonnes, of projects and existing supply."""
    return totals(plan, "flows", by, "tonnes", scenario=scenario)


def short(plan: Plan, scenario: str = "base", by: str | tuple[str, ...] = "year") -> dict[Any, float]:
    """Missing tonnes."""
    return totals(plan, "shortage", by, "short_t", scenario=scenario)


def cost(plan: Plan, scenario: str = "base") -> dict[str, float]:
    """Cost by term in MUSD, without zeros."""
    return totals(plan, "costs", "term", "cost_musd", scenario=scenario)


def total_cost(plan: Plan, scenario: str = "base") -> float:
    """cost_s in MUSD."""
    return sum(cost(plan, scenario).values())


def reached(plan: Plan, target: str) -> Iterable[tuple[float | None, float]]:
    """What a target achieves, and its slack."""
    return [(row["achieved"], row["slack"]) for row in rows(plan, "targets", target=target)]
