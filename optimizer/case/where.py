"""The `where` of a change: pairs `column=value` that the rows to be changed meet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from optimizer.case.cells import as_text, read_cell
from optimizer.case.columns import STAR, Column, Kind
from optimizer.case.names import clean, fold, hint, shown
from optimizer.case.numerals import plain_number
from optimizer.case.sheets import SHEETS
from optimizer.case.tables import Entry, Table, column_of, value_of


@dataclass(frozen=True)
class Condition:
    """One pair: the column has to hold the value."""

    column: str
    value: str

    def unmet(self, entries: Iterable[Entry], settings: Mapping[str, Any], sheet: str) -> str:
        """Why no row meets the pair."""
        held = dict.fromkeys(_label(_held(entry, self.column, settings)) for entry in entries)
        return f"no row of {sheet} has {self.column}={self.value}; {hint(self.value, (h for h in held if h))}"


def conditions(where: str, table: Table) -> tuple[list[Condition], str]:
    """The pairs of a `where`, and what is wrong with it."""
    pairs: list[Condition] = []
    known = [*SHEETS[table.sheet].columns, *map(str, table.year_columns)]
    for piece in where.split(","):
        if not clean(piece):
            continue
        name, equals, value = piece.partition("=")
        if not equals:
            return [], f"is {shown(where)}: write column=value pairs separated by commas"
        if fold(name) not in known:
            return [], f"{shown(clean(name))} is no column of {table.sheet}; {hint(name, known)}"
        condition = Condition(fold(name), clean(value))
        if problem := _untypable(condition, table):
            return [], problem
        pairs.append(condition)
    return pairs, ""


def _number(text: str) -> float | None:
    if text.endswith("%"):
        number = plain_number(text[:-1])
        return None if number is None else number / 100
    return plain_number(text)


def _column(table: Table, name: str) -> Column:
    declared = SHEETS[table.sheet]
    column = declared.columns.get(name) or declared.years
    assert column is not None  # conditions() has looked the name up
    return column


def _untypable(condition: Condition, table: Table) -> str:
    kind = _column(table, condition.column).kind
    if kind in (Kind.NUMBER, Kind.WHOLE, Kind.SHARE) and condition.value and _number(condition.value) is None:
        return f"{condition.column}={condition.value}: {condition.column} holds numbers"
    return ""


def _held(entry: Entry, name: str, settings: Mapping[str, Any]) -> Any:
    return entry.years.get(int(name)) if name.isdigit() else value_of(entry, name, settings)


def _label(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(value)
    return "" if value is None else as_text(value)


def meets(entry: Entry, condition: Condition, settings: Mapping[str, Any]) -> bool:
    """Whether a row holds the value; empty cells hold their default."""
    if condition.column in entry.unsound:
        return False
    held = _held(entry, condition.column, settings)
    if not condition.value:
        return held is None or held == ""
    if held is None:
        return False
    kind = column_of(entry, condition.column).kind
    if kind in (Kind.NUMBER, Kind.WHOLE, Kind.SHARE):
        number = _number(condition.value)
        return number is not None and abs(held - number) <= 1e-12 * max(1.0, abs(number))
    if kind is Kind.YES_NO:
        return bool(read_cell(condition.value, Column(Kind.YES_NO, "")).value is held)
    if condition.value == STAR and _label(held) != STAR:
        column = column_of(entry, condition.column)
        return not column.star
    return fold(_label(held)) == fold(condition.value)
