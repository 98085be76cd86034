"""Small workbooks for tests, made from plain dicts."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import openpyxl

from optimizer.case.build import build
from optimizer.case.checks import check_case
from optimizer.case.parse import parse
from optimizer.case.raw import RawBook, RawSheet
from optimizer.case.tables import Tables
from optimizer.case.validate import validate
from optimizer.errors import Finding

Rows = list[dict[Any, Any]]
Sheets = dict[str, Rows]

_MINIMAL: Sheets = {
    "settings": [{"key": "first_year", "value": 2027}, {"key": "last_year", "value": 2030}],
    "countries": [
        {"country": "AUS", "bloc": "partner", "region": "Pacific", "market": "ANZ", "risk": 0.1},
        {"country": "CHN", "bloc": "concern", "region": "Asia", "risk": 0.4},
    ],
    "markets": [{"market": "ANZ", "partner": "yes"}, {"market": "ROW", "partner": "no"}],
    "materials": [
        {"material": "ore", "family": "rare earths", "stage": "extraction", "becomes": "oxide", "t_per_t": 2},
        {"material": "oxide", "family": "rare earths", "stage": "processing"},
    ],
    "prices": [{"material": "ore", 2027: 1000}, {"material": "oxide", 2027: 60000}],
    "demand": [{"material": "oxide", "market": "ANZ", "tier": "civil", "shortage_cost": 500000, 2027: 100, 2030: 120}],
    "supply": [
        {"material": "oxide", "country": "CHN", 2027: 1000},
        {"material": "ore", "country": "AUS", 2027: 1000},
    ],
    "projects": [
        {
            "project": "refinery",
            "country": "AUS",
            "kind": "refinery",
            "product": "oxide",
            "capacity_t": 80,
            "capex_musd": 50,
            "opex_usd_per_t": 5000,
            "build_years": 1,
            "life_years": 20,
        }
    ],
    "recipes": [{"project": "refinery", "material": "ore", "t_per_t": -2}],
    "funders": [{"funder": "fund", "partner": "ANZ"}],
    "budgets": [{"funder": "fund", 2027: 10, 2028: 10}],
}


def minimal() -> Sheets:
    """A workbook without any finding, for tests to change."""
    return copy.deepcopy(_MINIMAL)


def write_book(path: Path, sheets: Sheets) -> Path:
    """Write sheets with a header in the first row; columns in the order in which the rows name them."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        columns = list(dict.fromkeys(column for row in rows for column in row))
        sheet.append(columns)
        for row in rows:
            sheet.append([row.get(column) for column in columns])
    book.save(path)
    return path


def raw_book(sheets: Sheets) -> RawBook:
    """The same workbook without a file."""
    raw = []
    for name, rows in sheets.items():
        columns = list(dict.fromkeys(column for row in rows for column in row))
        lines = [dict(enumerate(columns, 1))]
        lines += [{n: row[c] for n, c in enumerate(columns, 1) if row.get(c) is not None} for row in rows]
        raw.append(RawSheet(name, {number: line for number, line in enumerate(lines, 1) if line}))
    return RawBook(tuple(raw))


def tables_of(sheets: Sheets) -> tuple[Tables, list[Finding]]:
    """Validated tables of a workbook, and what is wrong with its cells."""
    tables, findings = parse(raw_book(sheets))
    return tables, findings + validate(tables)


def judge(sheets: Sheets) -> list[str]:
    """Every finding of the case base, as it is printed."""
    tables, findings = tables_of(sheets)
    return [str(finding) for finding in findings + check_case(build(tables))]


def has(findings: list[str], start: str, *parts: str) -> bool:
    """Whether one finding begins with `start` and holds every part."""
    return any(f.startswith(start) and all(part in f for part in parts) for f in findings)
