"""From an xlsx file to plain cells. The only place that opens a planner's workbook."""

from __future__ import annotations

import io
import warnings
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell.cell import MergedCell
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.worksheet import Worksheet

from optimizer.case.raw import Dated, Fault, Range, Raw, RawBook, RawSheet
from optimizer.errors import Finding
from optimizer.excel.refusals import content_of, refuse

_UNCALCULATED = (
    "the formula was never calculated, so that no value is stored: open the workbook in Excel or LibreOffice, save it"
)


def read_book(path: Path, content: bytes | None = None) -> tuple[RawBook, list[Finding]]:
    """The filled cells of every worksheet, with warnings about the file.

    Args:
        path: the workbook.
        content: what `content_of` has read of it, so that a file that is saved meanwhile is read once.

    Raises:
        CaseError: the file is missing, damaged, protected or no workbook.
    """
    content = content_of(path) if content is None else content
    formulas = _open(path, content, values=False)
    calculated = _open(path, content, values=True) if _has_formulas(formulas) else formulas
    book = RawBook(tuple(_sheet(calculated[ws.title], ws, formulas.epoch) for ws in formulas.worksheets))
    return book, _remarks(path)


def _open(path: Path, content: bytes, *, values: bool) -> openpyxl.Workbook:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(io.BytesIO(content), data_only=values)
    except Exception as error:  # whatever a damaged or hostile file makes the library raise is the file's fault
        raise refuse(
            path, "is unsafe or damaged and cannot be read: open it in Excel or LibreOffice and save it anew"
        ) from error


def _has_formulas(book: openpyxl.Workbook) -> bool:
    return any(cell.data_type == "f" for ws in book.worksheets for cell in _cells(ws))


def _cells(ws: Worksheet) -> list[Any]:
    """The cells that exist; rows and columns of a sheet may be far apart, and walking all of them takes minutes."""
    return [cell for cell in ws._cells.values() if not isinstance(cell, MergedCell)]


def _sheet(ws: Worksheet, formulas: Worksheet, epoch: datetime) -> RawSheet:
    rows: dict[int, dict[int, Raw]] = {}
    for cell in _cells(formulas):
        raw = _raw(ws.cell(cell.row, cell.column) if cell.data_type == "f" else cell, cell, epoch)
        if raw is not None:
            rows.setdefault(cell.row, {})[cell.column] = raw
    return RawSheet(
        name=ws.title,
        rows=rows,
        merged=tuple(Range(r.min_row, r.min_col, r.max_row, r.max_col) for r in formulas.merged_cells.ranges),
        tables=tuple(_range(table.ref) for table in formulas.tables.values()),
        hidden_rows=frozenset(n for n, row in formulas.row_dimensions.items() if row.hidden),
        hidden=formulas.sheet_state != "visible",
    )


def _range(ref: str) -> Range:
    left, top, right, bottom = range_boundaries(ref)
    return Range(top or 1, left or 1, bottom or 1_048_576, right or 16_384)


def _raw(cell: Any, formula: Any, epoch: datetime) -> Raw | None:
    value = cell.value
    if value is None and formula.data_type == "f":
        saved_as_blank = cell.data_type == "str"
        return None if saved_as_blank else Fault(_formula(formula.value), _UNCALCULATED)
    if cell.data_type == "e":
        return Fault(str(value), "an error value of the workbook; correct the formula or write the value")
    if isinstance(value, (datetime, date, time, timedelta)):
        serial = to_excel(value, epoch)  # type: ignore[no-untyped-call]
        return Dated(float(serial or 0), value if isinstance(value, datetime) else None)
    return value if isinstance(value, (str, int, float, bool)) else None if value is None else str(value)


def _formula(value: Any) -> str:
    return str(getattr(value, "text", value))[:60]


def _remarks(path: Path) -> list[Finding]:
    findings = []
    if path.with_name(f"~${path.name}").exists():
        findings.append(
            Finding("warning", path.name, "", "seems to be open in Excel: edits not yet saved are not seen")
        )
    if path.suffix.lower() == ".xlsm":
        findings.append(Finding("warning", path.name, "", "holds macros, which are ignored"))
    return findings
