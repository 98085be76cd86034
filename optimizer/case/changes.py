"""What differs between two cases, also of different workbooks: row by row, cell by cell."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from optimizer.case.case import Case
from optimizer.case.columns import Column
from optimizer.case.matching import Pair, pairs
from optimizer.case.records import rows_of
from optimizer.case.sheets import NO_INPUTS, SETTINGS, SHEETS, Row

YEARS = "years"
DISPLAY = ("name", "source", "latitude", "longitude", "title")
"""Columns and settings that only serve display."""


@dataclass(frozen=True)
class InputChange:
    """A cell, a series of years, or a whole row in which two cases differ."""

    sheet: str
    row: str
    """Key of the row, or what tells it from the others; the name of a setting."""
    column: str
    """Empty for a whole row that is new or gone, `years` for several years of a row."""
    before: Any
    """Value as typed; of `years` the values that differ by year; None where there is none."""
    after: Any
    before_at: str = ""
    """Sheet and cell, where they are known."""
    after_at: str = ""
    rows: tuple[Row | None, Row | None] = field(default=(None, None), repr=False, compare=False)

    @property
    def declared(self) -> Column | None:
        """The column that is changed; None for a whole row."""
        if self.sheet == "settings":
            return SETTINGS[self.row]
        sheet = SHEETS[self.sheet]
        return sheet.columns.get(self.column) or (sheet.years if self.column else None)


def changed_inputs(before: Case, after: Case) -> list[InputChange]:
    """Everything in which the inputs of two cases differ, in the order of the sheets.

    What their workbooks say of other cases and of hazards does not count, nor the order of rows, nor what only serves
    display, nor defaults that follow a setting or another cell.
    """
    changes = list(_settings(before, after))
    for sheet in SHEETS:
        if sheet not in ("settings", *NO_INPUTS):
            for pair in pairs(sheet, rows_of(before, sheet), rows_of(after, sheet)):
                changes += _of_row(sheet, pair, before, after)
    return changes


def _settings(before: Case, after: Case) -> Iterable[InputChange]:
    for name in SETTINGS:
        old, new = getattr(before.settings, name), getattr(after.settings, name)
        if name not in DISPLAY and not same(old, new):
            yield InputChange("settings", name, "value", old, new)


def _of_row(sheet: str, pair: Pair, before: Case, after: Case) -> Iterable[InputChange]:
    old, new = pair.before, pair.after
    if old is None or new is None:
        yield InputChange(sheet, pair.key, "", old, new, _place(old), _place(new), (old, new))
        return
    for name, column in SHEETS[sheet].columns.items():
        values = getattr(old, name), getattr(new, name)
        if name in DISPLAY or same(*values):
            continue
        if not (_follows(column, old, before) and _follows(column, new, after)):
            yield InputChange(sheet, pair.key, name, *values, _place(old, name), _place(new, name), (old, new))
    if SHEETS[sheet].years is not None:
        yield from _of_years(sheet, pair.key, old, new)


def _follows(column: Column, row: Row, case: Case) -> bool:
    """Whether the value is the default that other cells or settings give, as if the cell were empty."""
    return callable(column.default) and same(
        getattr(row, column.name), column.default_for(vars(row), vars(case.settings))
    )


def _of_years(sheet: str, key: str, old: Row, new: Row) -> Iterable[InputChange]:
    series: tuple[Mapping[int, float], Mapping[int, float]] = getattr(old, YEARS), getattr(new, YEARS)
    years = sorted(y for y in {*series[0], *series[1]} if not same(series[0].get(y), series[1].get(y)))
    if len(years) == 1:
        year = years[0]
        column = str(year)
        places = _place(old, column), _place(new, column)
        yield InputChange(sheet, key, column, series[0].get(year), series[1].get(year), *places, (old, new))
    elif years:
        was, is_now = ({y: s[y] for y in years if y in s} for s in series)
        yield InputChange(sheet, key, YEARS, was, is_now, _span(old, years), _span(new, years), (old, new))


def same(old: Any, new: Any) -> bool:
    """Whether two values are equal but for the rounding of a calculation."""
    if type(old) is bool or type(new) is bool or not isinstance(old, int | float) or not isinstance(new, int | float):
        return bool(old == new)
    return math.isclose(old, new, rel_tol=1e-12)


def _place(row: Row | None, column: str = "") -> str:
    cell = row.at.cell(column) if row else ""
    return f"{row.at.sheet}!{cell}" if row and cell else ""


def _span(row: Row, years: list[int]) -> str:
    first, last = _place(row, str(years[0])), row.at.cell(str(years[-1]))
    return f"{first}:{last}" if first else ""
