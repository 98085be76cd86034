"""Values of tables as the page writes them."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from optimizer.plan.table import Column, Format
from optimizer.words.amounts import number
from optimizer.words.text import clean, percent

EMPTY = "–"
_AS_TEXT: dict[Format, Callable[[Any], str]] = {
    "text": clean,
    "year": lambda value: str(int(value)),
    "whole": lambda value: f"{int(value):,}",
    "money": number,
    "tonnes": number,
    "price": number,
    "number": number,
    "share": percent,
    "yes_no": lambda value: "yes" if value else "no",
}


def cell(value: Any, column: Column) -> str:
    """A cell as text; a dash where it is empty.

    >>> cell(0.651, Column("share", "Share", "share")), cell(None, Column("year", "Year", "year"))
    ('65 %', '–')
    """
    if value is None or value == "" or (isinstance(value, float) and not math.isfinite(value)):
        return EMPTY
    if isinstance(value, str):
        return clean(value)
    return _AS_TEXT[column.format](value)


def label(column: Column) -> str:
    """The head of a column with its unit; shares have theirs in every cell."""
    return f"{column.label}, {column.unit}" if column.unit and column.format != "share" else column.label


def is_text(column: Column) -> bool:
    """Whether a column is set flush left."""
    return column.format in ("text", "yes_no")
