"""The sheet of public money: who pays how much for what, by case."""

from __future__ import annotations

import pandas as pd

from optimizer.excel.pages.chart_data import Block
from optimizer.excel.pages.page import Page
from optimizer.excel.study_book.book import StudyBook
from optimizer.excel.study_book.by_case import write_by_case
from optimizer.words.several import labels

PURPOSES = {"grants_musd": "Grants", "price_support_musd": "Price support", "stock_musd": "Stock purchases"}
_MOST = 7


def funding(book: StudyBook) -> pd.DataFrame:
    """What funders pay, with their names and those of their partners."""
    frame = book.table("funding").copy()
    frame["who"] = [book.names.funder(f) for f in frame["funder"]]
    known = frame["partner"].notna() & (frame["partner"].astype(str) != "")
    frame["side"] = [book.names.market(str(p)) if k else "–" for p, k in zip(frame["partner"], known, strict=True)]
    return frame


def write_money(book: StudyBook) -> None:
    """Outlay by funder, by partner and by purpose."""
    page = book.page(
        "Money",
        f"Public money by {book.noun}",
        "What the treasuries pay over all years in base, MUSD, not discounted. Funders that never pay are left out.",
    )
    frame = funding(book)
    if frame.empty:
        page.say("No public funder takes part in any plan.", italic=True)
        return
    page.freeze(0, 1)
    fixed: dict[str, float] = {"who": 40, "what": 18, "side": 24}
    page.subtitle("Outlay by funder")
    write_by_case(book, page, frame, {"who": "Funder", "side": "Partner"}, "outlay_musd", total="Total", fixed=fixed)
    if frame["against_base_musd"].notna().any():
        page.subtitle(f"Outlay against {book.reference}: more (+) or less (−)")
        keys = {"who": "Funder", "side": "Partner"}
        write_by_case(book, page, frame, keys, "against_base_musd", total="Total", signed=True, fixed=fixed)
    page.subtitle("Outlay by partner")
    write_by_case(book, page, frame.assign(all=""), {"side": "Partner", "all": ""}, "outlay_musd", total="Total")
    page.subtitle("What the money is for")
    split = frame.melt(id_vars=["case", "who"], value_vars=list(PURPOSES), var_name="purpose", value_name="musd")
    split["what"] = split["purpose"].map(PURPOSES)
    split = split.sort_values(
        "who", key=lambda w: w.map({n: i for i, n in enumerate(frame["who"].unique())}), kind="stable"
    )
    write_by_case(book, page, split, {"who": "Funder", "what": "For"}, "musd", total="Total", fixed=fixed)
    _write_grants(book, page, fixed)


def _write_grants(book: StudyBook, page: Page, fixed: dict[str, float]) -> None:
    grants = book.table("starts").copy()
    grants["who"] = [book.names.project(p) for p in grants["project"]]
    page.subtitle("Grants by project")
    write_by_case(
        book, page, grants.assign(all=""), {"who": "Project", "all": ""}, "grants_musd", total="Total", fixed=fixed
    )


def funders_block(book: StudyBook) -> Block:
    """Outlay by case and funder; small funders together."""
    frame = funding(book)
    shown = [case for case in book.cases if book.has_plan(case)]
    by = frame.pivot_table(index="case", columns="who", values="outlay_musd", aggfunc="sum").reindex(shown).fillna(0.0)
    order = by.sum().sort_values(ascending=False)
    order = order[order > 0]
    kept = list(order.index[:_MOST]) if len(order) > _MOST + 1 else list(order.index)
    series = {label: by[who].tolist() for label, who in zip(labels(kept, 30), kept, strict=True)}
    if len(order) > len(kept):
        series["Other funders"] = by[list(order.index[len(kept) :])].sum(axis=1).tolist()
    title = f"Public money by funder and {book.noun}, MUSD, not discounted"
    return book.charts.add(title, [book.label(case) for case in shown], series)
