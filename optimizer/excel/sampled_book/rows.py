"""Other rows in a sheet that a planner has laid out: header, widths, dropdowns and colours stay."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter, range_boundaries

from optimizer.case.headers import find_header
from optimizer.case.names import fold
from optimizer.case.raw import RawSheet
from optimizer.case.sheets import SHEETS
from optimizer.excel.planner_book.values import column_in_row, number_format
from optimizer.words.text import clean

NOTE = "note"
_WIDEST = 60.0


def replace_rows(
    sheet: Any, name: str, raw: RawSheet | None, kept: Mapping[int, Mapping[str, Any]], new: Sequence[Mapping[str, Any]]
) -> None:
    """Leave only some rows below the header of a sheet, and write new ones under them.

    Args:
        sheet: the sheet of the workbook that is written.
        name: the declared sheet that it is.
        raw: its cells as they were read; None for a sheet that is new.
        kept: rows that stay by their number, and what changes in them by column.
        new: rows to add, by column.
    """
    top, columns = _header(sheet, name, raw)
    _add_headers(sheet, top, columns, [column for row in new for column in row])
    looks = {cell.column: copy.copy(cell._style) for cell in sheet[top + 1]}
    old = {row: _taken(sheet, row) for row in kept}
    _clear(sheet, top)
    for row, number in enumerate(kept, top + 1):
        for column, (value, style) in old[number].items():
            cell = sheet.cell(row, column, value)
            cell._style = style
        for label, value in kept[number].items():
            sheet.cell(row, columns[label]).value = value
    for row, values in enumerate(new, top + 1 + len(kept)):
        for label, number in columns.items():
            _write(sheet.cell(row, number), name, label, values, looks.get(number))
    _stretch(sheet, top, max(top + 1, top + len(kept) + len(new)))
    _widen(sheet, columns, top)


def _header(sheet: Any, name: str, raw: RawSheet | None) -> tuple[int, dict[str, int]]:
    """The row of the header and the number of every column that can be written."""
    header = find_header(raw, SHEETS[name])[0] if raw is not None and raw.rows else None
    if header is None:
        return 1, {}
    columns = dict(header.columns)
    for cell in sheet[header.row]:
        if isinstance(cell.value, str) and fold(cell.value) == NOTE:
            columns[NOTE] = cell.column
    return header.row, columns


def _add_headers(sheet: Any, top: int, columns: dict[str, int], labels: Sequence[str]) -> None:
    """Head the columns that rows need and the sheet lacks."""
    for label in dict.fromkeys(labels):
        if label not in columns:
            last = max((c.column for c in sheet[top] if c.value is not None), default=0)
            cell = sheet.cell(top, last + 1, label)
            cell.font = Font(name="Calibri", size=10, bold=True)
            if last:
                cell._style = copy.copy(sheet.cell(top, last)._style)
            columns[label] = last + 1


def _taken(sheet: Any, row: int) -> dict[int, tuple[Any, Any]]:
    cells = [cell for cell in sheet[row] if not isinstance(cell, MergedCell)]
    return {cell.column: (cell.value, copy.copy(cell._style)) for cell in cells}


def _clear(sheet: Any, top: int) -> None:
    """Take out every cell below the header; a sheet may be formatted down to its last row."""
    for row, column in [place for place, cell in sheet._cells.items() if not isinstance(cell, MergedCell)]:
        if row > top:
            del sheet._cells[row, column]
    for row in [number for number in sheet.row_dimensions if number > top]:
        del sheet.row_dimensions[row]  # heights and hidden rows were those of other rows


def _write(cell: Any, sheet: str, label: str, values: Mapping[str, Any], look: Any) -> None:
    value = values.get(label)
    if look is not None:
        cell._style = copy.copy(look)
    if isinstance(value, str):
        cell.value = clean(value)
        cell.data_type = "s"
    else:
        cell.value = value
    column = column_in_row(sheet, SHEETS[sheet].columns.get(label), values)
    if column is not None:
        cell.number_format = number_format(column, value)


def _stretch(sheet: Any, top: int, last: int) -> None:
    """Let filters, tables, dropdowns and the printed area reach to the last row."""
    if sheet.auto_filter.ref:
        sheet.auto_filter.ref = _down(sheet.auto_filter.ref, last)
        sheet.auto_filter.filterColumn = []
    for table in sheet.tables.values():
        if range_boundaries(table.ref)[1] == top:
            table.ref = _down(table.ref, last)
            if table.autoFilter is not None:
                table.autoFilter.ref = table.ref
    for rule in sheet.data_validations.dataValidation:
        for block in rule.sqref.ranges:
            if block.min_row <= top + 1 <= block.max_row < last:
                block.expand(down=last - block.max_row)
    if sheet.print_area and isinstance(sheet.print_area, str) and "," not in sheet.print_area:
        sheet.print_area = _down(sheet.print_area.rpartition("!")[2].replace("$", ""), last)


def _down(ref: str, last: int) -> str:
    """The same columns from the same top to the last row."""
    left, first, right, _ = range_boundaries(ref)
    return f"{get_column_letter(left or 1)}{first or 1}:{get_column_letter(right or 1)}{last}"


def _widen(sheet: Any, columns: Mapping[str, int], top: int) -> None:
    """Columns show the whole of what is new in them, as far as a page allows."""
    for number in columns.values():
        texts = [cell.value for (row, column), cell in sheet._cells.items() if column == number and row > top]
        longest = max((len(text) for text in texts if isinstance(text, str)), default=0)
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.width = max(dimension.width, min(_WIDEST, 1.05 * longest + 2))
