"""plan.xlsx: the tables of the spreadsheet say the numbers of plan.json."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from optimizer.audit.document import Document, Row
from optimizer.audit.groups.shape import KEYS
from optimizer.audit.ledger import Group
from optimizer.plan.table import Column, Table
from optimizer.plan.tables import TABLES
from optimizer.words.text import clean

ALL_ROWS = " – all rows"
"""What the title of a sheet ends with where another sheet sums it up."""
Cells = Sequence[Any]


def check(document: Document, file: Path) -> Group:
    """Every number of every table, row by row.

    Raises:
        OSError, ValueError, KeyError: the file is no spreadsheet.
    """
    group = Group("spreadsheet", f"the tables of {file.name} say the numbers of plan.json", "", absolute=2e-9)
    book = openpyxl.load_workbook(file, read_only=True, data_only=True)
    try:
        sheets = {str(next(sheet.values, ("",))[0]): sheet for sheet in book.worksheets}
        for name, table in TABLES.items():
            sheet = sheets.get(table.title + ALL_ROWS) or sheets.get(table.title)
            group.that(sheet is not None, f"{file.name} has no sheet with the table {table.title}")
            if sheet is not None:
                _compare(group, table, _written(table, sheet.values), document.tables[name])
    finally:
        book.close()
    return group


def _compare(group: Group, table: Table, written: Iterable[Row], rows: Sequence[Row]) -> None:
    by_key = {_key(table, row): row for row in rows}
    for found in written:
        key = _key(table, found)
        row = by_key.pop(key, None)
        if row is None:
            group.that(_is_total(key), f"{table.title}: plan.json has no row {_label(key)}")
            continue
        for column in table.columns:
            value = row[column.name]
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                where = f"{table.title}, {_label(key)}: {column.label}"
                group.equal(where, value, _number(found[column.name]))
    for key in by_key:
        group.that(False, f"{table.title}: the spreadsheet lacks the row {_label(key)}")


def _written(table: Table, lines: Iterator[Cells]) -> Iterator[Row]:
    """The rows of a sheet below its header and units, down to the first empty one; charts and remarks may follow."""
    labels = [column.label for column in table.columns]
    places: Mapping[str, int] = {}
    for line in lines:
        if set(labels) <= set(line):
            places = {column.name: line.index(column.label) for column in table.columns}
            next(lines, ())
            break
    for line in lines if places else ():
        if not any(cell not in (None, "") for cell in line):
            break
        yield {name: line[place] for name, place in places.items()}


def _key(table: Table, row: Row) -> tuple[str, ...]:
    kinds: dict[str, Column] = {column.name: column for column in table.columns}
    return tuple(_name(kinds[name], row[name]) for name in KEYS[table.name])


def _name(column: Column, value: Any) -> str:
    if value in (None, ""):
        return ""
    return str(int(value)) if column.format in ("year", "whole") else clean(value)


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, (int, float)) else None


def _is_total(key: tuple[str, ...]) -> bool:
    return key[0] == "Total"


def _label(key: tuple[str, ...]) -> str:
    return " ".join(part for part in key if part)
