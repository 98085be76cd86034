"""What happens when the world is disturbed."""

from __future__ import annotations

from optimizer.case.case import BASE
from optimizer.report.page import Chapter, Figure
from optimizer.report.plan_page.missing import missing_demand
from optimizer.report.plan_page.view import Record, View, table_of
from optimizer.words.listing import listed
from optimizer.words.text import percent, plural, usd

_SEEN_MUSD = 0.05
_BELOW = (
    " Below 0: what only a disruption allows, stock released and plants idle, saves more than the disruption costs."
)


def futures(view: View) -> Chapter | None:
    """Cost of disruption and missing demand by scenario."""
    rows = [row for row in view.rows("scenarios") if row["scenario"] != BASE]
    if not rows:
        return None
    short = [row for row in rows if row["short_t"] > 0.5]
    calm = [view.names.scenario(row["scenario"]) for row in rows if row["short_t"] <= 0.5]
    heading = (
        f"In {len(rows) - len(short)} of {plural(len(rows), 'scenario')} nothing is missing"
        if calm
        else "Every scenario leaves something missing"
    )
    words = [f"Nothing is missing under {listed(calm, 6)}." if calm else ""]
    stress = [row for row in rows if not row["probability"]]
    if stress:
        called = listed(view.names.scenario(row["scenario"]) for row in stress)
        kind, does = ("is a stress test", "it does") if len(stress) == 1 else ("are stress tests", "they do")
        words.append(
            f"{called} {kind} of probability 0: {does} not enter the expected cost, but hard targets may bind there."
        )
    words.append(
        "The cost of disruption compares with undisturbed operation of the same projects and stock at "
        "the scenario's own prices."
    )
    worst_first = [r["scenario"] for r in sorted(short, key=lambda row: -row["shortage_cost_musd"])]
    figures = [_cost(view, rows), *([missing_demand(view, worst_first)] if short else [])]
    return Chapter("scenarios", heading, (" ".join(filter(None, words)),), figures, short="What disruptions do")


def _cost(view: View, rows: list[Record]) -> Figure:
    ranked = sorted(rows, key=lambda row: -(row["disruption_musd"] or 0.0))
    worst = ranked[0]
    likely = [row for row in ranked if row["probability"]]
    heading = f"“{view.names.scenario(worst['scenario'])}” costs most: {usd(worst['disruption_musd'] or 0.0)}"
    if not worst["probability"] and likely and (likely[0]["disruption_musd"] or 0.0) > 0.05:
        name, cost = view.names.scenario(likely[0]["scenario"]), usd(likely[0]["disruption_musd"] or 0.0)
        heading += f"; of the scenarios with a probability “{name}”, {cost}"
    columns = (
        "scenario",
        "probability",
        "from_year",
        "to_year",
        "disruption_musd",
        "short_t",
        "shortage_cost_musd",
        "released_t",
        "refill_musd",
    )
    below = ((row["disruption_musd"] or 0.0) < -_SEEN_MUSD for row in rows)
    names = [f"{view.names.scenario(r['scenario'])} ({percent(r['probability'])})" for r in ranked]
    return Figure(
        id="disruption",
        kind="bars",
        heading=heading,
        shows=f"Bars of the cost of disruption in {len(rows)} scenarios, the largest "
        f"{usd(worst['disruption_musd'] or 0.0)}.",
        data={
            "categories": names,
            "series": [{"name": "Cost of disruption", "values": [r["disruption_musd"] for r in ranked]}],
            "unit": "MUSD",
        },
        rows=table_of(view, "scenarios", view.rows("scenarios"), columns),
        note="MUSD discounted; in brackets the probability." + (_BELOW if any(below) else ""),
    )
