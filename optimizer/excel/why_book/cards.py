"""The sheet of cards: each project in or out, the reason, and what the opposite would cost."""

from __future__ import annotations

import dataclasses
from typing import Any

from optimizer.excel.pages.cells import figure, present, records
from optimizer.excel.pages.styles import SIGNED_MONEY
from optimizer.excel.why_book.book import WhyBook
from optimizer.plan.table import Column
from optimizer.study.why_tables import CARDS, CHANGES

_MOST_PRINTED = 40
"""Rows of what changes that are printed: there are dozens for each project."""
_ORDER = {"in": 0, "committed": 1, "out": 2}
_SHOWN = (
    "name", "decision", "reason", "words", "opposite", "alone_musd", "answering_musd", "least_musd", "most_musd",
    "proven", "enter", "leave", "start_year", "price_floor", "funders", "capex_musd", "gap_musd",
    "unit_cost_usd_per_t", "price_usd_per_t", "first_budget", "first_budget_musd", "country", "product",
)  # fmt: skip
_OPTIONAL = ("first_budget", "first_budget_musd", "price_floor")
_WIDTHS = {
    "name": 28, "decision": 10, "reason": 15, "words": 60, "opposite": 10, "enter": 20, "leave": 20, "funders": 21,
    "country": 14, "product": 18, "price_floor": 10, "first_budget": 10,
}  # fmt: skip
_COST = ("alone_musd", "answering_musd", "least_musd", "most_musd")


def write_cards(book: WhyBook) -> None:
    """A row for each project."""
    page = book.page(
        "Projects",
        "Why each project is in or out",
        "The opposite decision is solved: once with everything else as decided, once with the projects of its chain "
        "free to answer; the cheaper of the two is what it costs at most. At least is proven for every plan with the "
        "opposite decision: where it is below 0 (grey), the gap of the search leaves open whether it costs anything.",
    )
    frame = book.table("cards")
    if frame.empty:
        page.say("No project was asked about.", italic=True)
        return
    rank = [_ORDER.get(str(d), 3) for d in frame["decision"]]
    most = [-(figure(v) or 0.0) for v in frame["most_musd"]]
    frame = frame.assign(rank=rank, most=most).sort_values(["rank", "most"], kind="stable").reset_index(drop=True)
    rows = records(frame)
    frame["country"] = [book.names.country(c) for c in frame["country"]]
    frame["product"] = [book.names.short_material(m) for m in frame["product"]]
    declared = {c.name: c for c in CARDS.columns}
    columns = [declared[n] for n in _SHOWN if n not in _OPTIONAL or any(present(v) for v in frame[n])]
    band = [c.name for c in columns]
    first, last = band.index("opposite"), band.index("leave")
    marks = {
        "decision": [_decided(row) for row in rows],
        **{name: [_sure(row) for row in rows] for name in (*_COST, "proven")},
    }
    layout = page.table(
        columns, frame, _WIDTHS, filter=True, marks=marks,
        bands=(("The opposite decision, against the plan", first, last),),
        number_formats=dict.fromkeys(_COST, SIGNED_MONEY),
    )  # fmt: skip
    page.freeze_head(layout, 1)


def _decided(row: dict[str, Any]) -> str:
    return {"in": "held", "committed": "committed"}.get(str(row["decision"]), "no plan")


def _sure(row: dict[str, Any]) -> str:
    """Grey where the gap leaves the sign open."""
    return "unsure" if present(row["least_musd"]) and not row["proven"] else ""


def write_changes(book: WhyBook) -> None:
    """What each opposite decision changes, in tonnes and money."""
    page = book.page("What changes", CHANGES.title, CHANGES.doc)
    frame = book.table("changes")
    if frame.empty:
        page.say("No opposite decision was solved.", italic=True)
        return
    columns: list[Column] = [c for c in CHANGES.columns if c.name != "project"]
    signed = {"change_musd": SIGNED_MONEY, "change_t": "+#,##0.0;-#,##0.0;0"}
    columns = [dataclasses.replace(c, label="Part") if c.name == "about" else c for c in columns]
    layout = page.table(
        columns, frame, {"name": 36, "opposite": 12, "about": 12, "item": 60},
        filter=True, number_formats=signed, printed=_MOST_PRINTED,
    )  # fmt: skip
    page.freeze_head(layout, 1)
