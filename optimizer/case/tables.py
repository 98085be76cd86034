"""Tables on the way from raw cells to a `Case`: typed values where cells were filled, `None` where they were empty.

Cases of the workbook change tables, so that defaults still follow from the changed values.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from optimizer.case.sheets import At


@dataclass
class Entry:
    """One row: typed values by column (None = empty), year columns apart."""

    at: At
    values: dict[str, Any] = field(default_factory=dict)
    years: dict[int, float] = field(default_factory=dict)
    unsound: set[str] = field(default_factory=set)
    """Columns whose cell was wrong (reported already); their value here is a stand-in."""


@dataclass
class Table:
    """The rows of a sheet, and the year columns of its header (also those without a value)."""

    sheet: str
    entries: list[Entry] = field(default_factory=list)
    year_columns: tuple[int, ...] = ()


Tables = dict[str, Table]
"""Every declared sheet by name; one that is missing in the workbook has no entries."""
