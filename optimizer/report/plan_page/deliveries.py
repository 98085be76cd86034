"""Who delivers what to whom, in a year of base or of a scenario."""

from __future__ import annotations

from collections import defaultdict

from optimizer.case.case import BASE
from optimizer.report.plan_page.shares import NO_SUPPLY
from optimizer.report.plan_page.view import View

Flows = dict[tuple[str, str, str], float]
"""Tonnes by material, country and market."""


def supplied(view: View, year: int) -> Flows:
    """Deliveries in base, without substitution."""
    found: Flows = defaultdict(float)
    for row in view.rows("supply"):
        if row["year"] == year and row["origin"] != NO_SUPPLY:
            found[row["material"], row["country"], row["market"]] += row["delivered_t"]
    return found


def delivered(view: View, scenario: str, year: int) -> Flows:
    """Deliveries in a year of a scenario's window, without substitution."""
    substitutes = {p.project for p in view.case.projects.values() if p.kind == NO_SUPPLY}
    found: Flows = defaultdict(float)
    table = view.plan.tables["flows"]
    for row in table[(table["scenario"] == scenario) & (table["year"] == year)].to_dict("records"):
        if row["from"] not in substitutes:
            found[str(row["material"]), str(row["country"]), str(row["market"])] += float(row["tonnes"])
    return found


def missing(view: View, scenario: str, year: int) -> dict[tuple[str, str], float]:
    """Demand that is not met, t by material and market."""
    found: dict[tuple[str, str], float] = defaultdict(float)
    for row in view.rows("shortage"):
        if row["scenario"] == scenario and row["year"] == year:
            found[row["material"], row["market"]] += row["short_t"]
    return found


def worst_years(view: View) -> dict[str, int]:
    """The year of each scenario's window in which most value is missing, its first year where nothing is."""
    found = {}
    for row in view.rows("scenarios"):
        scenario = row["scenario"]
        if scenario == BASE or row["from_year"] is None:
            continue
        short: dict[int, float] = defaultdict(float)
        for gap in view.rows("shortage"):
            if gap["scenario"] == scenario:
                short[int(gap["year"])] += gap["short_t"] * view.price(gap["material"], int(gap["year"]))
        worst = max(short.values(), default=0.0)
        found[scenario] = next((y for y, value in short.items() if value == worst), int(row["from_year"]))
    return found
