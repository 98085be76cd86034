"""Sheets about public money: by funder and year, by project, and for price floors."""

from __future__ import annotations

import pandas as pd

from optimizer.case.case import BASE
from optimizer.excel.pages.chart_data import Block
from optimizer.excel.pages.charts import Look, place
from optimizer.excel.pages.page import Page
from optimizer.excel.pages.pivot import matrix, year_matrix
from optimizer.excel.pages.styles import MISSED_FILL, OTHERS, SERIES, WHOLE_SHARE
from optimizer.excel.plan_book.book import Book
from optimizer.excel.plan_book.rows import empty
from optimizer.plan.table import Column

_PURPOSES = {"grants_musd": "Grants", "price_support_musd": "Price support", "stock_musd": "Stock purchases"}
_MOST_SERIES = 7


def in_base(book: Book, name: str) -> pd.DataFrame:
    """The rows of a table that are about base."""
    frame = book.table(name)
    return frame[frame["scenario"] == BASE]


def write_funding(book: Book) -> None:
    """What each funder pays in base, against its budget."""
    page = book.page(
        "Funding by year",
        "Public money by funder and year",
        "What the treasuries pay in base, MUSD of the year, not discounted, against their budgets. Scenarios stand in "
        "the sheet 'Funding rows'.",
    )
    if empty(book, page, "funding"):
        return
    base = in_base(book, "funding").copy()
    base["who"] = [book.names.funder(f) for f in base["funder"]]
    place(book, page, spending_block(book), spending_look((1000, 320)))
    page.freeze(4, 1)
    page.subtitle("What the money is for")
    purposes = base.melt(id_vars=["year"], value_vars=list(_PURPOSES), var_name="purpose", value_name="musd")
    purposes["purpose"] = purposes["purpose"].map(_PURPOSES)
    year_matrix(page, purposes, ("purpose", "Purpose"), "musd", total=True)
    page.subtitle("Outlay by funder")
    year_matrix(page, base, ("who", "Funder"), "outlay_musd", total=True)
    _budgets(book, page, base)


def _budgets(book: Book, page: Page, base: pd.DataFrame) -> None:
    page.subtitle("Budget by funder")
    if base["budget_musd"].isna().all():
        page.say("No funder has a budget: public money is unlimited.", italic=True)
        return
    limited = base[base["budget_musd"].notna()]
    year_matrix(page, limited, ("who", "Funder"), "budget_musd", total=True)
    page.subtitle("Share of the budget that is used")
    carrying = _carrying(book, limited)
    if carrying:
        page.say(
            "Cumulative: unspent money may be spent later, so that all outlay since the first year stands against all "
            "budgets since then. Other funders: outlay against the budget of the year."
        )
    page.legend((MISSED_FILL, "All of the budget is spent"))
    outlay, budget = (
        limited.pivot_table(index="who", columns="year", values=v, aggfunc="sum", sort=False).sort_index(axis=1)
        for v in ("outlay_musd", "budget_musd")
    )
    spent_by, given_by = outlay.copy(), budget.copy()
    spent_by.loc[carrying], given_by.loc[carrying] = (f.loc[carrying].cumsum(axis=1) for f in (outlay, budget))
    used = (spent_by / given_by.where(given_by > 0)).reset_index()
    used["who"] = [f"{w} (cumulative)" if w in carrying else w for w in used["who"]]
    used["total"] = (outlay.sum(axis=1) / budget.sum(axis=1)).to_numpy()
    years = [Column(str(y), str(y), "share", "%") for y in outlay.columns]
    columns = [Column("who", "Funder", "text"), *years, Column("total", "Total", "share", "%")]
    used.columns = pd.Index([c.name for c in columns])
    layout = page.table(columns, used, number_formats={c.name: WHOLE_SHARE for c in columns[1:]})
    spent = {
        "type": "cell",
        "criteria": ">=",
        "value": 0.9995,
        "format": book.workbook.add_format({"bg_color": MISSED_FILL}),
    }
    page.sheet.conditional_format(layout.first, 1, layout.last, len(columns) - 1, spent)


def _carrying(book: Book, limited: pd.DataFrame) -> list[str]:
    """Names of funders that may spend later what they have not spent."""
    known = book.case.funders
    funders = zip(limited["funder"], limited["who"], strict=True)
    return list(dict.fromkeys(who for f, who in funders if f in known and known[f].carry_over))


def spending_block(book: Book) -> Block:
    """Outlay in base by year and funder; small funders together."""
    base = in_base(book, "funding")
    by = base.pivot_table(index="year", columns="funder", values="outlay_musd", aggfunc="sum")
    order = by.sum().sort_values(ascending=False)
    order = order[order > 0]
    kept = list(order.index[:_MOST_SERIES]) if len(order) > _MOST_SERIES else list(order.index)
    short = book.names.short_funders(kept, 26)
    series = {short[f]: by[f].tolist() for f in kept}
    if len(order) > len(kept):
        series["Other funders"] = by[list(order.index[len(kept) :])].sum(axis=1).tolist()
    return book.charts.add("Outlay by year and funder in base, MUSD", [int(y) for y in by.index], series)


def spending_look(size: tuple[int, int], legend: str = "right") -> Look:
    """How spending is drawn."""
    return Look(
        "column",
        "Public spending by year and funder",
        "Year",
        "MUSD, not discounted",
        subtype="stacked",
        colours=(*SERIES[:_MOST_SERIES], OTHERS),
        size=size,
        legend=legend,
    )


def write_grants(book: Book) -> None:
    """Who pays for which project."""
    page = book.page(
        "Grants",
        "Grants by project and funder",
        "Public money for capital cost, MUSD over all years, not discounted. Years stand in the sheet 'Grant rows'.",
    )
    if empty(book, page, "grants"):
        return
    grants = book.table("grants").copy()
    grants["who"] = [book.names.funder(f) for f in grants["funder"]]
    grants["name"] = [book.names.project(p) for p in grants["project"]]
    grants["where"] = [book.names.country(c) for c in grants["country"]]
    layout = matrix(page, grants, ["name", "where"], ["Project", "Country"], "who", "grant_musd", unit="MUSD")
    page.freeze_head(layout, 1)


def write_price_support(book: Book) -> None:
    """What price floors cost in base."""
    page = book.page(
        "Price support",
        "Price support by project and year",
        "What price floors cost the treasuries in base, MUSD, not discounted. Scenarios stand in 'Price support rows'.",
    )
    if empty(book, page, "price_support"):
        return
    base = in_base(book, "price_support")
    if base.empty:
        page.say(
            "No price floor has to be paid for in base; scenarios stand in the sheet 'Price support rows'.", italic=True
        )
        return
    keys = [("name", "Project"), ("price_floor", "Level"), ("floor_usd_per_t", "Floor, USD/t")]
    name = [book.names.project(p) for p in base["project"]]
    base = base.assign(name=name, price_floor=base["price_floor"].fillna(""))
    layout = year_matrix(page, base, keys[0], "topup_musd", True, keys[1:])
    page.freeze_head(layout, 1)
