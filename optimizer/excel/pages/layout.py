"""Where a table stands on its sheet, and how it looks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from optimizer.plan.table import Column


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
    marks: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """By column, the mark of each cell: a name in `styles.MARKS`, empty for none."""
    upright: frozenset[str] = frozenset()
    """Columns whose label is turned by a quarter, so that many of them fit."""

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
