"""Differences of costs as bars from what they are at least to what they are at most."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from optimizer.plan.table import Column
from optimizer.study.uncertainty import Difference

Row = Mapping[str, Any]
TONES = ("more", "less", "unsure")


def difference(row: Row, name: str) -> Difference | None:
    """The difference in three columns of a row; None where there is none. An unknown bound is infinite."""
    value, low, high = (row[f"{name}{part}_musd"] for part in ("", "_low", "_high"))
    if value is None:
        return None
    return Difference(value, -math.inf if low is None else low, math.inf if high is None else high)


def bar(name: str, found: Difference, words: str) -> dict[str, Any]:
    """One bar for the chart: `words` are told where it is pointed at."""
    tone = "unsure" if not found.told_apart else "more" if found.value > 0 else "less"
    return {"name": name, "value": found.value, "low": found.low, "high": found.high, "tone": tone, "words": words}


def columns(what: str, value: str) -> tuple[Column, ...]:
    """Columns of the table below such a chart."""
    return (
        Column("what", what, "text"),
        Column("value", value, "money", "MUSD"),
        Column("low", "at least", "money", "MUSD"),
        Column("high", "at most", "money", "MUSD"),
        Column("told", "More than the gap", "yes_no"),
    )


def cells(name: str, found: Difference | None) -> Sequence[Any]:
    """A row of that table."""
    return (name, found.value, found.low, found.high, found.told_apart) if found else (name, None, None, None, None)


RANGE_NOTE = (
    "The dot is the difference of the two plans that were found; the bar spans what it is at least and at most if "
    "both were proven optimal. Hollow and grey: the gap of the search alone could explain it, so it counts as no "
    "difference."
)
