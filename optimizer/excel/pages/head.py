"""The head of a table: labels, units, help, and the widths that contents ask for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from optimizer.excel.pages.cells import figure, words
from optimizer.excel.pages.layout import Layout
from optimizer.excel.pages.measure import LINE_POINTS, lines, room
from optimizer.excel.pages.styles import BAND_FILL, Styles
from optimizer.plan.table import Column
from optimizer.words.text import clean

_WIDEST = 50.0
_WIDEST_WORD = 34.0
_LEAST = {"text": 10.0}
_NARROWEST = 7.0
_SIDE = 1.5
"""Units of column width that a label leaves free, so that two beside each other do not run together."""
_DECIMALS = {"money": 2, "number": 3, "share": 3}
"""Signs after the whole part of a number: the point, the decimals, the per cent sign."""
_UPRIGHT = (50.0, 165.0)
"""Least and largest height of turned labels, points."""
_NO_UNITS = 3.0
"""Height of the row of units where no column has one, points."""

SetHeight = Callable[[int, float], None]
"""Told a row and its height in points."""


def write_head(sheet: Any, layout: Layout, styles: Styles, widths: Sequence[float], height: SetHeight) -> None:
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
    height(row, _height(layout, widths))
    if not layout.filter and not any(column.unit for column in layout.columns):
        height(row + 1, _NO_UNITS)


def column_widths(layout: Layout, frame: pd.DataFrame, fixed: Mapping[str, float]) -> list[float]:
    """The width that each column asks for: no number is cut, and hardly any word.

    What is fixed is the least width of a column of figures, and the largest of one of text, which wraps.
    """
    found = []
    for column in layout.columns:
        values = frame[column.name].tolist()
        if column.format in ("text", "yes_no"):
            most = fixed.get(column.name, _WIDEST)
            found.append(max(_word_width(values), min(most, _text_width(layout, column, values))))
            continue
        digits = _digits(layout, column, values)
        found.append(max(fixed.get(column.name) or _label_width(layout, column), digits))
    return found


def indent(column: Column, number: int) -> dict[str, object]:
    """Text beside a column of figures keeps its distance."""
    return {"indent": 1} if column.format == "text" and number else {}


def _height(layout: Layout, widths: Sequence[float]) -> float:
    flat = (
        lines(c.label, w - _SIDE, bold=True)
        for c, w in zip(layout.columns, widths, strict=True)
        if c.name not in layout.upright
    )
    height = max(flat, default=1) * LINE_POINTS + 2
    turned = [5.25 * room(c.label, bold=True) + 12 for c in layout.columns if c.name in layout.upright]
    return max(height, min(_UPRIGHT[1], max(turned, default=0.0)), _UPRIGHT[0] if turned else 0.0)


def _text_width(layout: Layout, column: Column, values: list[Any]) -> float:
    longest = max((room(words(value)) for value in set(values)), default=0.0)
    return max(_label_width(layout, column), longest + 2.5)


def _word_width(values: list[Any]) -> float:
    """Room for the longest word, unless it is very long."""
    longest = max((room(word) for value in set(values) for word in words(value).split()), default=0.0)
    return min(_WIDEST_WORD, longest + 2.0)


def _label_width(layout: Layout, column: Column) -> float:
    """Room for the longest word of the label, the unit, and the button of a filter."""
    turned = column.name in layout.upright
    label = 0.0 if turned else max((room(word, bold=True) for word in column.label.split()), default=0.0) + 2.0
    unit = room(column.unit, 9.0) + (3.5 if layout.filter else 1.5)
    return max(_LEAST.get(column.format, _NARROWEST), label, unit)


def _digits(layout: Layout, column: Column, values: list[Any]) -> float:
    """Room for the longest number, in total rows too, which are bold; digits of other fonts are wider still."""
    special = layout.number_formats.get(column.name, "")
    signs = max((_literals(f) for f in ([special] if isinstance(special, str) else special)), default=0)
    numbers = [v for v in map(figure, values) if v is not None]
    scale = 100 if column.format == "share" else 1
    whole = max((len(f"{scale * v:,.0f}") for v in (min(numbers), max(numbers))), default=0) if numbers else 0
    texts = max((len(v) for v in values if isinstance(v, str)), default=0)
    longest = max(whole + _DECIMALS.get(column.format, 1) + signs, texts)
    return 1.05 * longest + 1.5


def _literals(number_format: str) -> int:
    """Letters and signs that a format puts beside a number: ``0"%" ▲`` has one of each."""
    first = number_format.split(";")[0]
    return len("".join(first.split('"')[1::2])) + first.startswith("+")
