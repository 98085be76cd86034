"""Reading of the source tables and small helpers shared by the builders."""

from __future__ import annotations

import csv
import math
import textwrap
from itertools import zip_longest
from pathlib import Path

Value = str | int | float | None
Row = dict[str | int, Value]
Tables = dict[str, list[Row]]
Sheet = list[list[Value]]

SOURCES = Path(__file__).resolve().parent / "sources"
WHAT_WIDTH, HOW_WIDTH = 26, 45
TEXT_COLUMNS = {"note", "source", "confidence", "name", "what", "how"}


def convert(text: str) -> Value:
    """Read one cell of a source table: '65%' is 0.65, '' is None."""
    text = text.strip()
    if not text:
        return None
    body, scale = (text[:-1], 0.01) if text.endswith("%") else (text, 1.0)
    try:
        number = float(body) * scale
    except ValueError:
        return text
    if text.lstrip("+-").isdigit():
        return int(text)
    return int(number) if scale == 1.0 and number.is_integer() else round(number, 10)


def read(name: str) -> list[Row]:
    """All rows of sources/<name>.csv; headers that are whole numbers become int keys."""
    with (SOURCES / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return [
            {
                (int(key) if key.isdigit() else key): (text.strip() or None if key in TEXT_COLUMNS else convert(text))
                for key, text in record.items()
            }
            for record in csv.DictReader(file)
        ]


def number(row: Row, key: str | int, default: float = 0.0) -> float:
    """The number in a cell, or the default where the cell is empty."""
    value = row.get(key)
    if value is None:
        return default
    if isinstance(value, str):
        raise TypeError(f"{key}: {value!r} is not a number")
    return float(value)


def text(row: Row, key: str) -> str:
    """The text in a cell, '' where it is empty."""
    value = row.get(key)
    return "" if value is None else str(value)


def rounded(value: float, digits: int = 4) -> float | int:
    """Round to significant figures; whole numbers come back as int."""
    if value == 0:
        return 0
    places = digits - 1 - math.floor(math.log10(abs(value)))
    result = round(value, places)
    return int(result) if float(result).is_integer() else result


def documented(row: Row, keep: list[str | int], extra: str = "") -> Row:
    """The named columns of a row, with its confidence put in front of its note."""
    parts = [text(row, "confidence"), text(row, "note"), extra]
    result: Row = {key: row.get(key) for key in keep}
    result["note"] = "; ".join(part for part in parts if part) or None
    if "source" in row:
        result["source"] = row.get("source")
    return result


def passed(name: str) -> list[Row]:
    """A source table that already has the columns of its sheet."""
    rows = read(name)
    keep = [key for key in rows[0] if key not in ("note", "source", "confidence")]
    return [documented(row, keep) for row in rows]


def interpolate(row: Row, year: int) -> float:
    """Value of a year table in one year: linear between its years, constant outside."""
    years = sorted(k for k, v in row.items() if isinstance(k, int) and v is not None)
    if year <= years[0]:
        return number(row, years[0])
    if year >= years[-1]:
        return number(row, years[-1])
    after = next(y for y in years if y >= year)
    before = max(y for y in years if y <= year)
    if after == before:
        return number(row, year)
    weight = (year - before) / (after - before)
    return (1 - weight) * number(row, before) + weight * number(row, after)


def paragraphs(rows: list[Row]) -> Sheet:
    """Columns `what` and `how` as lines that fit a page side by side, whatever program shows them."""
    lines: Sheet = []
    for row in rows:
        left = textwrap.wrap(text(row, "what"), WHAT_WIDTH, break_long_words=False)
        right = textwrap.wrap(text(row, "how"), HOW_WIDTH, break_long_words=False)
        if left and not right:
            lines.append([])
        lines += [list(pair) for pair in zip_longest(left, right)] or [[]]
    return lines
