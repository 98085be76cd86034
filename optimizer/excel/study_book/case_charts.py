"""The charts of the first sheet of a comparison."""

from __future__ import annotations

from optimizer.excel.pages.cells import figure
from optimizer.excel.pages.chart_data import Block
from optimizer.excel.pages.charts import Look, place
from optimizer.excel.pages.page import Page
from optimizer.excel.pages.styles import SERIES
from optimizer.excel.study_book.book import StudyBook
from optimizer.excel.study_book.costs import stacked_look
from optimizer.excel.study_book.giants import giants, say_not_drawn
from optimizer.excel.study_book.money import funders_block

_WIDTH = 640


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
        say_not_drawn(book, page)


def _against_base(book: StudyBook) -> Block | None:
    """None where no case is compared with base."""
    frame = book.table("cases")
    left_out = [*giants(book), book.base]
    frame = frame[frame["against_base_musd"].notna() & ~frame["case"].astype(str).isin(left_out)]
    if frame.empty:
        return None
    values, least, most = (tuple(map(figure, frame[f"against_base{part}_musd"])) for part in ("", "_low", "_high"))
    name = "Cost against base"
    title = f"{name}, MUSD, discounted, with what it is at least and at most"
    return book.charts.add(title, [book.label(c) for c in frame["case"]], {name: values}, {name: (least, most)})
