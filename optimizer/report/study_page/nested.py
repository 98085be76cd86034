"""What it costs to keep what tighter points picked."""

from __future__ import annotations

from optimizer.report.page import Chapter, Figure
from optimizer.report.study_page.ranges import Told, difference, range_figure
from optimizer.report.study_page.view import View
from optimizer.study.certainty import bracket
from optimizer.study.uncertainty import Difference
from optimizer.words.amounts import number
from optimizer.words.text import usd

_NOTE = (
    "The dot is what keeping costs against the best plan known; the bar spans what it costs at least and at most. "
    "Hollow and grey: the gap of the search could explain it."
)


def nested(view: View) -> Chapter | None:
    """The price of nesting by point; None where it was not asked for."""
    found = {view.head(row["point"]): difference(row, "nesting") for row in view.rows("points")}
    known = {name: d for name, d in found.items() if d is not None}
    if not known:
        return None
    words = (
        "A programme that grows step by step keeps every project that it has begun. The price of nesting is what that "
        "costs against a plan that is made afresh for each point."
    )
    free = all(d.is_nothing for d in known.values())
    told = [words, "Here it costs nothing, whatever the point."] if free else [words]
    figures = [] if free else [_figure(view, known)]
    return Chapter("nested", "What growing step by step costs", told, figures, "Step by step")


def _figure(view: View, known: dict[str, Difference]) -> Figure:
    sure = [name for name, d in known.items() if d.told_apart]
    most = max(d.high for d in known.values())
    heading = (
        f"Keeping earlier picks costs most at {max(sure, key=lambda n: known[n].value)}: "
        f"{usd(max(known[n].value for n in sure))}"
        if sure
        else f"Keeping what was begun costs at most {usd(most)}, and perhaps nothing"
    )
    told = Told(
        id="nesting",
        heading=heading,
        shows="Bars of what keeping earlier picks costs at each point",
        axis="Price of nesting, MUSD discounted",
        zero="nothing",
        what="Point",
        value="Costs",
        caption="Price of nesting, MUSD discounted",
        source=view.source("points"),
        note=_NOTE,
        unsure="not told from nothing",
    )
    return range_figure(told, known, _words)


def _words(d: Difference) -> str:
    if d.is_nothing:
        return "costs nothing"
    if not d.told_apart:
        return f"not told from nothing, at most {number(d.high)} MUSD"
    return f"costs {number(d.value)} MUSD ({bracket(d)})"
