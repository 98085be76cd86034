"""One more row of the sheet `cases` in a workbook that has been read."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from optimizer.case.case import BASE
from optimizer.case.cases import apply_case, find_case
from optimizer.case.names import fold
from optimizer.case.parse import parse
from optimizer.case.raw import RawBook, RawSheet
from optimizer.case.sheets import At
from optimizer.case.tables import Entry, Table
from optimizer.errors import CaseError, Finding
from optimizer.excel.load import Book

CASES = "cases"


def with_row(book: Book, row: Mapping[str, Any]) -> Book:
    """The book with the row below those that its sheet `cases` has.

    Raises:
        CaseError: the change cannot be made.
    """
    if fold(row["case"]) == BASE:
        raise _wrong(["base is the workbook as it stands: give the changed case another name"])
    entry, findings = _entry({name: value for name, value in row.items() if value != ""})
    before = book.tables[CASES]
    tables = {**book.tables, CASES: Table(CASES, [*before.entries, entry], before.year_columns)}
    case = find_case(tables, row["case"])
    findings += apply_case(tables, case)[1]
    wrong = [finding.message for finding in findings if finding.severity == "error"]
    if wrong:
        raise _wrong(wrong)
    return dataclasses.replace(book, tables=tables, of_changes={**book.of_changes, case: tuple(findings)})


def _entry(row: Mapping[str, Any]) -> tuple[Entry, list[Finding]]:
    """The row as the reader of workbooks takes it, and what is odd about its cells; it stands in no cell."""
    values = [value.item() if hasattr(value, "item") else value for value in row.values()]
    raw = RawSheet(CASES, {1: dict(enumerate(row, 1)), 2: dict(enumerate(values, 1))})
    tables, findings = parse(RawBook((raw,)))
    (entry,) = tables[CASES].entries
    entry.at = At(CASES, filled=entry.at.filled)
    return entry, [dataclasses.replace(f, cell="") for f in findings if f.sheet == CASES]


def _wrong(messages: list[str]) -> CaseError:
    return CaseError([Finding("error", CASES, "", message) for message in messages])
