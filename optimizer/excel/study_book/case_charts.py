"""The charts of the first sheet of a comparison."""

from __future__ import annotations

from optimizer.excel.pages.cells import figure
from optimizer.excel.pages.chart_data import Block
from optimizer.excel.pages.charts import Look, place
from optimizer.excel.pages.page import Page
from optimizer.excel.pages.styles import SERIES
from optimizer.excel.study_book.book import StudyBook
from optimizer.excel.study_book.costs import stacked_look
from optimizer.excel.study_book.money import funders_block

_WIDTH = 640
_DWARFS = 8.0
"""A difference so many times the next largest one hides all others in a chart."""


def draw_cases(book: StudyBook, page: Page) -> None:
    """Cost against base with what it is at least and at most, beside who pays."""
    height = max(320, min(760, 150 + 26 * len(book.cases)))
    against = _against_base(book)
    if not book.table("funding").empty:
        money = funders_block(book)
        look = stacked_look(book, "Public money by funder", "MUSD, not discounted", (_WIDTH + 60, height))
        beside = against is not None and not against.is_empty and not money.is_empty
        place(book, page, money, look, _WIDTH + 10 if beside else 0, stay=beside)
    if against is not None:
        title = "Cost against base; lines: at least and at most"
        look = Look("bar", title, "Case", "MUSD, discounted", colours=(SERIES[4],), size=(_WIDTH, height))
        place(book, page, against, look)
        if hidden := _giants(book):
            page.say(f"Not drawn, since all others would vanish beside it: {', '.join(hidden)}.", italic=True)
            page.row += 1


def _giants(book: StudyBook) -> list[str]:
    """Cases that would dwarf all others: with other prices, say, the bill for all supply is another."""
    frame = book.table("cases")
    frame = frame[frame["against_base_musd"].notna()]
    sizes = sorted(((abs(float(v)), str(c)) for c, v in zip(frame["case"], frame["against_base_musd"], strict=True)))
    for number in range(len(sizes) - 1, len(sizes) // 2, -1):
        if sizes[number][0] > _DWARFS * sizes[number - 1][0] > 0:
            return [case for _, case in sizes[number:]]
    return []


def _against_base(book: StudyBook) -> Block | None:
    """None where no case is compared with base."""
    frame = book.table("cases")
    left_out = [*_giants(book), book.base]
    frame = frame[frame["against_base_musd"].notna() & ~frame["case"].astype(str).isin(left_out)]
    if frame.empty:
        return None
    values, least, most = (tuple(map(figure, frame[f"against_base{part}_musd"])) for part in ("", "_low", "_high"))
    name = "Cost against base"
    title = f"{name}, MUSD, discounted, with what it is at least and at most"
    return book.charts.add(title, [book.label(c) for c in frame["case"]], {name: values}, {name: (least, most)})
