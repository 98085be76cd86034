"""Workbooks as plain rows for the benchmarks: read, changed in memory, made into a case or written again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from optimizer.case.build import build
from optimizer.case.case import Case
from optimizer.case.checks import check_case
from optimizer.errors import Finding
from optimizer.excel.load import load, open_book
from tests.books import Rows, Sheets, tables_of

REAL = Path(__file__).resolve().parents[2] / "inputs" / "transatlantic.xlsx"
"""The workbook that speed is judged on."""


def real_case() -> Case:
    """Base of the real workbook."""
    return load(REAL).case


def sheets_of(path: Path = REAL) -> Sheets:
    """The rows of every sheet of a workbook by header, year columns by their number; the planner's own left out."""
    tables = open_book(path).tables
    return {name: [_row(e.values | e.years) for e in table.entries] for name, table in tables.items()}


def _row(values: dict[Any, Any]) -> dict[Any, Any]:
    return {column: _typed(value) for column, value in values.items() if value is not None}


def _typed(value: Any) -> Any:
    """A value as a planner types it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, tuple | list) else value


def case_of(sheets: Sheets) -> tuple[Case, list[Finding]]:
    """Base of a workbook that is in memory only, and every finding."""
    tables, findings = tables_of({name: rows for name, rows in sheets.items() if rows})
    built = build(tables)
    return built.case, findings + check_case(built)


def rows_in(sheets: Sheets) -> int:
    """Rows of all sheets together."""
    return sum(map(len, sheets.values()))


__all__ = ["REAL", "Rows", "Sheets", "case_of", "real_case", "rows_in", "sheets_of"]
