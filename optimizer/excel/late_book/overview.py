"""The first sheet: which project hurts most, as a chart and as a ranking."""

from __future__ import annotations

from optimizer.excel.late_book.book import LateBook
from optimizer.excel.pages.cells import figure, records
from optimizer.excel.pages.charts import Look, place
from optimizer.excel.pages.page import Page
from optimizer.excel.pages.styles import BAND_FILL, INK, NOTE, TAB, TAB_OVERVIEW
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
    page = book.page("Overview", book.heading, doc, TAB_OVERVIEW)
    page.row -= 1
    page.sheet.activate()
    page.freeze(1, 1)
    return page


def _years(years: tuple[int, ...]) -> str:
    return " or ".join(plural(n, "year") for n in years)


def fill_overview(book: LateBook, page: Page) -> None:
    """The worst in words, a chart, the ranking, and contents."""
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
    columns = sorted((c for c in RANKING.columns if c.name not in ("name", "words")), key=lambda c: c.name != "project")
    for name in ("covered", "first_year"):
        frame[name] = [figure(v) for v in frame[name]]
    page.table(columns, frame, _WIDTHS)
    _contents(book, page)


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


def _contents(book: LateBook, page: Page) -> None:
    bold = book.styles.text(bold=True, font_size=12, font_color=BAND_FILL)
    page.sheet.write_string(page.row, 0, "In this workbook", bold)
    link, about = book.styles.text(font_color="#0B4F7D", underline=1), book.styles.text(font_color=NOTE)
    for title, other in book.pages.items():
        if other.tab == TAB:
            page.row += 1
            page.sheet.write_url(page.row, 0, f"internal:'{title}'!A1", link, title)
            page.sheet.write_string(page.row, 1, other.heading, about)
    page.row += 2
