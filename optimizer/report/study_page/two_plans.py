"""Headline and key figures of the difference of two plans."""

from __future__ import annotations

from collections.abc import Sequence

from optimizer.report.page import Tile
from optimizer.report.study_page.projects import starts
from optimizer.report.study_page.view import View
from optimizer.words.amounts import more_or_less
from optimizer.words.text import clean

_DUST = 0.05


def sentences(view: View) -> list[str]:
    """What the second plan changes: inputs first, then cost, projects, money, stock, shortage and targets."""
    return [clean(row["words"]) for row in view.rows("stories") if row["words"]]


def lead(view: View) -> list[str]:
    """What the difference costs, then what was changed to begin with."""
    inputs, *cost = sentences(view)[:2] or [""]
    who = f"{view.head(view.planned[-1])} against {view.label(view.base)}"
    return [*(f"{who}: {text[:1].lower()}{text[1:]}" for text in cost), *([inputs] if inputs else [])]


def tiles(view: View) -> list[Tile]:
    """Cost, projects, public money and targets of the second plan against the first."""
    if len(view.planned) != 2:
        return []
    first, second = view.planned
    built = {case: {p for (c, p) in starts(view) if c == case} for case in view.planned}
    more, fewer = len(built[second] - built[first]), len(built[first] - built[second])
    paid = _change(view, [(row["case"], row["outlay_musd"]) for row in view.rows("funding")])
    missed = {c: sum((r["missed"] or 0) > 0 for r in view.rows("targets") if r["case"] == c) for c in view.planned}
    return [
        *_cost(view),
        Tile(f"+{more} −{fewer}", f"projects built in {view.label(second)} only, and in {view.label(first)} only"),
        Tile(more_or_less(paid, "MUSD") if abs(paid) > _DUST else "no change", "public money in base, not discounted"),
        Tile(f"{missed[first]} → {missed[second]}", "targets missed"),
    ]


def _cost(view: View) -> list[Tile]:
    """The difference of the two objectives; none where they are the same."""
    whole = [row for row in view.rows("differences") if (row["about"], row["item"]) == ("cost", "Objective")]
    meaning = f"cost of {view.label(view.planned[1])} against {view.label(view.planned[0])}, discounted"
    return [Tile(more_or_less(row["difference"], "MUSD"), meaning) for row in whole]


def _change(view: View, amounts: Sequence[tuple[object, float | None]]) -> float:
    first, second = (sum(musd or 0.0 for case, musd in amounts if case == one) for one in view.planned)
    return second - first
