"""The sheet of cooperation: what planning together is worth, and what each partner pays and gets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from optimizer.excel.pages.cells import figure, records
from optimizer.excel.pages.charts import Look, place
from optimizer.excel.pages.page import Page
from optimizer.excel.pages.styles import SERIES, SIGNED_MONEY
from optimizer.excel.study_book.book import StudyBook
from optimizer.excel.study_book.by_case import SIGNED
from optimizer.words.text import clean

_WIDTHS = {"what": 34, "case": 34, "partner": 28, "told_apart": 11}
_SIGNED = {
    "pays_more_musd": SIGNED_MONEY,
    "home_capex_more_musd": SIGNED_MONEY,
    "gets_more_t": SIGNED["tonnes"],
    "avoided_t": SIGNED["tonnes"],
}
_MORE = {
    "pays_more_musd": ("pays", "MUSD"),
    "gets_more_t": ("gets", "t"),
    "avoided_t": ("avoids", "t of expected shortage"),
    "home_capex_more_musd": ("sees", "MUSD of capex at home"),
}


def write_cooperation(book: StudyBook) -> None:
    """What each kind of cooperation is worth, and by partner who pays and who gains."""
    if book.table("cooperation").empty and book.table("partners").empty:
        return
    page = book.page(
        "Cooperation",
        book.schema["cooperation"].title,
        "What the joint plan saves against each plan in which the partners do not cooperate, or do so less. Each "
        "plan is proven within its gap, so a value is known within both: it is at least and at most this.",
    )
    page.freeze(0, 1)
    if not book.table("cooperation").empty:
        _worth(book, page)
    if not book.table("partners").empty:
        _partners(book, page)


def _worth(book: StudyBook, page: Page) -> None:
    frame = book.table("cooperation").copy()
    for words in frame["words"].dropna():
        page.say(str(words), bold=True)
    page.row += 1
    frame["case"] = [book.label(c) for c in frame["case"]]
    frame["what"] = [str(what)[:1].upper() + str(what)[1:] for what in frame["what"]]
    columns = [c for c in book.schema["cooperation"].columns if c.name != "words"]
    sure = ["" if bool(value) else "unsure" for value in frame["told_apart"]]
    ranged = [c.name for c in columns if c.name.startswith("value")]
    page.table(columns, frame, _WIDTHS, marks=dict.fromkeys([*ranged, "told_apart"], sure))
    values, least, most = (tuple(map(figure, frame[f"value{part}_musd"])) for part in ("", "_low", "_high"))
    name = "Worth"
    block = book.charts.add(
        "What cooperation is worth, MUSD, discounted",
        [clean(what) for what in frame["what"]],
        {name: values},
        {name: (least, most)},
    )
    height = max(260, min(560, 150 + 34 * len(frame)))
    look = Look(
        "bar",
        "What cooperation is worth; lines: at least and at most",
        "Kind of cooperation",
        "MUSD, discounted",
        colours=(SERIES[2],),
        size=(900, height),
    )
    place(book, page, block, look)


def _partners(book: StudyBook, page: Page) -> None:
    frame = book.table("partners").copy()
    frame["case"] = [book.label(c) for c in frame["case"]]
    frame["partner"] = [book.names.market(str(p)) for p in frame["partner"]]
    page.subtitle("What each partner gains or loses by the joint plan, in words")
    for case, rows in frame.groupby("case", sort=False):
        told = list(_sentences(rows))
        if told:
            page.say(f"The joint plan instead of the plan '{case}':", bold=True)
        for sentence in told:
            page.say(sentence)
    page.row += 1
    page.subtitle(book.schema["partners"].title)
    columns = book.schema["partners"].columns
    order = [c.name for c in columns]
    first = order.index("pays_more_musd")
    bands = (("In this plan", 2, first - 1), ("In the joint plan instead", first, len(order) - 1))
    page.table(columns, frame, _WIDTHS, bands=bands, number_formats=_SIGNED, filter=True)


def _sentences(rows: pd.DataFrame) -> Iterator[str]:
    for row in records(rows):
        parts = [part for name in _MORE if (part := _part(row, name))]
        if parts:
            yield (
                f"{row['partner']} "
                + (", ".join(parts[:-1]) + " and " + parts[-1] if len(parts) > 1 else parts[0])
                + "."
            )


def _part(row: dict[str, Any], name: str) -> str:
    verb, unit = _MORE[name]
    amount = figure(row[name]) or 0.0
    if abs(amount) < 0.5:
        return ""
    number = f"{abs(amount):,.0f} {unit.split(' ')[0]}"
    rest = unit.partition(" ")[2]
    if name == "avoided_t":
        return f"has {number} {'less' if amount > 0 else 'more'} expected shortage"
    return f"{verb} {number} {'more' if amount > 0 else 'less'}" + (f" {rest}" if rest else "")
