"""Every sheet about late and dearer projects in its order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from optimizer.excel.late_book.book import LateBook
from optimizer.excel.late_book.overview import fill_overview, open_overview
from optimizer.excel.late_book.passport import write_passport
from optimizer.excel.late_book.rows import write_rows
from optimizer.excel.pages.saving import save
from optimizer.late.study import Lateness


def write_late_book(found: Lateness, path: Path) -> Path:
    """Write late and dearer projects as a workbook for people; where it was saved.

    Raises:
        OSError: the folder cannot be written to, or the disk is full.
    """

    def fill(workbook: Any) -> None:
        book = LateBook(workbook, found)
        page = open_overview(book)
        write_rows(book)
        write_passport(book)
        fill_overview(book, page)
        book.finish()

    return save(path, fill)
