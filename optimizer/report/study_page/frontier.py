"""The frontier of a sweep: what cost each budget, or each value of a target, can reach."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from optimizer.plan.table import Column
from optimizer.report.page import Chapter, Figure, Rows
from optimizer.report.study_page.view import Row, View
from optimizer.study.certainty import bracket
from optimizer.study.frontier import at_least_nothing
from optimizer.study.uncertainty import Cost
from optimizer.words.text import clean, plural, usd

_COLUMNS = (
    Column("point", "Point", "text"),
    Column("budget_musd", "Budget", "money", "MUSD"),
    Column("best_musd", "Best plan", "money", "MUSD", "cost of the cheapest plan known"),
    Column("proven_musd", "Proven", "money", "MUSD", "no plan costs less"),
    Column("nested_musd", "Nested", "money", "MUSD", "cost when earlier picks are kept"),
    Column("picked", "Picked", "whole", "", "candidate projects"),
    Column("public_musd", "Public money", "money", "MUSD"),
)


def along(view: View) -> tuple[str, str]:
    """The column of points that charts run along, and its title."""
    budgets = {row["budget_musd"] for row in view.rows("points")} - {None}
    if len(budgets) > 1:
        return "budget_musd", "Budget over all years, MUSD, not discounted"
    varied = clean(view.study.facts.get("varied", "value")) or "value"
    return "value", varied[:1].upper() + varied[1:]


def solved(view: View) -> Sequence[Row]:
    """The points that have a plan, from the tightest to the loosest."""
    column, _ = along(view)
    return [row for row in view.rows("points") if row["best_musd"] is not None and row[column] is not None]


def frontier(view: View) -> Chapter | None:
    """Cost against what is varied, with what is proven; None without two points that have a plan."""
    rows = solved(view)
    if len(rows) < 2:
        return None
    words = [
        "A plan for a tighter point is also one for a looser point, so the cost never rises along the line. The "
        "cheapest plan of each point lies in the band: no plan costs less than its lower edge, and one was found that "
        "costs its upper edge."
    ]
    return Chapter("frontier", "What more buys", words, (_figure(view, rows),), "Frontier")


def _figure(view: View, rows: Sequence[Row]) -> Figure:
    _, title = along(view)
    heading = _message(view, rows)
    return Figure(
        id="frontier-line",
        kind="frontier",
        heading=heading,
        shows=f"Line of the cost of the best plan known at {plural(len(rows), 'point')}, with a band down to what is "
        f"proven. {heading}.",
        data={
            "points": [_point(view, row) for row in rows],
            "axis": title,
            "nested": any(row["nested_musd"] is not None for row in rows),
        },
        rows=Rows(
            "Points of the sweep",
            _COLUMNS,
            [(view.head(row["point"]), *(row[c.name] for c in _COLUMNS[1:])) for row in rows],
            view.source("points"),
            printed=True,
        ),
        note="Cost in MUSD, discounted; the axis does not begin at 0. A hollow dot: the best plan known is that of a "
        "tighter point." + (_NESTED if any(row["nested_musd"] is not None for row in rows) else ""),
    )


_NESTED = (
    " Nested: the cost if every project that a tighter point picked is kept, as a programme that grows step by step "
    "would."
)


def _point(view: View, row: Row) -> Mapping[str, Any]:
    column, _ = along(view)
    return {
        "name": view.head(row["point"]),
        "at": row[column],
        "best": row["best_musd"],
        "proven": row["proven_musd"],
        "nested": row["nested_musd"],
        "own": row["plan_of"] == row["point"],
        "from": clean(row["plan_of"] or ""),
    }


def _message(view: View, rows: Sequence[Row]) -> str:
    """How far the cost falls, and from where on no more than the gap."""
    steps = view.rows("steps")
    sure = [place for place, row in enumerate(steps) if row["told_apart"]]
    if not sure:
        return "No step changes the cost by more than the gap of the search explains"
    last = steps[sure[-1]]["to"]
    fall = at_least_nothing(_cost(rows[0]).less(_cost(next(row for row in rows if row["point"] == last))))
    end = ", and beyond that by no more than the search can tell" if sure[-1] + 1 < len(steps) else ""
    return f"Up to {view.label(last)} the cost falls by {usd(fall.value)} ({bracket(fall)}){end}"


def _cost(row: Row) -> Cost:
    return Cost(row["best_musd"], -math.inf if row["proven_musd"] is None else row["proven_musd"])
