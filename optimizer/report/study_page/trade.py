"""Cost and security of each case together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from optimizer.plan.table import Column
from optimizer.report.page import Chapter, Control, Figure, Rows
from optimizer.report.study_page.against_base import Found, differences, giants
from optimizer.report.study_page.ranges import bar
from optimizer.report.study_page.security import Measure, measures
from optimizer.report.study_page.view import View
from optimizer.study.certainty import compared
from optimizer.study.uncertainty import Difference
from optimizer.words.listing import listed

_NOTE = (
    "Left is cheaper, down is safer. The line through a dot is what the cost is at least and at most; hollow: no "
    "difference in cost that the search can tell. Security is that of the plan that was found; another plan within "
    "the gap may be a little safer or less safe. Names that would overlap are left out; the table has them all."
)
_CONCERN = (
    " The share of concern countries is that of the value, at base's reference prices, of all that is delivered to "
    "the partners in base over all years."
)

_CLEAR = 0.02
"""Share by which a measure has to be better to count: it is that of one plan, and others may cost the same."""


def trade(view: View) -> Chapter | None:
    """Scatter of cost against each measure of security."""
    found, known = differences(view), measures(view)
    if not found or not known or view.base is None:
        return None
    hidden = giants(found)
    shown = {view.base: Difference(0.0, 0.0, 0.0), **{c: d for c, d in found.items() if c not in hidden}}
    if len(shown) < 3:
        return None
    words = "A cheaper plan can be a less secure one. Each case stands where its cost and its security meet."
    return Chapter("security", "Cost and security together", (words,), (_figure(view, shown, known),), "Security")


def _figure(view: View, shown: Found, known: list[Measure]) -> Figure:
    said = {m.id: _message(view, shown, m) for m in known}
    first = known[0]
    concern = any(m.id == "concern" for m in known)
    return Figure(
        id="trade",
        kind="trade",
        heading=_heading(view, shown, first),
        shows=f"Cost against {view.label(view.base)} and security of {len(shown)} cases. {said[first.id]}",
        data={
            "points": [_point(view, case, d, known) for case, d in shown.items()],
            "measures": [{"id": m.id, "label": m.label, "unit": m.unit, "share": m.format == "share"} for m in known],
            "said": said,
            "axis": f"Cost against {view.label(view.base)}, MUSD discounted",
        },
        rows=_rows(view, shown, known),
        controls=[Control("measure", "Security as", [(m.id, m.short) for m in known], first.id)],
        note=_NOTE + (_CONCERN if concern else ""),
        height=520,
    )


def _point(view: View, case: str, d: Difference, known: list[Measure]) -> Mapping[str, Any]:
    base = case == view.base
    words = "what the others are compared with" if base else compared(d)
    point = bar(view.head(case), d, words) | {"y": {m.id: m.values.get(case) for m in known}}
    return point | {"tone": "base"} if base else point


def _better(view: View, shown: Found, measure: Measure, cheaper: bool) -> list[str]:
    """Cases that are safer than base and, beyond the gap, cheaper or dearer."""
    base = measure.values.get(str(view.base))
    if base is None:
        return []
    sure = [case for case, d in shown.items() if d.told_apart and (d.value < 0) == cheaper]
    return [case for case in sure if measure.values.get(case, base) < base - _CLEAR * abs(base)]


def _heading(view: View, shown: Found, measure: Measure) -> str:
    both = _better(view, shown, measure, cheaper=True)
    if both:
        return f"Cheaper than base and safer in the worst scenario: {listed(map(view.label, both))}"
    dearer = _better(view, shown, measure, cheaper=False)
    if dearer:
        return f"No case is both cheaper and safer than base; {listed(map(view.label, dearer))} buy safety at a cost"
    return "No case is both cheaper and safer than base"


def _message(view: View, shown: Found, measure: Measure) -> str:
    ranked = sorted((c for c in shown if c in measure.values), key=lambda c: measure.values[c])
    least, most = ranked[0], ranked[-1]
    ends = (
        f"{measure.label}: from {measure.write(measure.values[least])} ({view.label(least)}) to "
        f"{measure.write(measure.values[most])} ({view.label(most)})."
    )
    both = _better(view, shown, measure, cheaper=True)
    how = f" Lower than in base at a lower cost: {listed(map(view.label, both))}." if both else ""
    return ends + how


def _rows(view: View, shown: Found, known: list[Measure]) -> Rows:
    columns = [
        Column("case", "Case", "text"),
        Column("cost", "Cost against base", "money", "MUSD"),
        Column("low", "at least", "money", "MUSD"),
        Column("high", "at most", "money", "MUSD"),
        *(Column(m.id, m.label, m.format, m.unit) for m in known),
    ]
    rows = [(view.head(c), d.value, d.low, d.high, *(m.values.get(c) for m in known)) for c, d in shown.items()]
    source = "tables cases and shortage of comparison.json, dependence of each plan.json"
    return Rows("Cost and security by case", columns, rows, source)
