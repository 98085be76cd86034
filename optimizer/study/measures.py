"""Figures of one plan that studies compare."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from optimizer.case.case import BASE
from optimizer.plan.plan import Plan
from optimizer.plan.shortfall import expected_short_t

MISSED = 1e-6
"""Slack beyond which an inequality of a target does not hold."""
PAID = ("grants_musd", "price_support_musd", "stock_musd", "outlay_musd")


@dataclass(frozen=True)
class Miss:
    """How far a plan misses a target."""

    count: int
    """Inequalities with a slack."""
    slack: float
    """Over all inequalities, t or MUSD."""
    worst_year: int | None


def in_base(plan: Plan, table: str) -> pd.DataFrame:
    """The rows of a table about the undisturbed world."""
    frame = plan.tables[table]
    return frame[frame["scenario"] == BASE]


def expected_costs(plan: Plan) -> dict[str, float]:
    """Σ_s π_s cost_s by term, discounted MUSD."""
    found: dict[str, float] = {}
    for row in records(plan.tables["costs"]):
        weighed = plan.case.probability[row["scenario"]] * row["cost_musd"]
        found[row["term"]] = found.get(row["term"], 0.0) + weighed
    return found


def paid(plan: Plan) -> dict[str, dict[str, float]]:
    """What each funder of the workbook pays in base over all years, MUSD, not discounted."""
    sums = {f: dict.fromkeys(PAID, 0.0) for f in plan.case.funders}
    for row in records(in_base(plan, "funding")):
        for column in PAID:
            sums[row["funder"]][column] += row[column]
    return sums


def stock(plan: Plan) -> dict[str, tuple[float, float]]:
    """Largest level and all purchases of each stockpile in base, t."""
    table = in_base(plan, "stockpiles").groupby("stockpile")
    peak, bought = table["level_t"].max(), table["purchase_t"].sum()
    return {h: (float(peak.get(h, 0.0)), float(bought.get(h, 0.0))) for h in plan.case.stockpiles}


def misses(plan: Plan) -> dict[str, Miss]:
    """How far each target is missed."""
    found = {name: Miss(0, 0.0, None) for name in plan.case.targets}
    table = plan.tables["targets"]
    missed = records(table[table["slack"].astype(float) > MISSED])
    for name in dict.fromkeys(row["target"] for row in missed):
        rows = [row for row in missed if row["target"] == name]
        worst = max(rows, key=lambda row: row["slack"])["year"]
        found[name] = Miss(len(rows), sum(row["slack"] for row in rows), None if worst is None else int(worst))
    return found


def built(plan: Plan) -> dict[str, Mapping[str, Any]]:
    """The rows of the projects that are built, by project."""
    return {str(row["project"]): row for row in records(plan.tables["projects"])}


def scenario_rows(plan: Plan) -> dict[str, Mapping[str, Any]]:
    """The rows of the scenarios, by scenario."""
    return {str(row["scenario"]): row for row in records(plan.tables["scenarios"])}


def headline(plan: Plan) -> dict[str, Any]:
    """Figures that a line on a plan shows: projects picked, public money in base, shortage, targets missed."""
    projects = plan.tables["projects"]
    return {
        "picked": int((projects["status"] != "committed").sum()),
        "capex_musd": float(projects["capex_musd"].sum()),
        "public_musd": float(in_base(plan, "funding")["outlay_musd"].sum()),
        "short_t": expected_short_t(plan),
        "targets_missed": sum(miss.count > 0 for miss in misses(plan).values()),
    }


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table; None where a cell is empty."""
    return [{str(column): _present(value) for column, value in row.items()} for row in frame.to_dict("records")]


def _present(value: Any) -> Any:
    return None if value is pd.NA or (isinstance(value, float) and math.isnan(value)) else value
