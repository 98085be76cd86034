"""What is missing in each scenario, as a share of demand."""

from __future__ import annotations

from collections import defaultdict

from optimizer.case.future import Future
from optimizer.report.page import Figure
from optimizer.report.plan_page.view import Record, View, table_of
from optimizer.words.amounts import tonnes
from optimizer.words.several import labels
from optimizer.words.text import percent

_SEEN = 0.0005
_COLUMNS = ("scenario", "material", "market", "tier", "demand_t", "short_t", "share")


def missing_demand(view: View, scenarios: list[str]) -> Figure:
    """A matrix of materials and scenarios in which something is missing."""
    missing: dict[tuple[str, str], float] = defaultdict(float)
    for row in view.rows("shortage"):
        missing[row["scenario"], row["material"]] += row["short_t"]
    demand = {s: _demand(view, s) for s in scenarios}
    share = {(s, m): t / demand[s][m] for (s, m), t in missing.items() if s in demand and demand[s].get(m, 0) > 0}
    materials = [m for m in view.case.materials if any(share.get((s, m), 0) > _SEEN for s in scenarios)]
    names, called = view.short(materials, 28), labels([view.names.scenario(s) for s in scenarios], 22)
    worst, most = max(share.items(), key=lambda item: item[1])
    cells = [
        [scenarios.index(s), materials.index(m), part, "", f"{percent(part)} of demand, {tonnes(missing[s, m])}"]
        for (s, m), part in share.items()
        if part > _SEEN
    ]
    matrix = {"rows": [names[m] for m in materials], "columns": called, "cells": cells}
    return Figure(
        id="missing",
        kind="heat",
        heading=f"{names[worst[1]]} runs shortest: {percent(most)} is missing under “{view.names.scenario(worst[0])}”",
        shows="Matrix of materials and scenarios: the darker a cell, the larger the share of demand that is missing.",
        data={"views": {"": matrix}, "by": [], "share": True, "label": "Missing", "hue": "concern"},
        rows=table_of(view, "shortage", _by_tier(view), _COLUMNS, "Demand that is missing in the years that lack some"),
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
