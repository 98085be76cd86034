"""Tables: every cell is of its kind, every name is one of the workbook's, and no row stands twice."""

from __future__ import annotations

import math
from typing import Any

from optimizer.audit.document import Document, Row
from optimizer.audit.ledger import Group
from optimizer.plan.table import Format
from optimizer.plan.tables import TABLES

KEYS: dict[str, tuple[str, ...]] = {
    "projects": ("project",),
    "business_plans": ("project",),
    "grants": ("funder", "project", "year"),
    "funding": ("scenario", "funder", "year"),
    "supply": ("material", "market", "country", "origin", "year"),
    "dependence": ("material", "market", "year"),
    "stockpiles": ("scenario", "stockpile", "year"),
    "price_support": ("scenario", "project", "year", "funder"),
    "targets": ("target", "material", "market", "country", "scenario", "year"),
    "costs": ("scenario", "term"),
    "scenarios": ("scenario",),
    "shortage": ("scenario", "material", "market", "tier", "year"),
    "production": ("scenario", "year", "project"),
    "flows": ("scenario", "year", "material", "from", "row", "market"),
}
"""What tells the rows of a table apart."""

OPTIONAL = {
    ("projects", "price_floor"), ("projects", "npv_musd"), ("projects", "utilisation"),
    *(("business_plans", name) for name in ("start_year", "margin_usd_per_t", "npv_musd", "gap_musd", "gap_share")),
    *(("business_plans", name) for name in ("best_floor", "gap_with_floor_musd", "most_public_musd")),
    *(("funding", name) for name in ("budget_musd", "unspent_musd")),
    ("supply", "share"), ("stockpiles", "cover_days"), ("flows", "row"),
    *(("dependence", f"{name}_share") for name in ("largest", "concern", "domestic", "recycled")),
    ("dependence", "largest_country"),
    *(("targets", name) for name in ("material", "market", "country", "scenario", "year", "achieved", "shadow_price")),
    *(("scenarios", name) for name in ("from_year", "to_year", "disruption_musd")),
}  # fmt: skip
"""Cells that may be empty."""


def check(document: Document) -> Group:
    """Whether the tables can be read at all."""
    group = Group("tables", "cells are of their kind, names are the workbook's, no row stands twice", unit="")
    names = _names(document)
    for table, rows in document.tables.items():
        formats = {column.name: column.format for column in TABLES[table].columns}
        seen: set[tuple[str, ...]] = set()
        for number, row in enumerate(rows, 1):
            where = f"{table}, row {number}"
            for column, value in row.items():
                optional = value is None and (table, column) in OPTIONAL
                fits = optional or _fits(formats[column], value)
                wrong = "" if fits else f"{value!r} is no {formats[column]}"
                if fits and not optional and column in names and value not in names[column]:
                    wrong = f"the workbook has no {value!r}"
                group.that(not wrong, wrong and f"{where}, {column}: {wrong}")
            key = tuple(repr(row[name]) for name in KEYS[table])  # a cell that is no name may be anything
            twice = key in seen
            group.that(not twice, f"{where}: {_label(row, table)} stands twice" if twice else "")
            seen.add(key)
    return group


def _names(document: Document) -> dict[str, set[Any]]:
    case = document.case
    years = range(case.settings.first_year, case.settings.last_year + 1)
    return {
        "project": set(case.projects),
        "country": set(case.countries),
        "material": set(case.materials),
        "market": {*case.markets, "all"},
        "funder": set(case.funders),
        "stockpile": set(case.stockpiles),
        "target": set(case.targets),
        "scenario": {"base", *case.scenarios},
        "year": set(years),
    }


def _fits(kind: Format, value: object) -> bool:
    if kind == "text":
        return isinstance(value, str)
    if kind == "yes_no":
        return isinstance(value, bool)
    number = isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
    return number and (kind not in ("year", "whole") or float(value).is_integer())  # type: ignore[arg-type]


def _label(row: Row, table: str) -> str:
    return " ".join(str(row[name]) for name in KEYS[table] if row[name] is not None)
