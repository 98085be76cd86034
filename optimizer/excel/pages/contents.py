"""Links from the first sheet to all others for reading."""

from __future__ import annotations

from optimizer.excel.pages.book import ResultBook
from optimizer.excel.pages.measure import room
from optimizer.excel.pages.page import Page
from optimizer.excel.pages.styles import NOTE, TAB


def write_contents(book: ResultBook, page: Page) -> None:
    """Title of each sheet, and what it is about."""
    page.subtitle("In this workbook")
    about = book.styles.text(font_color=NOTE)
    for title, other in book.pages.items():
        if other.tab == TAB:
            page.link(page.row, 0, title)
            page.extent.widen(0, room(title, 10.0))
            page.sheet.write_string(page.row, 1, other.heading, about)
            page.row += 1
    page.end_section()
    page.row += 1
