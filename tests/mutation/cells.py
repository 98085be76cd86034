"""Mutations of single cells of a workbook in memory."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from tests.mutation.values import TWISTS, hostile, scaled

Mutation = Callable[[random.Random, Workbook], str]
"""Changes a workbook in place and says what it did; empty where there was nothing to change."""


def header_row(sheet: Worksheet) -> int:
    """The row of the names: the first of which two cells are filled, or all of a narrow sheet."""
    for number, row in enumerate(sheet.iter_rows(max_row=10, values_only=True), 1):
        if sum(value is not None for value in row) >= min(2, sheet.max_column):
            return number
    return 1


def a_sheet(dice: random.Random, book: Workbook) -> Worksheet:
    """A sheet that has rows, if there is one."""
    full = [sheet for sheet in book.worksheets if sheet.max_row > header_row(sheet)]
    return dice.choice(full or book.worksheets)


def a_cell(dice: random.Random, book: Workbook, kind: type | tuple[type, ...] = object) -> Cell | None:
    """A filled cell below the header of some sheet."""
    for _ in range(20):
        sheet = a_sheet(dice, book)
        rows = sheet.iter_rows(min_row=header_row(sheet) + 1)
        cells = [c for row in rows for c in row if isinstance(c, Cell) and c.value is not None]
        cells = [c for c in cells if isinstance(c.value, kind)]
        if cells:
            return dice.choice(cells)
    return None


def put(cell: Cell, value: Any) -> str:
    """Write a value as a program would, and say so."""
    told = f"{cell.parent.title}!{cell.coordinate}: {cell.value!r} -> {value!r}"
    cell.value = value
    return told


def replace(dice: random.Random, book: Workbook) -> str:
    """Something out of nowhere where something stood."""
    cell = a_cell(dice, book)
    return put(cell, hostile(dice)) if cell is not None else ""


def fill(dice: random.Random, book: Workbook) -> str:
    """Something out of nowhere in any cell, most often an empty one."""
    sheet = a_sheet(dice, book)
    row = dice.randint(header_row(sheet) + 1, sheet.max_row + 2)
    cell = sheet.cell(row, dice.randint(1, sheet.max_column + 1))
    return put(cell, hostile(dice)) if isinstance(cell, Cell) else ""


def scale(dice: random.Random, book: Workbook) -> str:
    """A number off by powers of ten."""
    cell = a_cell(dice, book, (int, float))
    return put(cell, scaled(dice, cell.value)) if cell is not None else ""  # type: ignore[arg-type]


def scale_column(dice: random.Random, book: Workbook) -> str:
    """All numbers of a column off by the same power of ten, as with kt instead of t."""
    cell = a_cell(dice, book, (int, float))
    if cell is None:
        return ""
    factor = 10.0 ** dice.choice((-9, -6, -3, 3, 6, 9))
    for below in cell.parent.iter_cols(cell.column, cell.column, header_row(cell.parent) + 1):
        for one in below:
            if isinstance(one.value, (int, float)) and isinstance(one, Cell):
                one.value = one.value * factor
    return f"{cell.parent.title}!{cell.column_letter}: all numbers * {factor:g}"


def twist(dice: random.Random, book: Workbook) -> str:
    """A text with other blanks, case or letters."""
    cell = a_cell(dice, book, str)
    return put(cell, dice.choice(TWISTS)(str(cell.value))) if cell is not None else ""


def text_of_number(dice: random.Random, book: Workbook) -> str:
    """A number that is text."""
    cell = a_cell(dice, book, (int, float))
    if cell is None:
        return ""
    ways = ("{}", " {} ", "{} t", "{}%", "'{}", "{},0", "${}", "{}.", "+{}", "~{}", "{}-{}")
    return put(cell, dice.choice(ways).format(cell.value, cell.value))


def another_of_column(dice: random.Random, book: Workbook) -> str:
    """A value that stands elsewhere in its column: duplicated keys, other references, circles."""
    cell = a_cell(dice, book)
    if cell is None:
        return ""
    (column,) = cell.parent.iter_cols(cell.column, cell.column, header_row(cell.parent) + 1)
    values = [one.value for one in column if one.value is not None]
    return put(cell, dice.choice(values))


def another_of_book(dice: random.Random, book: Workbook) -> str:
    """A value that stands anywhere in the workbook: names of other sheets, years as tonnes."""
    cell, other = a_cell(dice, book), a_cell(dice, book)
    return put(cell, other.value) if cell is not None and other is not None else ""


def empty(dice: random.Random, book: Workbook) -> str:
    """Nothing where something stood."""
    cell = a_cell(dice, book)
    return put(cell, None) if cell is not None else ""


CELLS: tuple[Mutation, ...] = (
    replace, replace, replace, fill, fill, scale, scale, scale, scale_column, scale_column, twist, twist,
    text_of_number, another_of_column, another_of_column, another_of_book, empty,
)  # fmt: skip
