"""The cases of a workbook: tables × the rows of a case → tables."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from optimizer.case.case import BASE
from optimizer.case.cells import read_cell
from optimizer.case.columns import Column, Kind
from optimizer.case.names import fold, hint, shown
from optimizer.case.sheets import SHEETS
from optimizer.case.tables import Entry, Table, Tables, called, column_of, settings_of, value_of
from optimizer.case.where import Condition, conditions, meets
from optimizer.errors import CaseError, Finding, Severity

YEARS = "years"
_NUMBERS = (Kind.NUMBER, Kind.WHOLE, Kind.SHARE)


def case_names(tables: Tables) -> list[str]:
    """The cases of a workbook, `base` first."""
    names = {fold(BASE): BASE}
    for entry in tables["cases"].entries:
        if entry.values.get("case"):
            names.setdefault(fold(entry.values["case"]), entry.values["case"])
    return list(names.values())


def find_case(tables: Tables, name: str) -> str:
    """The name of a case as the workbook spells it.

    Raises:
        CaseError: there is no such case.
    """
    known = case_names(tables)
    for case in known:
        if fold(case) == fold(name):
            return case
    raise CaseError([Finding("error", "cases", "", f"there is no case {shown(name)}; {hint(name, known)}", name)])


def apply_case(tables: Tables, name: str) -> tuple[Tables, list[Finding]]:
    """The tables under a case, its rows applied from the top; what cannot be applied is reported and skipped."""
    changed = {
        sheet: Table(sheet, [e.copy() for e in table.entries], table.year_columns, table.unread)
        for sheet, table in tables.items()
    }
    findings: list[Finding] = []
    for entry in tables["cases"].entries:
        if fold(entry.values.get("case") or "") == fold(name) and not entry.unsound:
            Change(entry, changed, findings).apply()
    return changed, findings


@dataclass
class Change:
    """One row of `cases` on its way into the tables."""

    row: Entry
    tables: Tables
    findings: list[Finding]
    settings: Mapping[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        self.settings = settings_of(self.tables)

    @property
    def table(self) -> Table:
        """The sheet to change."""
        return self.tables[self.row.values["sheet"]]

    @property
    def operation(self) -> str:
        """Set, multiply or add."""
        return str(self.row.values.get("operation") or "set")

    def wrong(self, column: str, message: str) -> None:
        """Report a cell of the change."""
        self.findings.append(self.row.finding("error", column, message, self.row.values.get(column)))

    def apply(self) -> None:
        """Change every cell that is met; meeting none is an error."""
        if self.table.unread:
            return
        columns = self._columns()
        wanted, problem = conditions(self.row.values.get("where") or "", self.table)
        if problem:
            self.wrong("where", problem)
        if not columns or problem:
            return
        entries = self._met(wanted)
        if not entries:
            return
        done = [self._change(entry, column) for entry in entries for column in columns]
        if not any(done) and not self._reported(entries):
            self.wrong(
                "column", f"the cells that it meets in {self.table.sheet} are empty: nothing to {self.operation}"
            )

    def _reported(self, entries: list[Entry]) -> bool:
        return any(entry.unsound for entry in entries) or any(
            f.place in {"!".join(self.row.at.place(column)) for column in ("value", "operation")} for f in self.findings
        )

    def _columns(self) -> list[str]:
        sheet, name = SHEETS[self.table.sheet], fold(self.row.values["column"])
        years = [str(year) for year in self.table.year_columns]
        if name == YEARS and sheet.years is not None:
            if not years:
                self.wrong("column", f"the sheet {sheet.name} has no year columns")
            return years
        known = [*sheet.columns, *years, *([YEARS] if sheet.years is not None else [])]
        if name not in known:
            self.wrong("column", f"{shown(name)} is no column of {sheet.name}; {hint(name, known)}")
            return []
        return [name]

    def _met(self, wanted: list[Condition]) -> list[Entry]:
        entries = self.table.entries
        for condition in wanted:
            kept = [entry for entry in entries if meets(entry, condition, self.settings)]
            if not kept and entries:
                self.wrong("where", condition.unmet(entries, self.settings, self.table.sheet))
            entries = kept
        if not self.table.entries:
            self.wrong("sheet", f"the sheet {self.table.sheet} has no rows: nothing to change")
        return entries

    def _change(self, entry: Entry, name: str) -> bool:
        """Whether the cell was changed."""
        column = column_of(entry, name)
        old = entry.years.get(int(name)) if name.isdigit() else value_of(entry, name, self.settings)
        if self.operation == "set":
            new = self._typed(column, called(entry, name))
        elif column.kind not in _NUMBERS:
            self.wrong(
                "operation", f"cannot {self.operation} {called(entry, name)}, which is {column.kind.value}: use set"
            )
            return False
        elif old is None or name in entry.unsound:
            return False
        else:
            new = self._calculated(old, column, called(entry, name))
        if new is not None:
            self._put(entry, name, new)
        return new is not None

    def _typed(self, column: Column, name: str) -> Any:
        reading = read_cell(self.row.values["value"], column)
        if reading.remark:
            what = YEARS if name.isdigit() else name
            self._once("error" if reading.wrong else "warning", f"value for {what} {reading.remark}")
        return reading.value

    def _calculated(self, old: float, column: Column, name: str) -> float | int | None:
        operand = self._typed(Column(Kind.NUMBER, "", low=None, unit=column.unit), name)
        if operand is None:
            return None
        new: float = old * operand if self.operation == "multiply" else old + operand
        if column.kind is not Kind.WHOLE:
            return new
        if not float(new).is_integer():
            self._once("error", f"makes {name} {new:g}, which has to stay a whole number")
            return None
        return int(new)

    def _once(self, severity: Severity, message: str, column: str = "value") -> None:
        finding = self.row.finding(severity, column, message)
        if finding not in self.findings:
            self.findings.append(finding)

    def _put(self, entry: Entry, name: str, value: Any) -> None:
        if name.isdigit():
            entry.years[int(name)] = value
        else:
            entry.values[name] = value
        entry.unsound.discard(name)
        entry.at = dataclasses.replace(
            entry.at, filled=entry.at.filled | {name}, changed={**entry.at.changed, name: self.row.at}
        )
