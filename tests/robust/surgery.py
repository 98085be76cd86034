"""Workbooks as Excel writes them (texts in one shared list), and changes to the XML inside them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import xlsxwriter

from optimizer.excel.load import check_book
from tests.books import Sheets, minimal

Change = Callable[[bytes], bytes]
SHEET = r"xl/worksheets/sheet\d+\.xml"


def excel_book(path: Path, sheets: Sheets | None = None, **options: Any) -> Path:
    """A workbook with a header in the first row, its texts shared between cells."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, **options}) as book:
        for name, rows in (sheets or minimal()).items():
            sheet = book.add_worksheet(name)
            columns = list(dict.fromkeys(column for row in rows for column in row))
            sheet.write_row(0, 0, columns)
            for number, row in enumerate(rows, 1):
                for place, column in enumerate(columns):
                    if row.get(column) is not None:
                        sheet.write(number, place, row[column])
    return path


def operated(source: Path, changes: Mapping[str, Change], name: str = "operated.xlsx") -> Path:
    """A copy with other XML in the parts whose names match."""
    target = source.with_name(name)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part)
            for pattern, change in changes.items():
                content = change(content) if re.fullmatch(pattern, part) else content
            new.writestr(part, content)
    return target


def part_of(sheet: str, sheets: Sheets | None = None) -> str:
    """The part of the package that holds a sheet."""
    return f"xl/worksheets/sheet{list(sheets or minimal()).index(sheet) + 1}.xml"


def replaced(old: bytes, new: bytes) -> Change:
    """A change that fails where there is nothing to change."""

    def change(content: bytes) -> bytes:
        assert old in content
        return content.replace(old, new)

    return change


def cell(address: str, xml: bytes) -> Change:
    """A change of one cell, whatever stands there."""
    pattern = re.compile(rb'<c r="' + address.encode() + rb'"[^>]*?(/>|>.*?</c>)')

    def change(content: bytes) -> bytes:
        assert pattern.search(content)
        return pattern.sub(lambda _: xml, content, count=1)

    return change


def found(path: Path) -> list[str]:
    """The findings of a workbook as they are printed."""
    return [str(finding) for finding in check_book(path)]
