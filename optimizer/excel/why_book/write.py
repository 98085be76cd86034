"""Every sheet of an explanation in its order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from optimizer.excel.pages.saving import save
from optimizer.excel.why_book.binding import write_budgets, write_steps, write_targets
from optimizer.excel.why_book.book import WhyBook
from optimizer.excel.why_book.cards import write_cards, write_changes
from optimizer.excel.why_book.overview import fill_overview, open_overview
from optimizer.excel.why_book.passport import write_passport
from optimizer.why.explanation import Explanation

REPORTS = (write_cards, write_changes, write_targets, write_budgets, write_steps, write_passport)


def write_why_book(explanation: Explanation, path: Path) -> Path:
    """Write an explanation as a workbook for people; where it was saved.

    Raises:
        OSError: the folder cannot be written to, or the disk is full.
    """

    def fill(workbook: Any) -> None:
        book = WhyBook(workbook, explanation)
        page = open_overview(book)
        for report in REPORTS:
            report(book)
        fill_overview(book, page)
        book.finish()

    return save(path, fill)
