"""How the first sheet of every study begins."""

from __future__ import annotations

from optimizer.excel.pages.page import Page
from optimizer.excel.study_book.book import StudyBook
from optimizer.words.text import clean, plural


def open_first(book: StudyBook, how: str) -> Page:
    """The first sheet with its title."""
    count = plural(len(book.cases), book.noun)
    doc = f"{count} of {clean(book.study.workbook)}: {how}. MUSD is million US dollars without inflation."
    return book.first_page("Frontier" if book.study.kind == "sweep" else "Overview", doc)
