"""Cases that charts against base leave out, since all others would vanish beside them."""

from __future__ import annotations

from optimizer.excel.pages.page import Page
from optimizer.excel.study_book.book import StudyBook

_DWARFS = 8.0
"""A difference so many times the next largest one hides all others in a chart."""


def say_not_drawn(book: StudyBook, page: Page) -> None:
    """Which cases a chart against base leaves out."""
    if hidden := giants(book):
        page.say(f"Not drawn, since all others would vanish beside it: {', '.join(hidden)}.", italic=True)
        page.row += 1


def giants(book: StudyBook) -> list[str]:
    """Cases that would dwarf all others: with other prices, say, the bill for all supply is another."""
    if "cases" not in book.schema:
        return []
    frame = book.table("cases")
    frame = frame[frame["against_base_musd"].notna()]
    sizes = sorted(((abs(float(v)), str(c)) for c, v in zip(frame["case"], frame["against_base_musd"], strict=True)))
    for number in range(len(sizes) - 1, len(sizes) // 2, -1):
        if sizes[number][0] > _DWARFS * sizes[number - 1][0] > 0:
            return [case for _, case in sizes[number:]]
    return []
