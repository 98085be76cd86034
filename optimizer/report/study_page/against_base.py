"""What each case costs against base."""

from __future__ import annotations

from collections.abc import Sequence

from optimizer.report.page import Chapter, Figure
from optimizer.report.study_page.ranges import RANGE_NOTE, Told, difference, range_figure
from optimizer.report.study_page.view import View
from optimizer.study.certainty import compared
from optimizer.study.uncertainty import Difference
from optimizer.words.listing import listed
from optimizer.words.text import plural, usd

Found = dict[str, Difference]
_DWARFS = 8.0
"""A difference so many times the next largest one hides all others in a chart."""


def differences(view: View) -> Found:
    """What each case with a plan costs more than base, where that is known."""
    rows = {str(row["case"]): difference(row, "against_base") for row in view.rows("cases")}
    return {case: found for case, found in rows.items() if found is not None and case != view.base}


def giants(found: Found) -> Sequence[str]:
    """Cases that would dwarf all others: with other prices, say, the bill for all supply is another."""
    ranked = sorted(found, key=lambda case: abs(found[case].value))
    for number in range(len(ranked) - 1, len(ranked) // 2, -1):
        if abs(found[ranked[number]].value) > _DWARFS * abs(found[ranked[number - 1]].value) > 0:
            return ranked[number:]
    return ()


def against_base(view: View) -> Chapter | None:
    """Cost against base with its range; None where nothing is compared."""
    found = differences(view)
    if not found:
        return None
    words = ["Each case is the workbook with some cells changed, solved afresh. Its cost stands against that of base."]
    if hidden := giants(found):
        told = listed(f"{view.label(case)} {compared(found[case])}" for case in hidden)
        words.append(f"Left out of the figure, since all others would vanish beside it: {told}.")
    return Chapter("cost", "What each case costs", words, (_figure(view, found, hidden),), "Cost")


def _figure(view: View, found: Found, hidden: Sequence[str]) -> Figure:
    shown = sorted((case for case in found if case not in hidden), key=lambda case: -found[case].value)
    name = view.label(view.base)
    told = Told(
        id="against-base",
        heading=_message(view, {case: found[case] for case in shown}),
        shows=f"Bars of the cost of {plural(len(shown), 'case')} against {name}",
        axis=f"Cost against {name}, MUSD discounted",
        zero=name,
        what="Case",
        value="Difference",
        caption=f"Cost against {name}, MUSD discounted",
        source=view.source("cases"),
        note=RANGE_NOTE,
    )
    rows = {view.head(case): found.get(case) for case in view.cases if case != view.base}
    return range_figure(told, {view.head(case): found[case] for case in shown}, compared, rows)


def _message(view: View, found: Found) -> str:
    sure = {case: d for case, d in found.items() if d.told_apart}
    if not sure:
        return "No case costs more or less than base by as much as the search can tell"
    dear = [case for case in sure if sure[case].value > 0]
    cheap = [case for case in sure if sure[case].value < 0]
    unsure = len(found) - len(sure)
    parts = []
    if dear:
        worst = max(dear, key=lambda case: sure[case].value)
        parts.append(
            f"{_count(len(dear), 'costs', 'cost')} more, up to {usd(sure[worst].value)} for {view.label(worst)}"
        )
    if cheap:
        best = min(cheap, key=lambda case: sure[case].value)
        parts.append(
            f"{_count(len(cheap), 'costs', 'cost')} less, up to {usd(-sure[best].value)} for {view.label(best)}"
        )
    if unsure:
        parts.append(f"{unsure} cannot be told from base")
    return "; ".join(parts)


def _count(count: int, one: str, many: str) -> str:
    return f"{plural(count, 'case')} {one if count == 1 else many}"
