"""The figures behind the charts: one sheet of small blocks that charts refer to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from xlsxwriter.utility import xl_range_formula

from optimizer.excel.pages.measure import LINE_POINTS, lines
from optimizer.excel.pages.styles import Styles
from optimizer.words.text import clean

SHEET = "Chart data"
WIDTH = 12.0
"""Of every column of figures."""
_FIRST_ROW = 3

Range = list[str | int]
Label = str | int | float
Spread = tuple[tuple[float | None, ...], tuple[float | None, ...]]
"""Least and most that each value of a series could be."""


@dataclass(frozen=True)
class Block:
    """Categories down, series across, under a title."""

    title: str
    row: int
    categories: tuple[Label, ...]
    series: Mapping[str, tuple[float | None, ...]]
    spreads: Mapping[str, Spread] = field(default_factory=dict)

    @property
    def labels(self) -> Range:
        """Where the categories stand."""
        return [SHEET, self.row + 2, 0, self.row + 1 + len(self.categories), 0]

    def name(self, number: int) -> Range:
        """Where the name of a series stands."""
        return [SHEET, self.row + 1, number + 1]

    def values(self, number: int) -> Range:
        """Where the values of a series stand."""
        return [SHEET, self.row + 2, number + 1, self.row + 1 + len(self.categories), number + 1]

    def errors(self, number: int) -> tuple[str, str] | None:
        """Where the lengths of the error bars of a series stand, up and down; None where it has none."""
        name = list(self.series)[number]
        if name not in self.spreads:
            return None
        first = len(self.series) + 1 + 2 * list(self.spreads).index(name)
        top, last = self.row + 2, self.row + 1 + len(self.categories)
        up, down = (xl_range_formula(SHEET, top, column, last, column) for column in (first, first + 1))
        return up, down

    @property
    def columns(self) -> dict[str, list[float | None]]:
        """Every column of figures by its label: the series, then the lengths of their error bars."""
        found = {name: list(values) for name, values in self.series.items()}
        for name, (least, most) in self.spreads.items():
            values = self.series[name]
            # half an error bar would say that a value cannot lie on the other side
            known = [None not in ends for ends in zip(least, most, strict=True)]
            rows = list(zip(values, least, most, known, strict=True))
            found[f"{name}: up to the most"] = [_length(v, m) if k else None for v, _, m, k in rows]
            found[f"{name}: down to the least"] = [_length(w, v) if k else None for v, w, _, k in rows]
        return found

    @property
    def ends(self) -> list[float]:
        """0 and everything that error bars reach: charts would cut them off."""
        reached = [value for pair in self.spreads.values() for values in pair for value in values if value is not None]
        return [0.0, *reached, *(v for values in self.series.values() for v in values if v is not None)]

    @property
    def largest(self) -> float:
        """The largest size of a value."""
        return max((abs(value) for values in self.series.values() for value in values if value), default=0.0)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(value for values in self.series.values() for value in values)


class ChartData:
    """Blocks in the order in which charts asked for them."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.end = _FIRST_ROW
        """The row after the last block."""

    def add(
        self,
        title: str,
        categories: Sequence[Label],
        series: Mapping[str, Sequence[float | None]],
        spreads: Mapping[str, Spread] | None = None,
    ) -> Block:
        """A new block of figures."""
        fixed = {name: tuple(values) for name, values in series.items()}
        block = Block(title, self.end, tuple(categories), fixed, spreads or {})
        self.end += len(block.categories) + 4
        self.blocks.append(block)
        return block

    def write(self, sheet: Any, styles: Styles, set_height: Callable[[int, float], None]) -> None:
        """Write every block; `set_height` is told a row and its height in points."""
        for block in self.blocks:
            sheet.write_string(block.row, 0, clean(block.title), styles.text(bold=True))
            height = max((lines(name, WIDTH, bold=True) for name in block.columns), default=1)
            set_height(block.row + 1, height * LINE_POINTS + 2)
            for number, (name, values) in enumerate(block.columns.items(), start=1):
                sheet.write_string(block.row + 1, number, clean(name), styles.head("number", valign="top"))
                for offset, value in enumerate(values):
                    if value is not None:
                        sheet.write_number(block.row + 2 + offset, number, value, styles.get(num_format="#,##0.0##"))
            sheet.write_blank(block.row + 1, 0, None, styles.head("text"))
            for offset, label in enumerate(block.categories):
                _label(sheet, block.row + 2 + offset, label, styles)


def _length(low: float | None, high: float | None) -> float | None:
    """Of an error bar; none where one end is unknown."""
    return None if low is None or high is None else max(0.0, high - low)


def _label(sheet: Any, row: int, label: Label, styles: Styles) -> None:
    if isinstance(label, int | float):
        number_format = "0" if isinstance(label, int) else "#,##0.0##"
        sheet.write_number(row, 0, label, styles.get(num_format=number_format, align="left"))
    else:
        sheet.write_string(row, 0, clean(label), styles.text())
