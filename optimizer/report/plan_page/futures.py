"""What happens when the world is disturbed."""

from __future__ import annotations

from collections import defaultdict

from optimizer.case.case import BASE
from optimizer.case.future import Future
from optimizer.report.page import Chapter, Figure
from optimizer.report.plan_page.view import Record, View, table_of
from optimizer.words.listing import listed
from optimizer.words.text import percent, plural, usd

_SEEN = 0.0005


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
        words.append(
            f"{listed(view.names.scenario(r['scenario']) for r in stress)} "
            f"{'is a stress test' if len(stress) == 1 else 'are stress tests'} of probability 0: it does "
            "not "
            "enter the expected cost, but hard targets may bind in it."
        )
    words.append(
        "The cost of disruption compares with undisturbed operation of the same projects and stock at "
        "the scenario's own prices."
    )
    figures = [_cost(view, rows), *([_missing(view, short)] if short else [])]
    return Chapter("scenarios", heading, (" ".join(filter(None, words)),), figures, short="What disruptions do")


def _cost(view: View, rows: list[Record]) -> Figure:
    ranked = sorted(rows, key=lambda row: -(row["disruption_musd"] or 0.0))
    worst = ranked[0]
    likely = [row for row in ranked if row["probability"]]
    heading = f"“{view.names.scenario(worst['scenario'])}” costs most: {usd(worst['disruption_musd'] or 0.0)}"
    if not worst["probability"] and likely:
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
        note="MUSD discounted; in brackets the probability.",
    )


def _missing(view: View, short: list[Record]) -> Figure:
    scenarios = [row["scenario"] for row in sorted(short, key=lambda row: -row["shortage_cost_musd"])]
    missing: dict[tuple[str, str], float] = defaultdict(float)
    for row in view.rows("shortage"):
        missing[row["scenario"], row["material"]] += row["short_t"]
    demand = {s: _demand(view, s) for s in scenarios}
    share = {(s, m): t / demand[s][m] for (s, m), t in missing.items() if s in demand and demand[s].get(m, 0) > 0}
    materials = [m for m in view.case.materials if any(share.get((s, m), 0) > _SEEN for s in scenarios)]
    names = view.short(materials, 28)
    worst = max(share, key=lambda key: share[key])
    cells = [
        [scenarios.index(s), materials.index(m), part, "", f"{percent(part)} of demand, {missing[s, m]:,.0f} t"]
        for (s, m), part in share.items()
        if part > _SEEN
    ]
    return Figure(
        id="missing",
        kind="heat",
        heading=f"{names[worst[1]]} runs shortest: {percent(share[worst])} is missing under "
        f"“{view.names.scenario(worst[0])}”",
        shows="Matrix of materials and scenarios: the darker a cell, the larger the share of demand that is missing.",
        data={
            "views": {
                "": {
                    "rows": [names[m] for m in materials],
                    "columns": [view.names.scenario(s) for s in scenarios],
                    "cells": cells,
                }
            },
            "by": [],
            "share": True,
            "label": "Missing",
            "hue": "concern",
        },
        rows=table_of(
            view,
            "shortage",
            _by_tier(view),
            ("scenario", "material", "market", "tier", "demand_t", "short_t", "share"),
            "Demand that is missing over the whole window, all years",
        ),
        note="Share of the demand of all markets over the years of the scenario, recovery included, %. "
        "Empty: nothing is missing.",
    )


def _demand(view: View, scenario: str) -> dict[str, float]:
    """Demand of all markets over the window of a scenario, t by material."""
    future = Future(view.case, scenario)
    found: dict[str, float] = defaultdict(float)
    for row in view.case.demand:
        found[row.material] += sum(future.demand(row, year) for year in future.window)
    return found


def _by_tier(view: View) -> list[Record]:
    """Shortage summed over the years in which a tier lacks something."""
    found: dict[tuple[str, ...], Record] = {}
    for row in view.rows("shortage"):
        key = row["scenario"], row["material"], row["market"], row["tier"]
        known = found.setdefault(key, {**row, "demand_t": 0.0, "short_t": 0.0})
        known["demand_t"] += row["demand_t"]
        known["short_t"] += row["short_t"]
    return [row | {"share": row["short_t"] / row["demand_t"] if row["demand_t"] else None} for row in found.values()]
