"""The sheet `_sampled`: what was drawn, from what, and what had to be left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.properties import PageSetupProperties

from optimizer.sample.summary import Frequency
from optimizer.words.text import clean

_COLUMNS = (
    ("hazard", 34, "@"),
    ("yearly probability", 18, "0.0%"),
    ("strikes drawn", 15, "#,##0"),
    ("strikes expected", 16, "#,##0.0"),
    ("years on average", 16, "0.0"),
)


def write_about(sheet: Any, lines: Sequence[str], rows: Sequence[Frequency], remarks: Sequence[str]) -> None:
    """Fill the sheet: lines of text, the hazards, and remarks on what is no longer as in the original."""
    _text(sheet["A1"], "Scenarios drawn from the sheet hazards", _font(16, bold=True, color="FF1F3A57"))
    row = 2
    for line in lines:
        _text(sheet.cell(row, 1), line, _font(color="FF5B6670"))
        row += 1
    row = _table(sheet, row + 1, rows)
    for remark in remarks:
        row += 1
        _text(sheet.cell(row, 1), remark, _font())
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.tabColor = "FF2F7A5B"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0


def _table(sheet: Any, top: int, rows: Sequence[Frequency]) -> int:
    """The hazards under a header; the row below them."""
    for number, (label, width, _) in enumerate(_COLUMNS, 1):
        head = sheet.cell(top, number)
        _text(head, label, _font(bold=True))
        head.fill = PatternFill("solid", start_color="FFDCE5EE")
        head.alignment = Alignment(horizontal="left" if number == 1 else "right")
        sheet.column_dimensions["ABCDE"[number - 1]].width = width
    for row, line in enumerate(rows, top + 1):
        values = (line.hazard, line.yearly_probability, line.struck, line.expected, line.mean_years)
        for number, (value, (_, _, form)) in enumerate(zip(values, _COLUMNS, strict=True), 1):
            cell = sheet.cell(row, number)
            if isinstance(value, str):
                _text(cell, value, _font())
            else:
                cell.value, cell.font = value, _font()
            cell.number_format = form
    return top + 1 + len(rows)


def _font(points: int = 10, **look: Any) -> Font:
    return Font(name="Calibri", size=points, **look)


def _text(cell: Any, text: str, font: Font) -> None:
    """Text that stays text, also where it begins like a formula."""
    cell.value = clean(text)
    cell.data_type = "s"
    cell.font = font
