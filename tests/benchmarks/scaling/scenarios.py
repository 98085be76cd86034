"""More scenarios: each comes in several forms, earlier or later, milder or worse, that share its probability."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

from tests.benchmarks.books import Sheets
from tests.benchmarks.scaling.draw import copy_name, draws, rounded

_LATEST_SHIFT = 6
_SHARES = ("export_cut", "outage")


def more_scenarios(sheets: Sheets, times: int, seed: int) -> Sheets:
    """So many times as many scenarios beside base."""
    last = next(int(row["value"]) for row in sheets["settings"] if row["key"] == "last_year")
    copies = range(1, times + 1)
    latest: dict[str, int] = {}
    for event in sheets.get("events", []):
        ends = event.get("last_year") or event.get("first_year") or 0
        latest[event["scenario"]] = max(latest.get(event["scenario"], 0), ends)
    shift = {
        (name, n): _shift(draws(seed, "scenario", name, n), last - ends) if n > 1 else 0
        for name, ends in latest.items()
        for n in copies
    }
    scenarios = sheets.get("scenarios", [])
    events = sheets.get("events", [])
    return {
        **sheets,
        "scenarios": [_scenario(row, n, times) for n in copies for row in scenarios],
        "events": [
            _event(row, n, shift[row["scenario"], n], draws(seed, "event", place, n))
            for n in copies
            for place, row in enumerate(events)
        ],
    }


def _shift(chance: random.Random, room: int) -> int:
    """By how many years a copy comes later."""
    return chance.randint(0, max(0, min(_LATEST_SHIFT, room)))


def _scenario(row: Mapping[Any, Any], number: int, times: int) -> dict[Any, Any]:
    name = {"name": f"{row['name']} ({number})"} if number > 1 and row.get("name") else {}
    return {
        **row,
        "scenario": copy_name(row["scenario"], number),
        "probability": row["probability"] / times,
        **name,
    }


def _event(row: Mapping[Any, Any], number: int, shift: int, chance: random.Random) -> dict[Any, Any]:
    if number == 1:
        return dict(row)
    years = {c: row[c] + shift for c in ("first_year", "last_year") if row.get(c) is not None}
    return {
        **row,
        "scenario": copy_name(row["scenario"], number),
        **years,
        "value": _strength(row["kind"], row["value"], chance),
    }


def _strength(kind: str, value: float, chance: random.Random) -> float:
    """How strong the event is in the copy; delays stay whole years."""
    if kind in _SHARES:
        return min(1.0, max(0.05, rounded(value + chance.uniform(-0.15, 0.05))))
    if kind in ("price", "demand"):
        return max(0.01, rounded(1.0 + (value - 1.0) * chance.uniform(0.7, 1.3)))
    return value
