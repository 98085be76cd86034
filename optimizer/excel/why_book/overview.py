"""The first sheet: what decides the plan in words, and what projects and money are worth."""

from __future__ import annotations

import pandas as pd

from optimizer.excel.pages.cells import figure, records
from optimizer.excel.pages.charts import Look, place
from optimizer.excel.pages.page import Page
from optimizer.excel.pages.styles import BAND_FILL, INK, NOTE, SERIES, TAB, TAB_OVERVIEW
from optimizer.excel.why_book.book import WhyBook
from optimizer.words.text import clean, plural, shorten

_MOST_BARS = 15
_CHART = 640
_HEADS = {
    "plan": "The plan",
    "budgets": "Money",
    "targets": "Targets",
    "steps": "Steps that were solved",
    "projects": "Projects",
}


def open_overview(book: WhyBook) -> Page:
    """The first sheet, to be filled when all others are known."""
    doc = f"{clean(book.plan.passport.workbook)}, {plural(len(book.table('cards')), 'project')}. MUSD is million US "
    page = book.page("Overview", book.heading, f"{doc}dollars without inflation, discounted.", TAB_OVERVIEW)
    page.row -= 1
    page.sheet.activate()
    page.freeze(1, 0)
    page.width(0, 34)
    page.width(1, 110)
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
    _contents(book, page)


def _charts(book: WhyBook, page: Page) -> None:
    """What the projects that are built save at most, beside what more money would save."""
    cards = book.table("cards")
    own = cards[(cards["opposite"] == "forced out") & (cards["most_musd"].astype(float) > 0)]
    own = own.sort_values("most_musd", ascending=False, kind="stable").head(_MOST_BARS)
    values = [figure(v) for v in own["most_musd"]]
    labels = [shorten(str(name), 34) for name in own["name"]]
    name = "Cost if forced out"
    worth = book.charts.add("What the plan would cost more without a project, MUSD", labels, {name: values})
    height = max(300, 110 + 22 * len(labels))
    look = Look("bar", "The projects that save most", "Project", "MUSD, discounted", size=(_CHART, height))
    money = book.charts.add("What 1 MUSD more would save, MUSD", *_money(book.table("binding_budgets")))
    place(book, page, worth, look, stay=not worth.is_empty and not money.is_empty)
    beside = 0 if worth.is_empty else _CHART + 10
    title = "What 1 MUSD more of a budget would save"
    place(book, page, money, Look("line", title, "Year", "MUSD", size=(_CHART, height), colours=SERIES), beside)


def _money(frame: pd.DataFrame) -> tuple[list[int], dict[str, list[float | None]]]:
    years = sorted({int(y) for y in frame["year"]})
    series = {}
    for name, rows in frame.groupby("name", sort=False):
        by_year = {int(y): figure(v) for y, v in zip(rows["year"], rows["per_musd"], strict=True)}
        if any(by_year.values()):
            series[shorten(str(name), 34)] = [by_year.get(y) for y in years]
    return years, series


def _contents(book: WhyBook, page: Page) -> None:
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
