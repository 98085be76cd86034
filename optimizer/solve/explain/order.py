"""What is told of a conflict in the planner's order, whatever order the model has its rows in."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from typing import Any

from optimizer.case.case import Case
from optimizer.case.facts import Facts
from optimizer.case.scopes import Limit
from optimizer.case.sheets import At
from optimizer.solve.explain.statement import KINDS, Statement

SHEET_OF = {
    "target": "targets",
    "budget": "budgets",
    "min_share": "funders",
    "max_t": "stockpiles",
    "max_purchase_t": "stockpiles",
    "consent": "countries",
}
"""Sheets of the statements that stand in no row of `projects`, in no funding rule and are no setting."""
_SETTINGS = ("joint_funding", "min_partner_share", "viability")


def in_order(case: Case, statements: Iterable[Statement]) -> list[Statement]:
    """Those first that explain most; of a kind as their rows stand in the workbook."""
    return sorted(statements, key=lambda s: (KINDS.index(s.kind), _at(case, s).row or 0, s.number))


def limits_in_order(facts: Facts, limits: Iterable[Limit]) -> list[Limit]:
    """Inequalities of a target by material, market and scenario as in the workbook, then by year."""
    shown = facts.shown
    material, market, scenario = (dict(zip(names, count(1), strict=False)) for names in (
        shown.materials, shown.markets, shown.probability,
    ))  # fmt: skip

    def place(limit: Limit) -> tuple[int, ...]:
        own = material.get(limit.material or ""), market.get(limit.market or ""), scenario.get(limit.scenario or "")
        return *(number or 0 for number in own), limit.year or 0

    return sorted(limits, key=place)


def _at(case: Case, statement: Statement) -> At:
    """Where the row of a statement stands; of a group that of its first project."""
    kind, name, number = statement
    if kind in _SETTINGS:
        return case.setting_at(kind)
    if kind == "share":
        return case.funding_rules[number - 1].at if number else case.funders[name].at
    if kind == "group":
        members = [p.at for p in case.projects.values() if p.exclusive_group == name]
        return min(members, key=lambda at: at.row or 0)
    rows: Any = getattr(case, SHEET_OF.get(kind, "projects"))
    at: At = rows[name].at
    return at
