"""What a sheet is: its row type, key and help; where a row stands; the register of all sheets."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from optimizer.case.columns import Column
from optimizer.errors import Finding, Severity

BLOCS = ("partner", "ally", "neutral", "concern")
STAGES = ("extraction", "processing", "manufacturing")
PROJECT_KINDS = ("mine", "refinery", "plant", "recycling", "substitution")
EVENT_KINDS = ("export_cut", "outage", "delay", "price", "demand")
HAZARD_KINDS = ("export_cut", "outage", "price", "demand")
METRICS = (
    "max_country_share",
    "max_bloc_share",
    "max_risk",
    "min_bloc_share",
    "min_domestic_share",
    "min_domestic_output",
    "min_recycled_share",
    "min_bloc_cover",
    "min_cover_days",
    "max_shortage",
    "max_funder_share",
    "min_funder_share",
    "max_investment_share",
    "min_investment_share",
)
OWN_COLUMNS = ("note", "notes", "source", "comment")
"""Columns that are the planner's own on every sheet."""
NO_INPUTS = ("cases", "hazards")
"""Sheets on which no plan depends: what the workbook says of other cases, and what scenarios are drawn from."""


@dataclass(frozen=True)
class At:
    """Where a row stands in the workbook, and what its cells were: filled, wrong, or changed by a case."""

    sheet: str
    row: int | None = None
    letters: Mapping[str, str] = field(default_factory=dict)
    """Letter of each column, shared by all rows of a sheet; year columns by their number as text."""
    filled: frozenset[str] = frozenset()
    unsound: frozenset[str] = frozenset()
    """Columns whose cell was wrong and is reported already; the value in the row is a stand-in."""
    changed: Mapping[str, At] = field(default_factory=dict)
    """Columns that a case has changed, and the row of `cases` that did."""

    def cell(self, column: str = "") -> str:
        """The address of a column's cell in this row, such as ``D14``; the row's key without a column."""
        if self.row is None:
            return ""
        declared = SHEETS.get(self.sheet)
        key = declared.key[0] if declared and declared.key else ""
        first = next(iter(self.letters.values()), "A")
        return f"{self.letters.get(column) or self.letters.get(key) or first}{self.row}"

    def place(self, column: str = "") -> tuple[str, str]:
        """Sheet and address of the cell that a planner has to look at: of the case where one has changed it."""
        if column in self.changed:
            return self.changed[column].sheet, self.changed[column].cell("value")
        return self.sheet, self.cell(column)

    def finding(self, severity: Severity, column: str, message: str, value: object = None) -> Finding:
        """A finding about one cell of the row; it leads to the case where one has changed the cell."""
        sheet, cell = self.place(column)
        if column in self.changed:
            message = f"changes {self.sheet}!{self.cell(column)}, where {message}"
        return Finding(severity, sheet, cell, message, value)


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of a sheet, typed and with its defaults filled in."""

    at: At = field(repr=False, compare=False, default=At(""))


@dataclass(frozen=True)
class Sheet:
    """A declared sheet: its row type, key and help."""

    name: str
    row: type[Row]
    key: tuple[str, ...]
    required: bool
    doc: str
    columns: Mapping[str, Column]
    years: Column | None


SHEETS: dict[str, Sheet] = {}


def columns_of(row: type) -> dict[str, Column]:
    """The declared columns of a row type by name, `years` included."""
    return {
        f.name: dataclasses.replace(f.metadata["column"], name=f.name)
        for f in dataclasses.fields(row)
        if "column" in f.metadata
    }


def sheet(name: str, *, key: tuple[str, ...] = (), required: bool = False) -> Any:
    """Register a row type as the sheet `name`; its docstring is the sheet's help."""

    def register(row: type[Row]) -> type[Row]:
        columns = columns_of(row)
        year_column = columns.pop("years", None)
        SHEETS[name] = Sheet(name, row, key, required, (row.__doc__ or "").strip(), columns, year_column)
        return row

    return register


def setting(name: str) -> Any:
    """The default of a cell that takes the value of a setting."""
    return lambda _values, settings: settings[name]


def cell(name: str) -> Any:
    """The default of a cell that takes the value of another one in its row."""
    return lambda values, _settings: values[name]
