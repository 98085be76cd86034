"""More years: the same plan over a longer horizon.

Projects may start over a longer time and last longer, budgets go on about as they were in their last year; demand,
supply and prices stay what they are in their last year, as in every workbook.
"""

from __future__ import annotations

from typing import Any

from tests.benchmarks.books import Rows, Sheets
from tests.benchmarks.scaling.draw import draws, jittered


def more_years(sheets: Sheets, times: int, seed: int) -> Sheets:
    """A horizon so many times as long."""
    known = {row["key"]: row["value"] for row in sheets["settings"] if "value" in row}
    first, last = int(known["first_year"]), int(known["last_year"])
    end = first + (last - first + 1) * times - 1
    settings = [{**row, "value": end} if row["key"] == "last_year" else row for row in sheets["settings"]]
    return {
        **sheets,
        "settings": settings,
        "projects": [_project(row, first, times) for row in sheets["projects"]],
        "budgets": _budgets(sheets.get("budgets", []), last, end, seed),
    }


def _project(row: dict[Any, Any], first: int, times: int) -> dict[Any, Any]:
    """A project that lasts longer and, where there is a choice of years, may start over a longer time."""
    longer = {"life_years": row["life_years"] * times}
    latest = row.get("latest_start")
    if latest is not None and latest > max(first, row.get("earliest_start", first)):
        longer["latest_start"] = first + (latest - first) * times
    return {**row, **longer}


def _budgets(rows: Rows, last: int, end: int, seed: int) -> Rows:
    grown = []
    for row in rows:
        chance = draws(seed, "budget", row["funder"])
        level = row.get(last, 0)
        grown.append({**row, **{year: jittered(level, chance) for year in range(last + 1, end + 1) if level}})
    return grown
