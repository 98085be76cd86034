"""Cells of a table: labels, units and values, by column."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from optimizer.excel.pages.styles import BAND_FILL, LINE, TOTAL_FILL, Styles
from optimizer.plan.table import Column
from optimizer.words.text import clean

_DUST = 1e-9
_WIDEST = 50.0
_SAMPLE = 2000
_LINED = 4000
"""Rows up to which a table has lines between its rows, and text that wraps."""
_LINE = 13.5

StyleMaker = Callable[..., Any]


@dataclass(frozen=True)
class Layout:
    """Where a table stands and how it looks."""

    columns: tuple[Column, ...]
    top: int
    bands: tuple[tuple[str, int, int], ...] = ()
    """Labels over several columns: text, first and last column."""
    totals: int = 0
    """How many rows at the end are totals."""
    filter: bool = False
    number_formats: Mapping[str, Sequence[str] | str] = field(default_factory=dict)
    """Formats other than the column's: one for all rows, or one for each."""
    rows: int = 0

    @property
    def first(self) -> int:
        """First row with values."""
        return self.top + 2 + bool(self.bands)

    @property
    def last(self) -> int:
        """Last row with values."""
        return self.first + max(self.rows, 1) - 1

    def at(self, name: str) -> int:
        """Number of the column of that name."""
        return [c.name for c in self.columns].index(name)


def present(value: object) -> bool:
    """Whether a value of a frame is more than a gap."""
    return not (value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value)))


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of a frame by column."""
    return [{str(k): v for k, v in row.items()} for row in frame.to_dict("records")]


def pairs(frame: pd.DataFrame, first: str, second: str) -> list[tuple[str, str, pd.DataFrame]]:
    """Rows of a frame for each pair of identifiers."""
    return [(str(key[0]), str(key[1]), rows) for key, rows in frame.groupby([first, second], sort=False)]


def figure(value: Any) -> float | None:
    """A value as a number that a cell can hold; None for gaps and infinities, 0 for dust."""
    if not present(value):
        return None
    number = float(value)
    if not math.isfinite(number):
        return None
    return number if abs(number) > _DUST else 0.0


def words(value: object) -> str:
    """A value as text; yes or no for a truth value."""
    if not present(value):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return clean(value)


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
        indent = _indent(column, number)
        sheet.write_string(row, number, clean(column.label), styles.head(column.format, **indent))
        sheet.write_string(row + 1, number, clean(column.unit), styles.unit(column.format, **indent))
        if column.doc:
            sheet.write_comment(row, number, clean(column.doc), {"x_scale": 1.6, "y_scale": 0.6})
    labels = ((column.label, width) for column, width in zip(layout.columns, widths, strict=True))
    lines = max((_lines(label, 0.9 * width) for label, width in labels), default=1)
    sheet.set_row(row, lines * _LINE + 2)


def write_frame(sheet: Any, layout: Layout, frame: pd.DataFrame, styles: Styles, widths: Sequence[float]) -> None:
    """Write the values column by column, and make rows high enough for text that wraps."""
    heights = [1] * len(frame)
    for number, column in enumerate(layout.columns):
        values = frame[column.name].tolist()
        if column.format not in ("text", "yes_no"):
            _write_numbers(sheet, layout, number, values, styles)
            continue
        texts = _texts(values)
        wraps = len(frame) <= _LINED and any(len(text) > 1.1 * widths[number] for text in texts)
        if wraps:
            heights = [max(h, _lines(text, widths[number])) for h, text in zip(heights, texts, strict=True)]
        _write_text(sheet, layout, number, texts, styles, wraps)
    for offset, lines in enumerate(heights):
        if lines > 1:
            sheet.set_row(layout.first + offset, lines * _LINE + 2)


def column_widths(layout: Layout, frame: pd.DataFrame, fixed: Mapping[str, float]) -> list[float]:
    """The width that each column asks for, unless it is fixed."""
    return [
        fixed.get(c.name) or _width(c, _longest(c, frame[c.name].tolist()[:_SAMPLE]), layout.filter)
        for c in layout.columns
    ]


def _longest(column: Column, values: list[Any]) -> int:
    if column.format in ("text", "yes_no"):
        return max((len(words(v)) for v in values), default=0) + 1
    largest = max((abs(v) for v in map(figure, values) if v is not None), default=0.0)
    return len(f"{largest:,.0f}") + (2 if column.format in ("money", "number", "share") else 1)


def _lines(text: str, width: float) -> int:
    return sum(max(1, len(textwrap.wrap(part, max(4, int(1.1 * width))))) for part in text.split("\n"))


def _indent(column: Column, number: int) -> dict[str, object]:
    """Text beside a column of figures keeps its distance."""
    return {"indent": 1} if column.format == "text" and number else {}


def _texts(values: list[Any]) -> list[str]:
    """Values as text; identifiers repeat often, and each is cleaned once."""
    known: dict[Any, str] = {}
    for value in values:
        if value not in known:
            known[value] = words(value)
    return [known[value] for value in values]


def _style_maker(layout: Layout, column: Column, rows: int, styles: Styles, **shared: object) -> StyleMaker:
    """Formats of a column by whether a row is a total and what else is special; each is made once."""
    lined: dict[str, object] = {"bottom": 4, "bottom_color": LINE} if rows <= _LINED else {}
    total: dict[str, object] = {"bold": True, "bg_color": TOTAL_FILL, "top": 1, "top_color": LINE}
    made: dict[tuple[bool, str], Any] = {}

    def style(offset: int, number_format: str = "") -> Any:
        key = (offset >= rows - layout.totals, number_format)
        if key not in made:
            look = {**shared, **(total if key[0] else lined)}
            made[key] = styles.cell(column.format, **look, **({"num_format": number_format} if number_format else {}))
        return made[key]

    return style


def _write_text(sheet: Any, layout: Layout, number: int, texts: list[str], styles: Styles, wraps: bool) -> None:
    column = layout.columns[number]
    shared = _indent(column, number) | ({"text_wrap": True} if wraps else {})
    style = _style_maker(layout, column, len(texts), styles, **shared)
    for row, text in enumerate(texts, start=layout.first):
        if text or len(texts) <= _LINED:
            sheet.write_string(row, number, text, style(row - layout.first))


def _write_numbers(sheet: Any, layout: Layout, number: int, values: list[Any], styles: Styles) -> None:
    column = layout.columns[number]
    special = layout.number_formats.get(column.name, "")
    style = _style_maker(layout, column, len(values), styles)
    for offset, value in enumerate(map(figure, values)):
        cell = style(offset, special if isinstance(special, str) else special[offset])
        if value is not None:
            sheet.write_number(layout.first + offset, number, value, cell)
        elif len(values) <= _LINED:
            sheet.write_blank(layout.first + offset, number, None, cell)


def _width(column: Column, longest: int, with_buttons: bool) -> float:
    label = max((len(word) for word in column.label.split()), default=0) + 1.5
    unit = len(column.unit) + (3 if with_buttons else 1)
    least = 10.0 if column.format == "text" else 7.0
    return min(_WIDEST, max(least, 1.05 * longest + 1.5, label, unit))
