"""The figures behind the charts: one sheet of small blocks that charts refer to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from optimizer.excel.pages.styles import Styles
from optimizer.words.text import clean

SHEET = "Chart data"
_FIRST_ROW = 3

Range = list[str | int]


@dataclass(frozen=True)
class Block:
    """Categories down, series across, under a title."""

    title: str
    row: int
    categories: tuple[str | int, ...]
    series: Mapping[str, tuple[float | None, ...]]

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
        self._next = _FIRST_ROW

    def add(self, title: str, categories: Sequence[str | int], series: Mapping[str, Sequence[float | None]]) -> Block:
        """A new block of figures."""
        fixed = {name: tuple(values) for name, values in series.items()}
        block = Block(title, self._next, tuple(categories), fixed)
        self._next += len(block.categories) + 4
        self.blocks.append(block)
        return block

    def write(self, sheet: Any, styles: Styles) -> None:
        """Write every block."""
        for block in self.blocks:
            sheet.write_string(block.row, 0, clean(block.title), styles.text(bold=True))
            for number, (name, values) in enumerate(block.series.items(), start=1):
                sheet.write_string(block.row + 1, number, clean(name), styles.head("number", valign="top"))
                for offset, value in enumerate(values):
                    if value is not None:
                        sheet.write_number(block.row + 2 + offset, number, value, styles.get(num_format="#,##0.0##"))
            sheet.write_blank(block.row + 1, 0, None, styles.head("text"))
            for offset, label in enumerate(block.categories):
                _label(sheet, block.row + 2 + offset, label, styles)


def _label(sheet: Any, row: int, label: str | int, styles: Styles) -> None:
    if isinstance(label, int):
        sheet.write_number(row, 0, label, styles.get(num_format="0", align="left"))
    else:
        sheet.write_string(row, 0, clean(label), styles.text())
