"""Sheets about projects: what is built, and the business plan of everything that could be."""

from __future__ import annotations

from typing import Any

import pandas as pd

from optimizer.excel.pages.cells import records
from optimizer.excel.pages.styles import HELD_FILL, MISSED_FILL
from optimizer.excel.plan_book.book import Book
from optimizer.excel.plan_book.rows import empty, named
from optimizer.plan.table import Column
from optimizer.plan.tables import BUSINESS_PLANS, PROJECTS

_ADDED = ("capex_musd", "grants_musd", "private_musd", "price_support_musd", "gap_musd")


def write_projects(book: Book) -> None:
    """What is built, when, and who pays for it."""
    page = book.page(
        "Projects",
        PROJECTS.title,
        "What is decided: the year of the decision, the price floor, and who pays the capital cost. Money is not "
        "discounted, except for NPV and funding gap, which are the private owner's at the private rate.",
    )
    if empty(book, page, "projects"):
        return
    frame = named(book, PROJECTS)
    if (frame["status"] == "committed").any():
        page.legend((HELD_FILL, "Committed before this plan"))
    frame = frame.sort_values("status", key=lambda status: status == "committed", kind="stable")
    totals: dict[str, object] = {"project": "Total", **{c: frame[c].sum() for c in _ADDED}}
    whole = pd.concat([frame.astype(object), pd.DataFrame([totals], columns=frame.columns, dtype=object)])
    layout = page.table(PROJECTS.columns, whole, {"name": 36, "product": 34, "funders": 38}, totals=1, filter=True)
    status = layout.at("status")
    committed = {"type": "cell", "criteria": "==", "value": '"committed"', "format": _fill(book, HELD_FILL)}
    page.sheet.conditional_format(layout.first, status, layout.last - 1, status, committed)
    page.freeze_head(layout, 2)


def write_business_plans(book: Book) -> None:
    """Why projects are built or left out: what a private owner would earn."""
    page = book.page(
        "Business plans",
        BUSINESS_PLANS.title,
        "What a private owner would earn with each project of the workbook, also with those that are left out: at the "
        "start that is built or, otherwise, the one with the least gap; without a price floor and under the best one. "
        "A project can only be built where public money closes the gap.",
    )
    if empty(book, page, "business_plans"):
        return
    page.legend(
        (HELD_FILL, "Built"), (MISSED_FILL, "Out of reach: the gap is more than funders may give, floor included")
    )
    frame = named(book, BUSINESS_PLANS)
    columns = (
        *BUSINESS_PLANS.columns,
        Column("reach", "Within reach", "text", doc="whether public money may close the gap"),
    )
    frame["reach"] = [_reach(row) for row in records(frame)]
    layout = page.table(columns, frame, {"name": 36, "product": 34}, filter=True)
    decision, reach = layout.at("decision"), layout.at("reach")
    built = {"type": "cell", "criteria": "==", "value": '"built"', "format": _fill(book, HELD_FILL)}
    far = {"type": "text", "criteria": "begins with", "value": "no", "format": _fill(book, MISSED_FILL)}
    page.sheet.conditional_format(layout.first, decision, layout.last, decision, built)
    page.sheet.conditional_format(layout.first, reach, layout.last, reach, far)
    page.freeze_head(layout, 2)


def _reach(row: dict[str, Any]) -> str:
    gaps = [g for g in (row["gap_musd"], row["gap_with_floor_musd"]) if pd.notna(g)]
    if not gaps or pd.isna(row["most_public_musd"]):
        return ""
    lacking = min(gaps) - row["most_public_musd"]
    if lacking > 1e-6:
        return f"no, {lacking:,.1f} MUSD short"
    return "needs none" if gaps[0] <= 1e-6 else "yes"


def _fill(book: Book, colour: str) -> object:
    return book.workbook.add_format({"bg_color": colour})
