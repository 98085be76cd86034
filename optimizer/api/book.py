"""A workbook that has been read: its sheets, its cases, and what-ifs that it does not have yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from optimizer.api.change import with_row
from optimizer.case.case import BASE, Case
from optimizer.case.names import hint
from optimizer.case.records import rows_of
from optimizer.case.sheets import SETTINGS, SHEETS, Row, Sheet
from optimizer.errors import Finding
from optimizer.excel import load


@dataclass(frozen=True, eq=False, repr=False)
class Book:
    """A workbook as `read` returns it. It is never changed: `with_change` returns another book."""

    opened: load.Book
    """The same for the parts of the program."""

    @property
    def path(self) -> Path:
        """The file that was read."""
        return self.opened.path

    @property
    def cases(self) -> tuple[str, ...]:
        """Names of the cases, `base` first."""
        return self.opened.case_names

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Every warning about the workbook, and all that is wrong with cases other than base."""
        return load.findings_of(self.opened)

    def case(self, name: str = BASE) -> Case:
        """The workbook under one of its cases: typed rows by sheet, ``case.projects["Mine"].capex_musd``.

        Raises:
            CaseError: there is no such case, or it is wrong; with every finding.
        """
        return self.opened.case(name, alone=True).case

    def sheet(self, name: str, case: str = BASE) -> pd.DataFrame:
        """A sheet as a table, empty cells filled with their defaults; `describe(book, name)` tells the units.

        Args:
            name: the sheet. Settings are a table with the columns key and value.
            case: the case under which it is read.

        Raises:
            CaseError: there is no such case, or it is wrong.
            ValueError: there is no such sheet.
        """
        if name not in SHEETS:
            raise ValueError(f"there is no sheet {name!r}; {hint(name, SHEETS)}")
        found = self.case(case)
        if name == "settings":
            values = {key: getattr(found.settings, key) for key in SETTINGS}
            return pd.DataFrame({"key": list(values), "value": pd.Series(list(values.values()), dtype=object)})
        rows = rows_of(found, name)
        years = sorted({year for row in rows for year in _years(row)})
        return pd.DataFrame([_cells(row, SHEETS[name]) for row in rows], columns=[*SHEETS[name].columns, *years])

    def with_change(
        self, case: str, sheet: str, column: str, value: object, operation: str = "set", where: str = ""
    ) -> Book:
        """A book with one more change in a case, as one more row of the sheet `cases` would make it.

        A case that the workbook does not have is new and differs from base in this change alone; one that it has
        gets the change after its own. Calls can follow one another.

        Args:
            case: the case to change or to make. `base` is the workbook as it stands.
            sheet: the sheet that is changed.
            column: its column, or ``years`` for all year columns; of settings it is ``value``.
            value: a number (a share as a fraction of 1), text, or True and False for yes and no.
            operation: ``set``, ``multiply`` or ``add``.
            where: ``column=value`` pairs, separated by commas: the rows that are changed; every row unless given.

        Raises:
            CaseError: the change cannot be made, with the reason.
        """
        row = {"case": case, "sheet": sheet, "where": where, "column": column, "operation": operation, "value": value}
        return Book(with_row(self.opened, row))

    def __repr__(self) -> str:
        return f"<Book {self.path.name}: cases {', '.join(self.cases)}>"


def _years(row: Row) -> Mapping[int, float]:
    return getattr(row, "years", {})


def _cells(row: Row, declared: Sheet) -> dict[Any, Any]:
    cells: dict[Any, Any] = {name: getattr(row, name) for name in declared.columns}
    cells.update(_years(row))
    return cells
