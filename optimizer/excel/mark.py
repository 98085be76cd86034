"""A copy of a planner's workbook with every finding at its cell. The planner's own file is never written."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import coordinate_to_tuple
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties

from optimizer.case.names import fold
from optimizer.case.names import shown as quoted
from optimizer.drafts import clear, draft_of, is_free
from optimizer.errors import CaseError, Finding
from optimizer.excel.reader import read_book
from optimizer.words.text import clean

FINDINGS = "_findings"
_AUTHOR = "optimizer"
_FILLS = {"error": "FFFFC7CE", "warning": "FFFFEB9C"}
_WIDTHS = (11, 18, 10, 26, 100)
_MOST_COPIES = 100
_LONGEST_NOTE = 2000


def mark(path: str | Path, findings: Sequence[Finding]) -> Path:
    """Write `<book>-checked.xlsx` beside a workbook and return where it was saved.

    Raises:
        CaseError: the workbook cannot be read, or nothing can be saved beside it.
    """
    path = Path(path)
    read_book(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # parts of the book that the library does not keep are kept in the original
        book = openpyxl.load_workbook(path)
    sheets = {fold(sheet.title): sheet for sheet in book.worksheets}
    for (sheet, cell), found in _by_cell(findings).items():
        if fold(sheet) in sheets:
            _annotate(sheets[fold(sheet)], cell or "A1", found)
    if FINDINGS in sheets:
        book.remove(sheets[FINDINGS])
    _list(book.create_sheet(FINDINGS, 0), findings, {name: sheet.title for name, sheet in sheets.items()})
    book.active = 0
    for other in book.worksheets:
        other.sheet_view.tabSelected = other.title == FINDINGS  # several selected sheets would be edited together
    book.calculation = CalcProperties(fullCalcOnLoad=True)
    return _save(book, path)


def _by_cell(findings: Iterable[Finding]) -> dict[tuple[str, str], list[Finding]]:
    cells: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        cells.setdefault((finding.sheet, finding.cell), []).append(finding)
    return cells


def _annotate(sheet: Any, address: str, findings: list[Finding]) -> None:
    row, column = coordinate_to_tuple(address)
    cell = sheet.cell(row, column)
    if isinstance(cell, MergedCell):
        block = next(block for block in sheet.merged_cells.ranges if address in block)
        cell = sheet.cell(block.min_row, block.min_col)
    severity = "error" if any(f.severity == "error" for f in findings) else "warning"
    lines = [f"{f.severity}: {f.message}" for f in findings]
    if cell.comment is not None:
        lines += ["", cell.comment.text]
    text = clean("\n".join(lines))[:_LONGEST_NOTE]
    cell.comment = Comment(text, _AUTHOR, width=380, height=40 + 18 * (len(lines) + len(text) // 60))
    cell.fill = PatternFill("solid", start_color=_FILLS[severity])


def _list(sheet: Any, findings: Sequence[Finding], titles: dict[str, str]) -> None:
    """One row for each finding, with a link to its cell."""
    errors = sum(finding.severity == "error" for finding in findings)
    sheet["A1"] = f"{errors} errors, {len(findings) - errors} warnings"
    sheet["A1"].font = _font(16, bold=True, color="FF1F3A57")
    sheet["A2"] = "A copy for reading: correct the original workbook, and check it again."
    sheet["A2"].font = _font(color="FF5B6670")
    for number, (label, width) in enumerate(
        zip(("severity", "sheet", "cell", "value", "finding"), _WIDTHS, strict=True)
    ):
        head = sheet.cell(4, number + 1, label)
        head.font = _font(bold=True)
        head.fill = PatternFill("solid", start_color="FFDCE5EE")
        sheet.column_dimensions["ABCDE"[number]].width = width
    for row, finding in enumerate(findings, start=5):
        value = "" if finding.value is None else quoted(finding.value)
        for number, text in enumerate((finding.severity, finding.sheet, finding.cell, value, finding.message)):
            _write_text(sheet.cell(row, number + 1), text)
        sheet.cell(row, 1).fill = PatternFill("solid", start_color=_FILLS[finding.severity])
        if fold(finding.sheet) in titles:
            title = titles[fold(finding.sheet)].replace("'", "''")
            link = sheet.cell(row, 3)
            link.value = finding.cell or "A1"
            link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{title}'!{link.value}")
            link.font = _font(color="FF0B4F7D", underline="single")
    sheet.freeze_panes = "A5"
    sheet.auto_filter.ref = f"A4:E{max(5, 4 + len(findings))}"
    _set_up_print(sheet)


def _set_up_print(sheet: Any) -> None:
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.tabColor = "FFD55E00"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    sheet.print_title_rows = "4:4"
    sheet.oddFooter.center.text, sheet.oddFooter.right.text = "&A", "Page &P of &N"


def _font(points: int = 10, **look: Any) -> Font:
    return Font(name="Calibri", size=points, **look)


def _write_text(cell: Any, text: str) -> None:
    """Text that stays text, also where it begins like a formula."""
    cell.value = clean(text)
    cell.data_type = "s"
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    cell.font = _font()


def _save(book: openpyxl.Workbook, original: Path) -> Path:
    """Save beside the original, complete or not at all; under another name where the first is open or read-only."""
    draft = draft_of(original)
    try:
        book.save(draft)
        for number in range(1, _MOST_COPIES):
            target = original.with_name(f"{original.stem}-checked{f'-{number}' if number > 1 else ''}.xlsx")
            try:
                if not is_free(target):
                    continue
                draft.replace(target)
            except OSError:
                continue
            clear(original)
            return target
    except OSError as error:
        message = f"the marked copy cannot be saved beside it: {error.strerror or error}"
        raise CaseError([Finding("error", original.name, "", message)]) from error
    finally:
        draft.unlink(missing_ok=True)
    raise CaseError([Finding("error", original.name, "", "the marked copy cannot be saved beside it")])
