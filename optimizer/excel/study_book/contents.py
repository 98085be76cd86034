"""Links from the first sheet to all others for reading."""

from __future__ import annotations

from optimizer.excel.pages.page import Page
from optimizer.excel.pages.styles import BAND_FILL, NOTE, TAB
from optimizer.excel.study_book.book import StudyBook


def write_contents(book: StudyBook, page: Page) -> None:
    """Title of each sheet, and what it is about."""
    bold = book.styles.text(bold=True, font_size=12, font_color=BAND_FILL)
    page.sheet.write_string(page.row, 0, "In this workbook", bold)
    link, about = book.styles.text(font_color="#0B4F7D", underline=1), book.styles.text(font_color=NOTE)
    for title, other in book.pages.items():
        if other.tab == TAB:
            page.row += 1
            page.sheet.write_url(page.row, 0, f"internal:'{title}'!A1", link, title)
            page.sheet.write_string(page.row, 1, other.heading, about)
    page.row += 2
