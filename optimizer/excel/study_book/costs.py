"""The sheet of costs: what each plan costs, term by term, and what that differs from base."""

from __future__ import annotations

import pandas as pd

from optimizer.excel.pages.chart_data import Block
from optimizer.excel.pages.charts import Look, place
from optimizer.excel.pages.styles import OTHERS, SERIES
from optimizer.excel.study_book.book import StudyBook
from optimizer.excel.study_book.by_case import write_by_case
from optimizer.excel.study_book.giants import giants, say_not_drawn
from optimizer.words.wording import term

_MOST = 7


def write_costs(book: StudyBook) -> None:
    """Term by case: the differences first, then the costs."""
    page = book.page(
        "Costs",
        f"Costs by term and {book.noun}",
        "Expected discounted cost over the whole horizon and all scenarios, MUSD. Credits are negative. Terms that "
        "are 0 everywhere are left out.",
    )
    frame = book.table("costs").copy()
    frame = frame[frame["term"] != "total"]
    if frame.empty:
        page.say(f"No {book.noun} has a plan, so that there are no costs.", italic=True)
        return
    frame["what"] = [term(str(t)) for t in frame["term"]]
    block = _block(book, frame)
    place(book, page, block, stacked_look(book, f"Cost against {book.reference}, by term", "MUSD, discounted"))
    say_not_drawn(book, page)
    page.freeze(0, 1)
    keys = {"what": "Term"}
    page.subtitle(f"Against {book.reference}: more (+) or less (−)")
    write_by_case(book, page, frame, keys, "against_base_musd", total="Total", signed=True)
    page.subtitle("Cost")
    write_by_case(book, page, frame, keys, "cost_musd", total="Total")


def _block(book: StudyBook, frame: pd.DataFrame) -> Block:
    """Differences by term for all cases but base; small terms together."""
    left_out = [*giants(book), book.base]
    shown = [case for case in book.cases if book.has_plan(case) and case not in left_out]
    by = frame.pivot_table(index="case", columns="what", values="against_base_musd", aggfunc="sum", sort=False)
    by = by.reindex(shown).fillna(0.0)
    order = by.abs().sum().sort_values(ascending=False)
    order = order[order > 0]
    kept = list(order.index[:_MOST])
    series: dict[str, list[float]] = {str(name): by[name].tolist() for name in kept}
    if len(order) > _MOST:
        series["Other terms"] = by[list(order.index[_MOST:])].sum(axis=1).tolist()
    title = f"Cost against {book.reference} by term, MUSD, discounted"
    return book.charts.add(title, [book.label(case) for case in shown], series)


def stacked_look(book: StudyBook, title: str, values: str, size: tuple[int, int] = (980, 0)) -> Look:
    """Stacked bars, one for each case, high enough for all of them."""
    height = size[1] or min(760, 150 + 26 * len(book.cases))
    return Look(
        "bar",
        title,
        book.noun.capitalize(),
        values,
        subtype="stacked",
        colours=(*SERIES[:_MOST], OTHERS),
        size=(size[0], max(300, height)),
        legend="right",
    )
