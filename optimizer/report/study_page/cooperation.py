"""What cooperation is worth, and what each partner pays and gets."""

from __future__ import annotations

from collections.abc import Sequence

from optimizer.plan.table import Column
from optimizer.report.page import Chapter, Figure, Part, Rows, Words
from optimizer.report.study_page.ranges import RANGE_NOTE, Told, difference, range_figure
from optimizer.report.study_page.view import Row, View, begun
from optimizer.study.certainty import worth
from optimizer.study.tables import PARTNERS
from optimizer.words.text import clean, usd

_OTHERS = "others"
_SHOWN = ("pays_musd", "pays_more_musd", "gets_more_t", "avoided_t", "home_capex_more_musd")


def cooperation(view: View) -> Chapter | None:
    """The value of joint planning, exemption and price support; None where no case tells."""
    rows = [row for row in view.rows("cooperation") if row["value_musd"] is not None]
    if not rows:
        return None
    parts: list[Part] = [_figure(view, rows), Words([clean(row["words"]) for row in rows if row["words"]], listed=True)]
    if table := _partners(view):
        parts.append(table)
    first = (
        "Cases that take something of cooperation away tell what it is worth: the cost of the plan without it, less "
        "that of the plan with it."
    )
    return Chapter("cooperation", "What cooperation is worth", (first,), parts, "Cooperation")


def _figure(view: View, rows: Sequence[Row]) -> Figure:
    found = {begun(clean(row["what"])): difference(row, "value") for row in rows}
    known = {what: d for what, d in found.items() if d is not None}
    order = sorted(known, key=lambda what: -known[what].value)
    sure = [what for what in order if known[what].told_apart and known[what].value > 0]
    heading = (
        f"{sure[0]} is worth {usd(known[sure[0]].value)}, the most of what was compared"
        if sure
        else "No kind of cooperation is worth more than the gap of the search explains"
    )
    told = Told(
        id="worth",
        heading=heading,
        shows="Bars of what each kind of cooperation is worth",
        axis="Worth, MUSD discounted",
        zero="nothing",
        what="Kind of cooperation",
        value="Worth",
        caption="What cooperation is worth, MUSD discounted",
        source=view.source("cooperation"),
        note=RANGE_NOTE,
        is_saving=True,
        unsure="cannot be told from nothing",
        printed=True,
    )
    return range_figure(told, {what: known[what] for what in order}, worth)


def _partners(view: View) -> Rows | None:
    rows = view.rows("partners")
    if not rows:
        return None
    known = {c.name: c for c in PARTNERS.columns}
    filled = [known[name] for name in _SHOWN if any(row[name] is not None for row in rows)]
    heads = [Column("case", "Plan", "text"), known["partner"], *filled]
    body = [(view.head(row["case"]), _market(view, row["partner"]), *(row[c.name] for c in filled)) for row in rows]
    caption = "What each partner pays, and what it pays and gets more in the joint plan than in this one"
    return Rows(caption, heads, body, view.source("partners"), folded=False)


def _market(view: View, partner: str) -> str:
    return "Others" if partner == _OTHERS else view.names.market(partner)
