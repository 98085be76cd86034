"""Where a difference in cost comes from, term by term."""

from __future__ import annotations

from optimizer.report.page import Chapter, Figure
from optimizer.report.study_page.against_base import Found, differences, giants
from optimizer.report.study_page.stacks import Amounts, bars, by_case, stacked
from optimizer.report.study_page.view import View
from optimizer.words.text import usd
from optimizer.words.wording import term


def terms(view: View) -> Chapter | None:
    """Cost against base by term; None where nothing is compared."""
    found = differences(view)
    shown = sorted((case for case in found if case not in giants(found)), key=lambda case: -found[case].value)
    amounts: dict[str, dict[str, float]] = {}
    for row in view.rows("costs"):
        if row["term"] != "total" and row["against_base_musd"] is not None and str(row["case"]) in shown:
            amounts.setdefault(term(str(row["term"])), {})[str(row["case"])] = row["against_base_musd"]
    if not stacked(amounts, ""):
        return None
    words = (
        "A difference in cost has many parts that partly cancel: fewer plants cost less to build and to run, but more "
        "has to be bought."
    )
    return Chapter(
        "terms", "Where the difference comes from", (words,), (_figure(view, shown, amounts, found),), "Terms"
    )


def _figure(view: View, shown: list[str], amounts: Amounts, found: Found) -> Figure:
    heading = _message(view, amounts, found)
    return Figure(
        id="cost-terms",
        kind="stacks",
        heading=heading,
        shows=f"Stacked bars of the cost of each case against base by term: left less, right more. {heading}.",
        data=bars(
            view,
            shown,
            stacked(amounts, "Other terms"),
            f"Against {view.label(view.base)}, MUSD discounted",
            [found[case].value for case in shown],
        ),
        rows=by_case(view, "Term", amounts, shown, "Cost against base by term, MUSD discounted", view.source("costs")),
        note="Expected over the scenarios. Parts left of 0 are saved, parts right of 0 cost more; so does "
        "a credit that becomes smaller. Each part is that of the plans found: only their sum is proven within a "
        "range.",
    )


def _message(view: View, amounts: Amounts, found: Found) -> str:
    """The largest part of the largest difference that is told apart."""
    sure = [case for case in found if found[case].told_apart and any(case in values for values in amounts.values())]
    if not sure:
        return "No case differs from base by more than the gap explains"
    case = max(sure, key=lambda c: abs(found[c].value))
    what = max(amounts, key=lambda t: abs(amounts[t].get(case, 0.0)))
    value = amounts[what].get(case, 0.0)
    return f"{view.head(case)}: the largest part is {what[:1].lower()}{what[1:]}, {usd(abs(value))} {_more(value)}"


def _more(value: float) -> str:
    return "more" if value > 0 else "less"
