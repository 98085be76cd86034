"""Studies in a few sentences: what a planner should know first."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from optimizer.case.case import BASE
from optimizer.words.listing import listed
from optimizer.words.text import plural, usd

Row = Mapping[str, Any]
Label = Callable[[object], str]
"""What a case or a point is called."""
_PROVEN = 0.05
"""MUSD within which both ends of a range are the same."""


def of_comparison(cases: Sequence[Row], projects: Sequence[Row], label: Label) -> Iterator[str]:
    """A comparison: who has a plan, what costs and saves most, what cannot be told apart, what is picked.

    Args:
        cases: rows of the table of cases.
        projects: rows of the table of projects.
        label: what a case is called.
    """
    planned = [row for row in cases if row["objective_musd"] is not None]
    if not planned:
        yield "No case has a plan; the last column says why."
        return
    yield _answers(cases, planned, label)
    compared = [row for row in planned if row["case"] != BASE and row["against_base_musd"] is not None]
    yield from _extremes([row for row in compared if row["told_apart"]], label)
    yield from _unsure([row for row in compared if row["told_apart"] is not None and not row["told_apart"]], label)
    if len(planned) > 1:
        yield from _picked(projects)


def _answers(cases: Sequence[Row], planned: Sequence[Row], label: Label) -> str:
    if len(planned) == len(cases):
        few = {1: "The case has a plan.", 2: "Both cases have a plan."}
        return few.get(len(cases), f"All {plural(len(cases), 'case')} have a plan.")
    failed = [label(row["case"]) for row in cases if row not in planned]
    return f"{len(planned)} of {plural(len(cases), 'case')} have a plan; there is none for {listed(failed)}."


def _extremes(sure: Sequence[Row], label: Label) -> Iterator[str]:
    """The case that costs most and the one that saves most, among those that the gaps can tell from base."""
    for sign, verb, word in ((1, "costs most", "more"), (-1, "saves most", "less")):
        ranked = sorted(sure, key=lambda row: -sign * float(row["against_base_musd"]))
        if not ranked or sign * float(ranked[0]["against_base_musd"]) <= 0:
            continue
        least = min(_sizes(ranked[0], sign))
        rivals = [label(row["case"]) for row in ranked[1:] if max(_sizes(row, sign)) > least]
        close = f"; {listed(rivals)} may {verb.split()[0][:-1]} as much" if rivals else ""
        yield f"{label(ranked[0]['case'])} {verb}: {_amount(ranked[0])} {word} than base{_range(ranked[0])}{close}."


def _sizes(row: Row, sign: int) -> list[float]:
    """The ends of a difference in the direction of a sign; an unknown end may lie anywhere."""
    ends = zip((row["against_base_low_musd"], row["against_base_high_musd"]), (-math.inf, math.inf), strict=True)
    return [sign * (unknown if end is None else float(end)) for end, unknown in ends]


def _unsure(unsure: Sequence[Row], label: Label) -> Iterator[str]:
    if unsure:
        names = listed([label(row["case"]) for row in unsure])
        verb = "differs" if len(unsure) == 1 else "differ"
        yield f"{names} {verb} from base by no more than the gap of the search explains."


def _picked(projects: Sequence[Row]) -> Iterator[str]:
    classes = [str(row["class"]) for row in projects]
    always, sometimes = classes.count("always"), classes.count("sometimes")
    if always or sometimes:
        verb = "is" if always == 1 else "are"
        yield f"{plural(always, 'candidate project')} {verb} picked in every plan, {sometimes} in some only."


def _amount(row: Row) -> str:
    return usd(abs(float(row["against_base_musd"])))


def _range(row: Row) -> str:
    """How much it is at least and at most, whichever its sign."""
    ends = [row["against_base_low_musd"], row["against_base_high_musd"]]
    if None in ends:
        return ""
    least, most = sorted(abs(float(end)) for end in ends)
    return " (proven)" if most - least < _PROVEN else f" (at least {usd(least)}, at most {usd(most)})"


def of_sweep(points: Sequence[Row], steps: Sequence[Row], label: Label) -> Iterator[str]:
    """A sweep: how far the cost falls, where money buys most, which steps buy nothing that can be told.

    Args:
        points: rows of the table of points, from the tightest to the loosest.
        steps: rows of the table of steps.
        label: what a point is called.
    """
    planned = [row for row in points if row["best_musd"] is not None]
    if not planned:
        yield "No point has a plan; the last column of the table says why."
        return
    if len(planned) > 1:
        yield _fall(planned[0], planned[-1], label)
    yield from _per_money([row for row in steps if row["told_apart"] and row["per_100_musd"] is not None], label)
    weak = sum(not row["told_apart"] for row in steps)
    if weak:
        verb = "saves" if weak == 1 else "save"
        yield f"{plural(weak, 'step')} {verb} nothing, or no more than the gap of the search explains."
    if without := len(points) - len(planned):
        yield f"{plural(without, 'point')} {'has' if without == 1 else 'have'} no plan."


def _per_money(sure: Sequence[Row], label: Label) -> Iterator[str]:
    """Where money buys most, if that can be told; otherwise how much it buys in the steps that save."""
    if not sure:
        return
    best = max(sure, key=lambda row: float(row["per_100_musd"]))
    if all(_per_100(best, "low") >= _per_100(row, "high") for row in sure if row is not best):
        saved = usd(float(best["per_100_musd"]))
        between = f"from {label(best['from'])} to {label(best['to'])}"
        yield f"Money buys most {between}: {saved} are saved for each 100 MUSD of budget."
        return
    least, most = (usd(float(end(row["per_100_musd"] for row in sure))) for end in (min, max))
    many = f"The {len(sure)} steps that the search can tell save"
    yield f"{many} {least} to {most} for each 100 MUSD of budget; their ranges overlap."


def _per_100(row: Row, end: str) -> float:
    """What a step saves for 100 MUSD at least or at most."""
    saved = row[f"saves_{end}_musd"]
    if saved is None:
        return 0.0 if end == "low" else math.inf
    return float(row["per_100_musd"]) * float(saved) / float(row["saves_musd"])


def _fall(first: Row, last: Row, label: Label) -> str:
    costs = [float(row["best_musd"]) for row in (first, last)]
    between = f"From {label(first['point'])} to {label(last['point'])}"
    return f"{between} the cost falls by {usd(costs[0] - costs[1])}, from {usd(costs[0])} to {usd(costs[1])}."
