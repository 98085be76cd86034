"""The first sheet: which project hurts most, as a chart and as a ranking."""

from __future__ import annotations

from optimizer.excel.late_book.book import LateBook
from optimizer.excel.pages.cells import figure, records
from optimizer.excel.pages.charts import Look, place
from optimizer.excel.pages.contents import write_contents
from optimizer.excel.pages.page import Page
from optimizer.excel.pages.styles import INK
from optimizer.late.tables import RANKING
from optimizer.words.text import clean, percent, plural, shorten

_BARS = 15
_SENTENCES = 5
_WIDTHS = {"project": 36, "country": 18, "product": 24, "first_target": 30, "words": 90}


def open_overview(book: LateBook) -> Page:
    """The first sheet, to be filled when all others are known."""
    found = book.found
    count = plural(len(found.tables["ranking"]), "project")
    late, dearer = _years(found.asked.years), percent(found.asked.dearer)
    doc = (
        f"{count} of {clean(found.plan.passport.workbook)}: late by {late}, and {dearer} dearer. What each adds to the "
        "cost of the plan as decided, MUSD discounted. The sheet Passport says what is assumed."
    )
    return book.first_page("Overview", doc)


def _years(years: tuple[int, ...]) -> str:
    return " or ".join(plural(n, "year") for n in years)


def fill_overview(book: LateBook, page: Page) -> None:
    """The worst in words, a chart, contents, and the ranking."""
    frame = book.table("ranking")
    if frame.empty:
        page.say("The plan builds no project: nothing can be late.", italic=True)
        return
    if not book.found.complete:
        page.say("Stopped before every project was looked at.", bold=True)
    for row in records(frame.head(_SENTENCES)):
        page.say(f"{row['rank']}. {row['words']}", font_color=INK)
    page.row += 1
    _chart(book, page)
    write_contents(book, page)
    page.subtitle("Every project, the most harmful first")
    columns = sorted((c for c in RANKING.columns if c.name not in ("name", "words")), key=lambda c: c.name != "project")
    layout = page.table(columns, frame, _WIDTHS)
    page.sheet.repeat_rows(layout.top, layout.first - 1)


def _chart(book: LateBook, page: Page) -> None:
    """The expected cost of each delay of the most harmful projects."""
    ranked = [str(p) for p in book.found.tables["ranking"]["project"].head(_BARS)]
    delays = book.found.tables["delays"]
    cost = {
        (str(p), int(n)): figure(musd)
        for p, n, musd in zip(delays["project"], delays["years_late"], delays["expected_musd"], strict=True)
    }
    series = {
        f"{plural(n, 'year')} late": [cost.get((p, n)) for p in ranked] for n in sorted(set(book.found.asked.years))
    }
    labels = [shorten(book.names.project(p), 40) for p in ranked]
    block = book.charts.add("What a delay costs, MUSD, expected over the scenarios", labels, series)
    height = max(280, 120 + 26 * len(labels))
    place(
        book, page, block, Look("bar", "What hurts most when late", "Project", "MUSD, discounted", size=(860, height))
    )
