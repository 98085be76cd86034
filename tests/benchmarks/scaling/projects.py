"""More projects: copies of each with other figures, in a world as many times as large.

Demand, existing supply, budgets and stockpiles grow with them, so that about the same share of projects is worth
building and targets, which are shares, stay within reach.
"""

from __future__ import annotations

from typing import Any

from tests.benchmarks.books import Rows, Sheets
from tests.benchmarks.scaling.draw import copy_name, draws, jittered, multiplied

_JITTERED = ("capacity_t", "capex_musd", "fixed_opex_musd", "opex_usd_per_t")
_OWN = ("project", "requires", "exclusive_group")
_GROWING = {"demand": (), "supply": (), "budgets": (), "stockpiles": ("opening_t", "max_t", "max_purchase_t")}


def more_projects(sheets: Sheets, times: int, seed: int) -> Sheets:
    """So many times as many projects, recipes and events that name a project."""
    copies = range(1, times + 1)
    grown = {name: [multiplied(row, times, *_GROWING[name]) for row in sheets.get(name, [])] for name in _GROWING}
    return {
        **sheets,
        **grown,
        "projects": [_project(row, n, seed) for n in copies for row in sheets["projects"]],
        "recipes": [_named(row, n) for n in copies for row in sheets.get("recipes", [])],
        "events": _events(sheets.get("events", []), copies),
    }


def _events(rows: Rows, copies: range) -> Rows:
    return [_named(row, n) for row in rows for n in (copies if row.get("project") else copies[:1])]


def _project(row: dict[Any, Any], number: int, seed: int) -> dict[Any, Any]:
    if number == 1:
        return row
    chance = draws(seed, "project", row["project"], number)
    figures = {c: jittered(row[c], chance) for c in _JITTERED if c in row}
    name = {"name": f"{row['name']} ({number})"} if row.get("name") else {}
    return {**_named(row, number), **figures, **name}


def _named(row: dict[Any, Any], number: int) -> dict[Any, Any]:
    """The row of a copy: what it calls itself, needs and excludes are copies too."""
    return {c: copy_name(value, number) if c in _OWN and value else value for c, value in row.items()}
