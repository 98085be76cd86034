"""How secure the supply of each plan is: shortage, the worst scenario, concern countries, missed targets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from optimizer.case.case import Case
from optimizer.case.series import interpolate
from optimizer.plan.plan import Plan
from optimizer.plan.table import Format
from optimizer.report.study_page.view import View
from optimizer.study.measures import records
from optimizer.words.amounts import number
from optimizer.words.text import percent


@dataclass(frozen=True)
class Measure:
    """Something that is better the smaller it is, by case."""

    id: str
    label: str
    short: str
    """On a button."""
    format: Format
    unit: str
    values: Mapping[str, float]

    def write(self, value: float) -> str:
        """A value in words."""
        return percent(value) if self.format == "share" else f"{number(value)} {self.unit}".strip()


def measures(view: View) -> list[Measure]:
    """Those that are known for more than one case and differ."""
    table, key = ("points", "point") if view.study.kind == "sweep" else ("cases", "case")
    rows = {str(row[key]): row for row in view.rows(table) if str(row[key]) in view.planned}

    def column(name: str) -> dict[str, float]:
        return {case: row[name] for case, row in rows.items() if row.get(name) is not None}

    found = (
        Measure("worst", "Cost of the worst scenario", "Worst scenario", "money", "MUSD", _worst(view)),
        Measure("short", "Expected shortage", "Shortage", "tonnes", "t", column("short_t")),
        Measure("concern", "Supply from countries of concern", "Concern share", "share", "", _concern(view)),
        Measure("missed", "Targets missed", "Targets missed", "whole", "", column("targets_missed")),
    )
    return [m for m in found if len(set(m.values.values())) > 1]


def _worst(view: View) -> dict[str, float]:
    costs: dict[str, float] = {}
    for row in view.rows("shortage"):
        if row["disruption_musd"] is not None:
            costs[str(row["case"])] = max(costs.get(str(row["case"]), 0.0), row["disruption_musd"])
    return costs


def _concern(view: View) -> dict[str, float]:
    """Where the plans lie beside the study; all at the prices of one, so that other prices do not change shares."""
    priced = view.plans.get(str(view.base))
    if priced is None:
        return {}
    share = partial(concern_share, prices=priced.case)
    found = {case: share(plan) for case, plan in view.plans.items()}
    return {case: value for case, value in found.items() if value is not None}


def concern_share(plan: Plan, prices: Case) -> float | None:
    """Share of concern countries in the value of all that is delivered to the partners in base, over all years.

    Args:
        plan: the plan.
        prices: the case whose reference prices tell what a tonne is worth.
    """
    partners = {m.market for m in plan.case.markets.values() if m.partner}
    worth: Callable[[str, int], float] = partial(_worth, prices)
    concern = whole = 0.0
    for row in records(plan.tables["dependence"]):
        if row["market"] in partners and row["delivered_t"]:
            value = row["delivered_t"] * worth(row["material"], int(row["year"]))
            concern += value * (row["concern_share"] or 0.0)
            whole += value
    return concern / whole if whole > 0 else None


def _worth(case: Case, material: str, year: int) -> float:
    row = case.prices.get(material)
    return interpolate(row.years, year) if row else 0.0
