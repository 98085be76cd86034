"""Changes that change nothing: other names and order, other units, rows that are split or cannot count."""

from __future__ import annotations

import random
from typing import Any

from tests.properties.worlds import Change, Sheets, is_year, rows, scale

_WORDS = {
    "settings": ("key", "value"),
    "countries": ("bloc", "consent"),
    "markets": ("partner",),
    "materials": ("stage",),
    "supply": ("kind",),
    "routes": ("open",),
    "projects": ("kind", "status"),
    "funders": ("carry_over", "price_support"),
    "funding_rules": ("kind",),
    "targets": ("metric",),
    "events": ("kind",),
}
"""Columns that hold words of the workbook's own, not names."""
_NAMES = {
    "countries": ("country", "region"),
    "markets": ("market",),
    "materials": ("material", "family"),
    "projects": ("project", "exclusive_group"),
    "profiles": ("profile",),
    "funders": ("funder",),
    "currencies": ("currency",),
    "price_floors": ("level",),
    "stockpiles": ("stockpile",),
    "targets": ("target",),
    "scenarios": ("scenario",),
    "demand": ("tier",),
}
"""Columns in which names are given."""
_KEPT = ("all", "*", "USD", "base", "private")


def renamed(sheets: Sheets) -> None:
    """Every name is another one, in an order that is turned round."""
    given = {
        str(row[c]) for sheet, columns in _NAMES.items() for row in rows(sheets, sheet) for c in columns if row.get(c)
    }
    names = {name: f"Ñ {len(given) - n:03} é" for n, name in enumerate(sorted(given - set(_KEPT)))}
    for sheet in sheets:
        for row in rows(sheets, sheet) if sheet != "settings" else ():
            for column, value in row.items():
                if column not in _WORDS.get(sheet, ()) and (isinstance(value, str) or str(value) in names):
                    row[column] = _renamed(str(value), names)


def _renamed(text: str, names: dict[str, str]) -> str:
    parts = (part.partition(":") for part in text.split(", "))
    return ", ".join(f"{kind}:{names.get(name, name)}" if sign else names.get(kind, kind) for kind, sign, name in parts)


def shuffled(sheets: Sheets) -> None:
    """Sheets, rows and columns stand in another order."""
    dice = random.Random(1)
    for name in dice.sample(list(sheets), len(sheets)):
        content = sheets.pop(name)
        if isinstance(content, dict):
            sheets[name] = dict(dice.sample(list(content.items()), len(content)))
        else:
            columns = list(dict.fromkeys(column for row in content for column in row))
            columns = dice.sample(columns, len(columns))
            sheets[name] = [
                {column: row.get(column) for column in columns} for row in dice.sample(content, len(content))
            ]


def split_supply(sheets: Sheets) -> None:
    """Every row of supply is two of half the tonnes."""
    for row in rows(sheets, "supply"):
        scale(row, is_year, 0.5)
    sheets["supply"] = [dict(row) for row in rows(sheets, "supply") for _ in range(2)]


def projects_that_cannot_help(sheets: Sheets) -> None:
    """A project that is excluded, and one that would be too late, are there as well."""
    first = rows(sheets, "projects")[0] | {"exclusive_group": None, "requires": None, "capex_musd": 0.001}
    beyond = sheets["settings"]["last_year"] + 1
    rows(sheets, "projects").append(first | {"project": "out", "status": "excluded"})
    late = {"earliest_start": beyond, "latest_start": beyond}
    rows(sheets, "projects").append(first | {"project": "late", "status": "candidate", **late})


def other_currency(sheets: Sheets) -> None:
    """All funders count in a coin that is worth 37 USD."""
    rate = {row["currency"]: row["usd"] for row in rows(sheets, "currencies")}
    coins: dict[Any, float] = {}
    for row in rows(sheets, "funders"):
        coins[row["funder"]] = rate.get(row["currency"], 1.0)
        row["currency"] = "coin"
    rows(sheets, "currencies").append({"currency": "coin", "usd": 37.0})
    for row in rows(sheets, "budgets"):
        if row["funder"] in coins:
            scale(row, is_year, coins[row["funder"]] / 37.0)


_PER_T = {
    "prices": is_year,
    "demand": lambda column: column == "shortage_cost",
    "routes": lambda column: column == "freight",
    "projects": lambda column: column == "opex_usd_per_t",
    "price_floors": lambda column: column == "floor_usd_per_t",
    "stockpiles": lambda column: column == "holding_usd_per_t",
}
_TONNES = {
    "demand": is_year,
    "supply": is_year,
    "projects": lambda column: column == "capacity_t",
    "stockpiles": lambda column: column in ("opening_t", "max_t", "max_purchase_t"),
}


def _scale_all(sheets: Sheets, columns: dict[str, Any], factor: float) -> None:
    for sheet, which in columns.items():
        for row in rows(sheets, sheet):
            scale(row, which, factor)


def _scale_penalties(sheets: Sheets, factor: float) -> None:
    """Those by the tonne; those on shares of money are in USD for one USD."""
    for row in rows(sheets, "targets"):
        if not row["metric"].endswith(("funder_share", "investment_share")):
            scale(row, lambda column: column == "penalty", factor)


def other_tonnes(sheets: Sheets) -> None:
    """Mass is counted in another unit, eight of which are a tonne."""
    _scale_all(sheets, _TONNES, 8.0)
    _scale_all(sheets, _PER_T, 1 / 8.0)
    _scale_penalties(sheets, 1 / 8.0)


MONEY = 1000.0


def other_money(sheets: Sheets) -> None:
    """All money is a thousand times as much."""
    _scale_all(sheets, _PER_T, MONEY)
    _scale_all(sheets, {"projects": lambda c: c in ("capex_musd", "fixed_opex_musd"), "budgets": is_year}, MONEY)
    _scale_penalties(sheets, MONEY)


def split_scenario(sheets: Sheets) -> None:
    """The first scenario comes in two forms of half its probability; the world has no target on shortage."""
    first = rows(sheets, "scenarios")[0]
    first["probability"] /= 2
    rows(sheets, "scenarios").append(first | {"scenario": "its twin"})
    events = [row | {"scenario": "its twin"} for row in rows(sheets, "events") if row["scenario"] == first["scenario"]]
    rows(sheets, "events").extend(events)


def stress_test(sheets: Sheets) -> None:
    """A scenario of probability 0 in which demand is halved and one country's supply is dear: it can always be met."""
    rows(sheets, "scenarios").append({"scenario": "calm", "probability": 0})
    rows(sheets, "events").append({"scenario": "calm", "kind": "demand", "value": 0.5})
    rows(sheets, "events").append({"scenario": "calm", "kind": "price", "country": "CHN", "value": 1.5})


def case_of_nothing(sheets: Sheets) -> None:
    """A case that changes nothing."""
    times = {"case": "same", "operation": "multiply", "value": 1}
    sheets["cases"] = [
        times | {"sheet": "projects", "column": "capex_musd"},
        times | {"sheet": "demand", "column": "years"},
        {"case": "same", "sheet": "supply", "column": "years", "operation": "add", "value": 0},
    ]


SAME: tuple[Change, ...] = (
    renamed,
    shuffled,
    split_supply,
    projects_that_cannot_help,
    other_currency,
    other_tonnes,
    stress_test,
)
