"""Who pays, case by case."""

from __future__ import annotations

from optimizer.report.page import Chapter, Figure
from optimizer.report.study_page.against_base import differences
from optimizer.report.study_page.stacks import Amounts, bars, by_case, stacked
from optimizer.report.study_page.view import View, begun
from optimizer.words.listing import listed
from optimizer.words.several import labels
from optimizer.words.text import clean, usd

_LABEL = 30


def money(view: View) -> Chapter | None:
    """Public money by funder; None where no funder ever pays."""
    rows = [row for row in view.rows("funding") if row["outlay_musd"]]
    names = list(dict.fromkeys(clean(row["name"] or row["funder"]) for row in rows))
    short = dict(zip(names, labels(names, _LABEL), strict=True))
    amounts: dict[str, dict[str, float]] = {}
    for row in rows:
        own = amounts.setdefault(short[clean(row["name"] or row["funder"])], {})
        own[str(row["case"])] = own.get(str(row["case"]), 0.0) + row["outlay_musd"]
    if not amounts:
        return None
    words = (
        "Grants for capital cost, top-ups to price floors and purchases for stock, over all years in base and not "
        "discounted. Private money is not counted."
    )
    return Chapter("money", "Who pays", (words,), (_figure(view, amounts),), "Money")


def _figure(view: View, amounts: Amounts) -> Figure:
    heading = _message(view, amounts)
    source = view.source("funding")
    caption = f"Public money by funder and {view.noun}, MUSD, not discounted"
    return Figure(
        id="public-money",
        kind="stacks",
        heading=heading,
        shows=f"Stacked bars of public money by funder, one for each {view.noun}. {heading}.",
        data=bars(view, view.planned, stacked(amounts, "Other funders"), "MUSD, not discounted"),
        rows=by_case(view, "Funder", amounts, view.planned, caption, source),
        note=_note(view),
    )


def _message(view: View, amounts: Amounts) -> str:
    totals = {case: sum(values.get(case, 0.0) for values in amounts.values()) for case in view.planned}
    least, most = min(totals, key=lambda c: totals[c]), max(totals, key=lambda c: totals[c])
    if usd(totals[least]) == usd(totals[most]):
        return f"Public money comes to {usd(totals[most])} throughout"
    return (
        f"Public money ranges from {usd(totals[least])} ({view.label(least)}) to {usd(totals[most])} "
        f"({view.label(most)})"
    )


def _note(view: View) -> str:
    if view.study.kind == "sweep":
        return "Of the best plan known at each point. Plans that cost the same within the gap may share it otherwise."
    same = [view.label(case) for case, found in differences(view).items() if not found.told_apart]
    if not same:
        return ""
    return f"{begun(listed(same, 12))}: the same cost as base within the gap, so who pays may differ by chance."
