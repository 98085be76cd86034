"""The first sheet of a difference: what tells two plans apart, in words and in a range."""

from __future__ import annotations

import pandas as pd

from optimizer.excel.pages.cells import figure
from optimizer.excel.pages.charts import Look, place
from optimizer.excel.pages.contents import write_contents
from optimizer.excel.pages.page import Page
from optimizer.excel.pages.styles import INK, SERIES
from optimizer.excel.study_book.book import StudyBook
from optimizer.excel.study_book.first import open_first
from optimizer.excel.study_book.stories import story
from optimizer.plan.plan import Plan
from optimizer.plan.table import Column
from optimizer.study.uncertainty import Cost, columns
from optimizer.words.text import usd
from optimizer.words.wording import term

_EXACT = 0.05
"""MUSD within which both ends of a range are the same."""
_FACTS = ("Cost", "Bound: no plan costs less", "Programme", "Expected public outlay")


def open_two_plans(book: StudyBook) -> Page:
    """The first sheet, to be filled when all others are known."""
    return open_first(book, "what the second changes against the first")


def fill_two_plans(book: StudyBook, page: Page) -> None:
    """Story, range, the two plans beside each other, and contents."""
    for sentence in [*_range(book), *(s for case in _told(book) for s in story(book, case))]:
        page.say(sentence, bold=True, font_size=11, font_color=INK)
    page.row += 1
    _beside(book, page)
    _chart(book, page)
    write_contents(book, page)


def _told(book: StudyBook) -> list[str]:
    return list(dict.fromkeys(book.table("stories")["case"].astype(str)))


def _two(book: StudyBook) -> tuple[Plan, Plan] | None:
    plans = list(book.study.plans.values())
    return (plans[0], plans[1]) if len(plans) == 2 else None


def _range(book: StudyBook) -> list[str]:
    """The difference in cost, and what it is at least and at most."""
    two = _two(book)
    if two is None:
        return []
    before, after = two
    found = Cost.of(after).less(Cost.of(before))
    names = [book.label(c) for c in book.cases]
    more = "more" if found.value >= 0 else "less"
    told = f"{names[1]} costs {usd(abs(found.value))} {more} than {names[0]}"
    parts = columns("cost", found)
    if None in parts.values():
        return [f"{told}; no bound is proven yet, so that the best plans may differ by any amount."]
    if found.high - found.low < _EXACT:
        return [f"{told} (proven)."]
    ends = f"between {usd(found.low)} and {usd(found.high)}"
    if found.told_apart:
        return [f"{told}; if both were proven optimal, {ends}."]
    return [f"{told}, but the gaps of the two searches could explain it: the difference lies {ends}."]


def _beside(book: StudyBook, page: Page) -> None:
    two = _two(book)
    if two is None:
        return
    found = [(p.objective_musd, figure(p.bound_musd), p.programme_musd, p.expected_outlay_musd) for p in two]
    first, second = (book.label(c) for c in book.cases[:2])
    frame = pd.DataFrame({"what": _FACTS, "before": found[0], "after": found[1]})
    frame["difference"] = frame["after"] - frame["before"]
    shown = [
        Column("what", "What", "text"),
        Column("before", first, "money", "MUSD"),
        Column("after", second, "money", "MUSD"),
    ]
    page.table(
        [*shown, Column("difference", "Difference", "money", "MUSD")],
        frame,
        {"what": 34, "before": 16, "after": 16},
        number_formats={"difference": "+#,##0.0;-#,##0.0;0.0"},
    )


def _chart(book: StudyBook, page: Page) -> None:
    """Difference in cost, term by term."""
    frame = book.table("costs")
    frame = frame[
        (frame["term"] != "total") & frame["against_base_musd"].notna() & (frame["case"].astype(str) != book.base)
    ]
    frame = frame[frame["against_base_musd"].astype(float).abs() > 0.05]
    block = book.charts.add(
        "Difference in cost by term, MUSD, discounted",
        [term(str(t)) for t in frame["term"]],
        {"Difference": [float(v) for v in frame["against_base_musd"]]},
    )
    height = max(260, 130 + 28 * len(frame))
    place(
        book,
        page,
        block,
        Look("bar", "Difference in cost by term", "Term", "MUSD, discounted", colours=(SERIES[0],), size=(860, height)),
    )
