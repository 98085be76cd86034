"""Values of tables as the page writes them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

from optimizer.plan.table import Column, Format
from optimizer.words.amounts import number
from optimizer.words.text import clean, percent

EMPTY = "–"
_UNIT = re.compile(r"(\d|bn) (?=%|bn\b|MUSD|USD|t\b|years?\b)")
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


def text(value: str) -> str:
    r"""Text without control characters, and without a break between a figure and its unit.

    >>> text("37.3 bn USD, 5 %")
    '37.3\xa0bn\xa0USD, 5\xa0%'
    """
    return _UNIT.sub("\\1\u00a0", clean(value))


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
