"""How the first sheet of every study begins."""

from __future__ import annotations

from optimizer.excel.pages.page import Page
from optimizer.excel.pages.styles import TAB_OVERVIEW
from optimizer.excel.study_book.book import StudyBook
from optimizer.words.text import clean, plural


def open_first(book: StudyBook, how: str) -> Page:
    """The first sheet with its title."""
    count = plural(len(book.cases), book.noun)
    doc = f"{count} of {clean(book.study.workbook)}: {how}. MUSD is million US dollars without inflation."
    page = book.page("Frontier" if book.study.kind == "sweep" else "Overview", book.heading, doc, TAB_OVERVIEW)
    page.row -= 1
    page.sheet.activate()
    page.freeze(1, 1)
    return page
