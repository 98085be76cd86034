"""Opening a planner's workbook for a copy, and saving the copy so that equal contents are equal files."""

from __future__ import annotations

import re
import warnings
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.workbook.properties import CalcProperties

from optimizer.case.raw import Dated, Fault, RawBook

_START = (1980, 1, 1, 0, 0, 0)
_DATES = re.compile(rb"(<dcterms:created[^>]*>)([^<]*)(<.*<dcterms:modified[^>]*>)[^<]*", re.DOTALL)
_COMMENT_WIDTH = 280


def open_copy(path: Path, raw: RawBook) -> Any:
    """The workbook for writing. Formulas on sheets that are read become their values, so that the copy can be read.

    Args:
        path: the planner's workbook.
        raw: its cells as they were read, with the values of formulas.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # parts of the book that the library does not keep are kept in the original
        book = openpyxl.load_workbook(path)
    values = {sheet.name: sheet.rows for sheet in raw.sheets}
    for sheet in book.worksheets:
        for (row, column), cell in sheet._cells.items():
            if cell.data_type == "f" and not sheet.title.startswith("_"):
                value = values[sheet.title].get(row, {}).get(column)
                if not isinstance(value, Fault):
                    cell.value = value.serial if isinstance(value, Dated) else value
            if cell.comment is not None:  # the library forgets how large they were
                lines = 1 + cell.comment.text.count("\n") + len(cell.comment.text) // 45
                cell.comment.width, cell.comment.height = _COMMENT_WIDTH, 22 + 17 * lines
    return book


def save_copy(book: Any, path: Path) -> None:
    """Save the workbook without the time of saving: the same contents are the same file, byte for byte.

    Raises:
        OSError: the file cannot be written.
    """
    book.calculation = CalcProperties(fullCalcOnLoad=True)
    book.save(path)
    with zipfile.ZipFile(path) as archive:
        parts = [(member.filename, archive.read(member)) for member in archive.infolist()]
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts:
            if name == "docProps/core.xml":
                content = _DATES.sub(rb"\1\2\3\2", content)
            member = zipfile.ZipInfo(name, _START)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
