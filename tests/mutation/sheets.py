"""Mutations of the form of a workbook: sheets, headers, rows, columns, blocks."""

from __future__ import annotations

import random

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from tests.mutation.cells import Mutation, a_sheet, header_row, put
from tests.mutation.values import TWISTS, hostile


def _values(sheet: Worksheet, row: int) -> list[object]:
    return [cell.value for cell in sheet[row]]


def _write(sheet: Worksheet, row: int, values: list[object]) -> None:
    for column, value in enumerate(values, 1):
        cell = sheet.cell(row, column)
        if isinstance(cell, Cell):
            cell.value = value  # type: ignore[assignment]


def _a_row(dice: random.Random, sheet: Worksheet) -> int:
    return dice.randint(min(header_row(sheet) + 1, sheet.max_row), sheet.max_row)


def delete_sheet(dice: random.Random, book: Workbook) -> str:
    """A sheet is gone."""
    sheet = dice.choice(book.worksheets)
    if len(book.worksheets) == 1:
        return ""
    book.remove(sheet)
    return f"{sheet.title} deleted"


def empty_sheet(dice: random.Random, book: Workbook) -> str:
    """A sheet has its header alone, or nothing."""
    sheet = dice.choice(book.worksheets)
    first = dice.choice((1, header_row(sheet) + 1))
    sheet.delete_rows(first, sheet.max_row)
    return f"{sheet.title} emptied from row {first}"


def rename_sheet(dice: random.Random, book: Workbook) -> str:
    """A sheet has another name, perhaps that of a second one."""
    sheet = dice.choice(book.worksheets)
    before, others = sheet.title, [other.title for other in book.worksheets]
    name = dice.choice((f" {before} ", before.upper(), before[:-1], f"_{before}", f"{before} (2)", dice.choice(others)))
    sheet.title = name[:31]
    return f"{before} renamed {sheet.title}"


def copy_sheet(dice: random.Random, book: Workbook) -> str:
    """A sheet stands twice."""
    sheet = dice.choice(book.worksheets)
    book.copy_worksheet(sheet).title = dice.choice((f"{sheet.title} ", f"{sheet.title} copy"))
    return f"{sheet.title} copied"


def rename_header(dice: random.Random, book: Workbook) -> str:
    """A header is misspelt, gone, another one, or anything."""
    sheet = a_sheet(dice, book)
    row = header_row(sheet)
    cell, other = (sheet.cell(row, dice.randint(1, sheet.max_column)) for _ in range(2))
    if not isinstance(cell, Cell):
        return ""
    if isinstance(cell.value, int):
        shifts = (cell.value + 1, cell.value + 1000, 1, 0, -5, str(cell.value), f"{cell.value}.0", cell.value + 0.5)
        return put(cell, dice.choice((*shifts, other.value)))
    return put(cell, dice.choice((dice.choice(TWISTS)(str(cell.value or "")), None, other.value, hostile(dice), 2031)))


def swap_columns(dice: random.Random, book: Workbook) -> str:
    """The headers of two columns are swapped."""
    sheet = a_sheet(dice, book)
    row = header_row(sheet)
    one, two = (sheet.cell(row, dice.randint(1, sheet.max_column)) for _ in range(2))
    if isinstance(one, Cell) and isinstance(two, Cell):
        one.value, two.value = two.value, one.value
    return f"{sheet.title}: headers {one.coordinate} and {two.coordinate} swapped"


def delete_column(dice: random.Random, book: Workbook) -> str:
    """A column is gone."""
    sheet = a_sheet(dice, book)
    column = dice.randint(1, sheet.max_column)
    sheet.delete_cols(column)
    return f"{sheet.title}: column {column} deleted"


def delete_rows(dice: random.Random, book: Workbook) -> str:
    """Some rows are gone, perhaps the header."""
    sheet = a_sheet(dice, book)
    row, count = dice.randint(1, sheet.max_row), dice.choice((1, 1, 1, 2, 5))
    sheet.delete_rows(row, count)
    return f"{sheet.title}: {count} row(s) from {row} deleted"


def insert_rows(dice: random.Random, book: Workbook) -> str:
    """Blank rows somewhere, perhaps above the header."""
    sheet = a_sheet(dice, book)
    row, count = dice.randint(1, sheet.max_row), dice.choice((1, 2, 15))
    sheet.insert_rows(row, count)
    return f"{sheet.title}: {count} blank row(s) at {row}"


def copy_row(dice: random.Random, book: Workbook) -> str:
    """A row stands twice, perhaps far below."""
    sheet = a_sheet(dice, book)
    row, place = _a_row(dice, sheet), sheet.max_row + dice.choice((1, 1, 1, 3, 5000))
    _write(sheet, place, _values(sheet, row))
    return f"{sheet.title}: row {row} copied to {place}"


def swap_rows(dice: random.Random, book: Workbook) -> str:
    """Two rows are swapped."""
    sheet = a_sheet(dice, book)
    one, two = _a_row(dice, sheet), _a_row(dice, sheet)
    first, second = _values(sheet, one), _values(sheet, two)
    _write(sheet, one, second)
    _write(sheet, two, first)
    return f"{sheet.title}: rows {one} and {two} swapped"


def merge(dice: random.Random, book: Workbook) -> str:
    """Some cells are merged."""
    sheet = a_sheet(dice, book)
    row, column = dice.randint(1, sheet.max_row), dice.randint(1, sheet.max_column)
    block = {"end_row": row + dice.randint(0, 2), "end_column": column + dice.randint(0, 2)}
    sheet.merge_cells(start_row=row, start_column=column, **block)
    return f"{sheet.title}: merged {row},{column} to {block}"


def hide(dice: random.Random, book: Workbook) -> str:
    """A sheet or a row is hidden."""
    sheet = a_sheet(dice, book)
    if dice.random() < 0.5 and sum(other.sheet_state == "visible" for other in book.worksheets) > 1:
        sheet.sheet_state = dice.choice(("hidden", "veryHidden"))
        return f"{sheet.title} hidden"
    sheet.row_dimensions[row := _a_row(dice, sheet)].hidden = True
    return f"{sheet.title}: row {row} hidden"


def far_cell(dice: random.Random, book: Workbook) -> str:
    """Something far away from the table."""
    sheet = a_sheet(dice, book)
    return put(sheet.cell(dice.choice((3, 1_048_576)), dice.choice((2, 300, 16_384))), hostile(dice))


SHEETS: tuple[Mutation, ...] = (
    delete_sheet, empty_sheet, rename_sheet, copy_sheet, rename_header, rename_header, swap_columns, swap_columns,
    delete_column, delete_rows, insert_rows, copy_row, copy_row, swap_rows, merge, hide, far_cell,
)  # fmt: skip
