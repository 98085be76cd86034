"""The head of a table: labels, units, help, and the widths that contents ask for."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from optimizer.excel.pages.cells import figure, words
from optimizer.excel.pages.layout import Layout
from optimizer.excel.pages.styles import BAND_FILL, Styles
from optimizer.plan.table import Column
from optimizer.words.text import clean

LINE_POINTS = 13.5
_WIDEST = 50.0
_SAMPLE = 2000
_UPRIGHT = (50.0, 150.0)
"""Least and largest height of turned labels, points."""


def write_head(sheet: Any, layout: Layout, styles: Styles, widths: Sequence[float]) -> None:
    """Bands, labels with the help as a note, and units."""
    row = layout.top
    for text, first, last in layout.bands:
        band = styles.text(bold=True, font_color="#FFFFFF", bg_color=BAND_FILL, align="center")
        if first == last:
            sheet.write_string(row, first, clean(text), band)
        else:
            sheet.merge_range(row, first, row, last, clean(text), band)
    row += bool(layout.bands)
    for number, column in enumerate(layout.columns):
        look = {"rotation": 90, "align": "center"} if column.name in layout.upright else indent(column, number)
        sheet.write_string(row, number, clean(column.label), styles.head(column.format, **look))
        sheet.write_string(row + 1, number, clean(column.unit), styles.unit(column.format, **indent(column, number)))
        if column.doc:
            sheet.write_comment(row, number, clean(column.doc), {"x_scale": 1.6, "y_scale": 0.6})
    sheet.set_row(row, _height(layout, widths))


def column_widths(layout: Layout, frame: pd.DataFrame, fixed: Mapping[str, float]) -> list[float]:
    """The width that each column asks for, unless it is fixed."""
    return [
        fixed.get(c.name)
        or _width(c, _longest(c, frame[c.name].tolist()[:_SAMPLE]), layout.filter, c.name in layout.upright)
        for c in layout.columns
    ]


def lines(text: str, width: float) -> int:
    """How many lines a text takes in a column."""
    return sum(max(1, len(textwrap.wrap(part, max(4, int(1.1 * width))))) for part in text.split("\n"))


def indent(column: Column, number: int) -> dict[str, object]:
    """Text beside a column of figures keeps its distance."""
    return {"indent": 1} if column.format == "text" and number else {}


def _height(layout: Layout, widths: Sequence[float]) -> float:
    flat = (
        lines(c.label, 0.9 * w) for c, w in zip(layout.columns, widths, strict=True) if c.name not in layout.upright
    )
    height = max(flat, default=1) * LINE_POINTS + 2
    turned = [5.5 * len(c.label) + 12 for c in layout.columns if c.name in layout.upright]
    return max(height, min(_UPRIGHT[1], max(turned, default=0.0)), _UPRIGHT[0] if turned else 0.0)


def _longest(column: Column, values: list[Any]) -> int:
    texts = [len(words(v)) for v in values if column.format in ("text", "yes_no") or isinstance(v, str)]
    if column.format in ("text", "yes_no"):
        return max(texts, default=0) + 1
    largest = max((abs(v) for v in map(figure, values) if v is not None), default=0.0)
    return max(len(f"{largest:,.0f}") + (2 if column.format in ("money", "number", "share") else 1), *texts, 0)


def _width(column: Column, longest: int, with_buttons: bool, upright: bool) -> float:
    label = 0.0 if upright else max((len(word) for word in column.label.split()), default=0) + 1.5
    unit = len(column.unit) + (3 if with_buttons else 1)
    least = 10.0 if column.format == "text" else 7.0
    return min(_WIDEST, max(least, 1.05 * longest + 1.5, label, unit))
