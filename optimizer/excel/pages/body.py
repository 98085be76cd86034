"""The body of a table: its values, column by column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from optimizer.excel.pages.cells import figure, words
from optimizer.excel.pages.head import SetHeight, indent
from optimizer.excel.pages.layout import Layout
from optimizer.excel.pages.measure import LINE_POINTS, lines, room
from optimizer.excel.pages.styles import LINE, MARKS, TOTAL_FILL, Styles
from optimizer.plan.table import Column
from optimizer.words.text import clean

_LINED = 4000
"""Rows up to which a table has lines between its rows, and text that wraps."""
_INDENT = 1.5
"""Units of column width that an indent takes."""

StyleMaker = Callable[..., Any]


def write_frame(
    sheet: Any, layout: Layout, frame: pd.DataFrame, styles: Styles, widths: Sequence[float], height: SetHeight
) -> None:
    """Write the values column by column, and make rows high enough for text that wraps."""
    heights = [1] * len(frame)
    for number, column in enumerate(layout.columns):
        values = frame[column.name].tolist()
        if column.format not in ("text", "yes_no"):
            _write_numbers(sheet, layout, number, values, styles)
            continue
        texts = _texts(values)
        free = widths[number] - (_INDENT if indent(column, number) else 0.0)
        wraps = len(frame) <= _LINED and any(room(text) > free or "\n" in text for text in texts)
        if wraps:
            heights = [max(h, lines(text, free)) for h, text in zip(heights, texts, strict=True)]
        _write_text(sheet, layout, number, texts, styles, wraps)
    for offset, count in enumerate(heights):
        if count > 1:
            height(layout.first + offset, count * LINE_POINTS + 2)


def _texts(values: list[Any]) -> list[str]:
    """Values as text; identifiers repeat often, and each is cleaned once."""
    known: dict[Any, str] = {}
    for value in values:
        if value not in known:
            known[value] = words(value)
    return [known[value] for value in values]


def _style_maker(layout: Layout, column: Column, rows: int, styles: Styles, **shared: object) -> StyleMaker:
    """Formats of a column by what is special about a row: total, mark, format of its number; each is made once."""
    lined: dict[str, object] = {"bottom": 4, "bottom_color": LINE} if rows <= _LINED else {}
    total: dict[str, object] = {"bold": True, "bg_color": TOTAL_FILL, "top": 1, "top_color": LINE}
    marks = layout.marks.get(column.name)
    made: dict[tuple[bool, str, str], Any] = {}

    def style(offset: int, number_format: str = "") -> Any:
        key = (offset >= rows - layout.totals, marks[offset] if marks else "", number_format)
        if key not in made:
            look = {**shared, **(total if key[0] else lined), **(MARKS[key[1]] if key[1] else {})}
            made[key] = styles.cell(column.format, **look, **({"num_format": number_format} if number_format else {}))
        return made[key]

    return style


def _write_text(sheet: Any, layout: Layout, number: int, texts: list[str], styles: Styles, wraps: bool) -> None:
    column = layout.columns[number]
    shared = indent(column, number) | ({"text_wrap": True} if wraps else {})
    style = _style_maker(layout, column, len(texts), styles, **shared)
    for row, text in enumerate(texts, start=layout.first):
        if text or len(texts) <= _LINED:
            sheet.write_string(row, number, text, style(row - layout.first))


def _write_numbers(sheet: Any, layout: Layout, number: int, values: list[Any], styles: Styles) -> None:
    """Write numbers; a sign in place of one, such as ×, is written as text."""
    column = layout.columns[number]
    special = layout.number_formats.get(column.name, "")
    style = _style_maker(layout, column, len(values), styles)
    for offset, value in enumerate(values):
        cell = style(offset, special if isinstance(special, str) else special[offset])
        amount = figure(value)
        if isinstance(value, str) and value:
            sheet.write_string(layout.first + offset, number, clean(value), cell)
        elif amount is not None:
            sheet.write_number(layout.first + offset, number, amount, cell)
        elif len(values) <= _LINED:
            sheet.write_blank(layout.first + offset, number, None, cell)
