"""From an xlsx file to plain cells. The only place that opens a planner's workbook."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell.cell import MergedCell
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.worksheet import Worksheet

from optimizer.case.raw import Dated, Fault, Range, Raw, RawBook, RawSheet
from optimizer.errors import CaseError, Finding

MAX_BYTES = 200_000_000
MAX_RATIO = 200
MAX_MERGED = 1_000_000
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml$")
_MERGED = re.compile(rb'<mergeCell [^>]*ref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_OPEN_DOCUMENT = b"opendocument"
_FEW = 5
_UNCALCULATED = (
    "the formula was never calculated, so that no value is stored: open the workbook in Excel or LibreOffice, save it"
)
_ADVICE = {
    ".xls": "is in the old .xls format: save it as .xlsx",
    ".xlsb": "is a binary .xlsb workbook: save it as .xlsx",
    ".ods": "is an OpenDocument sheet: save it as .xlsx",
    ".csv": "is a CSV file: a workbook with one sheet per table is needed, saved as .xlsx",
}


def read_book(path: Path) -> tuple[RawBook, list[Finding]]:
    """The filled cells of every worksheet, with warnings about the file.

    Raises:
        CaseError: the file is missing, damaged, protected or no workbook.
    """
    _refuse_unreadable(path)
    formulas = _open(path, values=False)
    calculated = _open(path, values=True) if _has_formulas(formulas) else formulas
    book = RawBook(tuple(_sheet(calculated[ws.title], ws, formulas.epoch) for ws in formulas.worksheets))
    return book, _remarks(path)


def _refuse(path: Path, message: str) -> CaseError:
    return CaseError([Finding("error", path.name, "", message)])


def _refuse_unreadable(path: Path) -> None:
    if path.is_dir():
        raise _refuse(path, f"is a directory: name a workbook (.xlsx){_books(path)}")
    if not path.exists():
        raise _refuse(path, f"does not exist{_books(path.parent)}")
    try:
        with path.open("rb") as file:
            start = file.read(8)
    except OSError as error:
        raise _refuse(path, f"cannot be opened: {error.strerror}") from error
    suffix = path.suffix.lower()
    if suffix in _ADVICE:
        raise _refuse(path, _ADVICE[suffix])
    if not start:
        raise _refuse(path, "is an empty file")
    if start.startswith(_OLD_OFFICE):
        raise _refuse(path, "is protected by a password, or an old .xls: save it as .xlsx without a password")
    if suffix not in (".xlsx", ".xlsm"):
        raise _refuse(path, "is not a workbook: save it as .xlsx")
    _refuse_damaged(path)


def _books(directory: Path) -> str:
    """What may be meant in a directory."""
    books = sorted(p.name for p in directory.glob("*.xls[xm]") if not p.name.startswith("~$"))
    more = f", … ({len(books)} in all)" if len(books) > _FEW else ""
    return (
        f"; the workbooks in {directory.resolve().name or directory} are {', '.join(books[:_FEW])}{more}"
        if books
        else ""
    )


def _refuse_damaged(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _refuse_bombs(path, members)
            if any(m.filename == "mimetype" for m in members) and _OPEN_DOCUMENT in archive.read("mimetype"):
                raise _refuse(path, f"{_ADVICE['.ods']}; another ending of its name does not change it")
            merged = max((_merged(archive.read(m)) for m in members if _SHEET.match(m.filename)), default=0)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError) as error:
        raise _refuse(path, "is damaged or not a workbook: open it in Excel or LibreOffice and save it anew") from error
    if merged > MAX_MERGED:
        raise _refuse(path, f"has a merged block of {merged} cells, which cannot be read: unmerge it")


def _merged(xml: bytes) -> int:
    """Cells of the largest merged block of a sheet; the library would make each of them."""
    blocks = [_range(ref.decode()) for ref in _MERGED.findall(xml)]
    return max(((b.bottom - b.top + 1) * (b.right - b.left + 1) for b in blocks), default=0)


def _refuse_bombs(path: Path, members: list[zipfile.ZipInfo]) -> None:
    size = sum(member.file_size for member in members)
    packed = max(1, sum(member.compress_size for member in members))
    if size > MAX_BYTES or (size > 10_000_000 and size / packed > MAX_RATIO):
        raise _refuse(
            path, f"unpacks to {size / 1e6:.0f} MB, which is unsafe to read: remove unused sheets and formats"
        )


def _open(path: Path, *, values: bool) -> openpyxl.Workbook:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(path, data_only=values)
    except Exception as error:  # whatever a damaged or hostile file makes the library raise is the file's fault
        raise _refuse(
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
