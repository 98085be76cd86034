"""How large a sheet has become: its columns, rows, charts and what belongs together, from which its paper follows."""

from __future__ import annotations

from dataclasses import dataclass, field

from optimizer.excel.pages.measure import column_points
from optimizer.excel.pages.paper import Paper, lay_out

ROW_POINTS = 15.75
"""Of a row; fixed, as LibreOffice would otherwise make rows so low that lines run through the text."""
_WIDTH = 8.43
"""Of a column that nothing is said about."""


@dataclass
class Extent:
    """Widths in units of columns, heights in points."""

    widths: dict[int, float] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    """Of the rows that are not as high as others."""
    blocks: list[tuple[int, int]] = field(default_factory=list)
    """First and last row of what should stay together on paper."""
    names: int = 0
    """Columns that name the rows, repeated where a sheet is printed on several pages across."""
    printed: int = 0
    """Rows that are printed; 0: all."""
    right: float = 0.0
    """Where the widest chart ends, points."""

    def widen(self, column: int, width: float) -> None:
        """A column that is at least so wide."""
        self.widths[column] = max(self.widths.get(column, 0.0), width)

    def width_of(self, column: int) -> float:
        """Width of a column."""
        return self.widths.get(column, _WIDTH)

    def span(self, needed: float) -> tuple[int, float]:
        """The last of the first columns that together are as wide as needed, and how wide they are."""
        last, free = 0, self.width_of(0)
        while free < needed:
            last += 1
            free += self.width_of(last)
        return last, free

    def paper(self, rows: int) -> Paper:
        """How a sheet of so many rows is printed."""
        heights = [self.heights.get(row, ROW_POINTS) for row in range(self.printed or rows)]
        columns = [column_points(self.width_of(n)) for n in range(max(self.widths, default=0) + 1)]
        return lay_out(max(sum(columns), self.right), sum(columns[: self.names]), heights, self.blocks)
