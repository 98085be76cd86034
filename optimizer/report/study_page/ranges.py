"""Differences of costs as bars from what they are at least to what they are at most."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from optimizer.plan.table import Column
from optimizer.report.page import Figure, Rows
from optimizer.study.uncertainty import Difference

Row = Mapping[str, Any]
_SAVED = {"more": "less", "less": "more", "unsure": "unsure"}


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


@dataclass(frozen=True)
class Told:
    """How the differences of a figure are told."""

    id: str
    heading: str
    shows: str
    """What the bars are of, for who cannot see them."""
    axis: str
    zero: str
    """What a difference of 0 means."""
    what: str
    """What differs: the head of the first column."""
    value: str
    """The head of the column of differences."""
    caption: str
    source: str
    note: str
    is_saving: bool = False
    """Whether more is better: a saving has the colour of what costs less."""
    unsure: str = ""
    """Beside a difference that cannot be told from 0, where not in the usual words."""
    printed: bool = False
    """Whether the table is printed even where it is folded on the screen."""


def range_figure(
    told: Told,
    shown: Mapping[str, Difference],
    words: Callable[[Difference], str],
    rows: Mapping[str, Difference | None] | None = None,
) -> Figure:
    """Differences as bars, each told in words, and as a table.

    Args:
        told: what is said about them.
        shown: differences by name, in order.
        words: a difference in words, after its name.
        rows: those of the table, where they are not the same.
    """
    table = [_cells(*item) for item in (rows or shown).items()]
    bars = [bar(name, found, words(found)) for name, found in shown.items()]
    data = {
        "bars": [one | {"tone": _SAVED[one["tone"]]} for one in bars] if told.is_saving else bars,
        "unit": "MUSD",
        "axis": told.axis,
        "zero": told.zero,
    }
    return Figure(
        id=told.id,
        kind="ranges",
        heading=told.heading,
        shows=f"{told.shows}, from at least to at most. "
        + " ".join(f"{name}: {words(found)}." for name, found in shown.items()),
        data=data | ({"unsure": told.unsure} if told.unsure else {}),
        rows=Rows(told.caption, _columns(told), table, told.source, printed=told.printed),
        note=told.note,
    )


def _columns(told: Told) -> tuple[Column, ...]:
    return (
        Column("what", told.what, "text"),
        Column("value", told.value, "money", "MUSD"),
        Column("low", "at least", "money", "MUSD"),
        Column("high", "at most", "money", "MUSD"),
        Column("told", "More than the gap", "yes_no"),
    )


def _cells(name: str, found: Difference | None) -> Sequence[Any]:
    return (name, found.value, found.low, found.high, found.told_apart) if found else (name, None, None, None, None)


RANGE_NOTE = (
    "The dot is the difference of the two plans that were found; the bar spans what it is at least and at most if "
    "both were proven optimal. Hollow and grey: the gap of the search alone could explain it, so it counts as no "
    "difference."
)
