"""What the plan costs, term by term."""

from __future__ import annotations

from optimizer.case.case import BASE
from optimizer.plan.table import Column
from optimizer.report.page import Chapter, Figure, Rows
from optimizer.report.plan_page.view import View
from optimizer.study.measures import expected_costs
from optimizer.words.text import percent, usd
from optimizer.words.wording import CREDITS, term


def costs(view: View) -> Chapter | None:
    """Cost by term, in base and expected over the scenarios."""
    expected = {t: c for t, c in expected_costs(view.plan).items() if abs(c) >= 0.05}
    if not expected:
        return None
    total = sum(expected.values())
    largest = max(expected, key=lambda t: expected[t])
    words = f"The plan costs {usd(total)}, discounted and weighed over the scenarios."
    if largest == "purchases":
        words += (
            f" {percent(expected[largest] / total)} of it is what existing suppliers are paid. What is decided here is "
            f"the programme of capital cost, price support and stock: {usd(view.plan.programme_musd)}."
        )
    return Chapter("costs", "What it costs", (words,), (_terms(view, expected),))


def _terms(view: View, expected: dict[str, float]) -> Figure:
    base = {row["term"]: row["cost_musd"] for row in view.rows("costs") if row["scenario"] == BASE}
    ordered = sorted(expected, key=lambda t: -expected[t])
    shown = [t for t in ordered if t not in CREDITS] + [t for t in ordered if t in CREDITS]
    rows = [(term(t), base.get(t), expected[t]) for t in shown]
    rows.append(("Total", sum(base.values()), sum(expected.values())))
    columns = (
        Column("term", "Term", "text"),
        Column("base", "In base", "money", "MUSD"),
        Column("expected", "Expected", "money", "MUSD"),
    )
    return Figure(
        id="cost-terms",
        kind="bars",
        heading=f"{term(shown[0])} cost most: {usd(expected[shown[0]])}",
        shows=f"Bars of the expected cost of {len(shown)} terms. Largest: {term(shown[0])}, {usd(expected[shown[0]])}.",
        data={
            "categories": [term(t) for t in shown],
            "series": [{"name": "Expected", "values": [expected[t] for t in shown]}],
            "unit": "MUSD",
        },
        rows=Rows("Cost by term, MUSD discounted", columns, rows, "table costs of plan.json", printed=True),
        note="Expected over the scenarios, MUSD discounted to the first year. Credits are below zero.",
    )
