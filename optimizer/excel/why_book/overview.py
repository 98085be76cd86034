"""The first sheet: what decides the plan in words, and what projects and money are worth."""

from __future__ import annotations

import pandas as pd

from optimizer.excel.pages.cells import figure, records
from optimizer.excel.pages.charts import Look, place
from optimizer.excel.pages.contents import write_contents
from optimizer.excel.pages.page import Page
from optimizer.excel.pages.styles import INK, SERIES
from optimizer.excel.why_book.book import WhyBook
from optimizer.words.text import clean, plural, shorten

_MOST_BARS = 15
_CHART = 640
_TENTH = 0.1
_HEADS = {
    "plan": "The plan",
    "budgets": "Money",
    "targets": "Targets",
    "steps": "Steps that were solved",
    "projects": "Projects",
}


def open_overview(book: WhyBook) -> Page:
    """The first sheet, to be filled when all others are known."""
    count = plural(len(book.table("cards")), "project")
    doc = f"{clean(book.plan.passport.workbook)}, {count}. MUSD is million US dollars without inflation, discounted."
    page = book.first_page("Overview", doc, columns=0)
    page.width(0, 34)
    page.width(1, 80)
    return page


def fill_overview(book: WhyBook, page: Page) -> None:
    """Sentences, charts and contents."""
    rows = records(book.table("overview"))
    for about in dict.fromkeys(str(row["about"]) for row in rows):
        page.subtitle(_HEADS.get(about, about))
        for row in rows:
            if row["about"] == about:
                page.say(str(row["words"]), font_color=INK)
        page.row += 1
    _charts(book, page)
    write_contents(book, page)


def _charts(book: WhyBook, page: Page) -> None:
    """What the projects that are built save at most, beside what more money would save."""
    cards = book.table("cards")
    own = cards[(cards["opposite"] == "forced out") & (cards["most_musd"].astype(float) > 0)]
    own = own.sort_values("most_musd", ascending=False, kind="stable").head(_MOST_BARS)
    values = [figure(v) for v in own["most_musd"]]
    labels = [shorten(str(name), 34) for name in own["name"]]
    name = "Cost if forced out"
    worth = book.charts.add("What the plan would cost more without a project, MUSD", labels, {name: values})
    height = max(300, 110 + 19 * len(labels))
    look = Look("bar", "The projects that save most", "Project", "MUSD, discounted", size=(_CHART, height))
    funders, saved = _money(book.table("binding_budgets"))
    title = "What a tenth more of a budget would save by its shadow prices"
    money = book.charts.add(f"{title}, MUSD", funders, {"Saves": saved})
    place(book, page, worth, look, stay=not worth.is_empty and not money.is_empty)
    beside = 0 if worth.is_empty else _CHART + 10
    colours = (SERIES[1],)
    place(book, page, money, Look("bar", title, "Budget", "MUSD", size=(_CHART, height), colours=colours), beside)


def _money(frame: pd.DataFrame) -> tuple[list[str], list[float | None]]:
    """Funders, and what a tenth more in every year would save, the largest first."""
    worth = _TENTH * frame["per_musd"].astype(float) * frame["budget_musd"].astype(float)
    by_funder = worth.groupby(frame["name"].astype(str), sort=False).sum()
    ranked = by_funder[by_funder > 0].sort_values(ascending=False).head(_MOST_BARS)
    return [shorten(str(name), 34) for name in ranked.index], [figure(v) for v in ranked]
