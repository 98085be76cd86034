"""Tables on the way from raw cells to a `Case`: typed values where cells were filled, `None` where they were empty.

Cases of the workbook change tables, so that defaults still follow from the changed values.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from optimizer.case.columns import Column
from optimizer.case.sheets import SETTINGS, SHEETS, At
from optimizer.errors import Finding, Severity


@dataclass
class Entry:
    """One row: typed values by column (None = empty), year columns apart."""

    at: At
    values: dict[str, Any] = field(default_factory=dict)
    years: dict[int, float] = field(default_factory=dict)
    unsound: set[str] = field(default_factory=set)
    """Columns whose cell was wrong (reported already); their value here is a stand-in."""

    def copy(self) -> Entry:
        """An independent copy, for a case to change."""
        return Entry(self.at, dict(self.values), dict(self.years), set(self.unsound))

    def finding(self, severity: Severity, column: str, message: str, value: object = None) -> Finding:
        """A finding about one cell of the row."""
        return self.at.finding(severity, column, message, value)

    def final(self) -> At:
        """Where the row stands, with what is known about its cells by now."""
        return dataclasses.replace(self.at, unsound=frozenset(self.unsound)) if self.unsound else self.at


@dataclass
class Table:
    """The rows of a sheet, and the year columns of its header (also those without a value)."""

    sheet: str
    entries: list[Entry] = field(default_factory=list)
    year_columns: tuple[int, ...] = ()
    unread: bool = False
    """Whether the sheet could not be read (reported already), so that nothing can be said about its names."""

    def names(self) -> list[str]:
        """What other sheets may refer to: the values of the first key column."""
        column = SHEETS[self.sheet].key[0]
        return [e.values[column] for e in self.entries if e.values.get(column) is not None]


Tables = dict[str, Table]
"""Every declared sheet by name; one that is missing in the workbook has no entries."""


def column_of(entry: Entry, name: str) -> Column:
    """The declaration that holds for a cell; that of a setting's value depends on its key."""
    sheet = entry.at.sheet
    if sheet == "settings" and name == "value":
        return SETTINGS.get(entry.values.get("key") or "", SHEETS[sheet].columns[name])
    years = SHEETS[sheet].years
    if name in SHEETS[sheet].columns or years is None:
        return SHEETS[sheet].columns[name]
    return dataclasses.replace(years, name=name)


def called(entry: Entry, name: str) -> str:
    """What a message calls a cell: its column, or the setting."""
    return str(entry.values.get("key") or name) if entry.at.sheet == "settings" and name == "value" else name


def settings_of(tables: Tables) -> dict[str, Any]:
    """Every setting with its value, defaults filled in; None for a required one that is missing."""
    given = {e.values.get("key"): e.values.get("value") for e in reversed(tables["settings"].entries)}
    return {
        key: column.default_for({}, {}) if given.get(key) is None else given[key] for key, column in SETTINGS.items()
    }


def value_of(entry: Entry, name: str, settings: Mapping[str, Any]) -> Any:
    """What a cell stands for: its value, or the default of an empty one."""
    value = entry.values.get(name)
    return column_of(entry, name).default_for(entry.values, settings) if value is None else value
