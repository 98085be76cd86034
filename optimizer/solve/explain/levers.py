"""How each statement can give way: its rows by how much for one unit of its cell, and what that costs.

Figures move by any amount. A yes that becomes a no is worth as much as doubling a figure; switches of the whole
workbook are worth more, dates less.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyomo.environ as pyo

from optimizer.case.case import PRIVATE, Case
from optimizer.solve.arrays import Vector
from optimizer.solve.explain.relaxable import Relaxable
from optimizer.solve.explain.statement import Statement

_DECISIONS = {"committed": 1.0, "excluded": 1.0, "requires": 1.0, "group": 1.0, "consent": 1.5}
_SWITCHES = {"joint_funding": 2.0, "viability": 3.0}
_PER_YEAR = 0.15
_SMALLEST_SHARE = 0.1
"""What a share of 0 counts as when changes are compared with it."""


@dataclass(frozen=True)
class Lever:
    """One statement that may give way."""

    statement: Statement
    cost: float
    """Of one unit."""
    whole: bool
    """Whether it gives way entirely or not at all."""
    weights: Callable[[Vector | None], Vector]
    """What a unit of the cell is worth in each of its rows, at a point."""


def lever(model: Relaxable, statement: Statement) -> Lever | None:
    """How a statement gives way; None where no cell of the workbook can be changed."""
    case, kind = model.facts.case, statement.kind
    if kind == "kept":
        return None
    constant = _constant(model, statement)
    if kind in _DECISIONS or kind in _SWITCHES:
        cost = (_DECISIONS | _SWITCHES)[kind]
        return Lever(statement, cost, True, lambda _: constant)
    if kind in ("earliest_start", "latest_start"):
        return Lever(statement, _PER_YEAR, False, lambda _: constant)
    if kind in _VARYING:
        varying = _VARYING[kind]
        return Lever(statement, _cost(case, statement), False, lambda point: varying(model, statement, point))
    return Lever(statement, _cost(case, statement), False, lambda _: constant)


def value(case: Case, statement: Statement) -> float:
    """The figure in the cell of a statement."""
    kind, name, number = statement
    if kind == "target":
        return case.targets[name].value
    if kind == "budget":
        return case.budgets[name].years.get(number, 0.0)
    if kind == "share":
        return case.funding_rules[number - 1].max_share if number else case.funders[name].max_share
    if kind == "min_share":
        return case.funders[name].min_share
    if kind == "min_partner_share":
        return case.settings.min_partner_share
    row = case.stockpiles[name] if kind in ("max_t", "max_purchase_t") else case.projects[name]
    return float(getattr(row, kind))


def _cost(case: Case, statement: Statement) -> float:
    """What a unit counts: 1 over the figure that stands there, or over one of its kind where that is small."""
    usual = 1.0 if _is_quantity(case, statement) else _SMALLEST_SHARE
    if statement.kind == "budget":
        years = case.budgets[statement.name].years
        usual = max(usual, sum(years.values()) / max(1, len(years)))
    return 1.0 / max(usual, value(case, statement))


def _is_quantity(case: Case, statement: Statement) -> bool:
    """Whether the figure is an amount of money, tonnes or days rather than a share."""
    days = statement.kind == "target" and case.targets[statement.name].metric == "min_cover_days"
    return days or statement.kind in ("budget", "max_t", "max_purchase_t")


def _constant(model: Relaxable, statement: Statement) -> Vector:
    """Weights that hold at every point."""
    case = model.facts.case
    index = model.rows[statement]
    if statement.kind == "budget":
        funder = case.funders.get(statement.name)
        rate = case.usd_per_unit(funder.currency) if funder and statement.name != PRIVATE else 1.0
        return np.full(len(index), rate)
    if statement.kind in ("min_public_share", "max_public_share", "share", "min_share"):
        return np.array([case.projects[_project(model, i)].capex_musd for i in index])
    if statement.kind in _SWITCHES:
        return np.maximum(1.0, model.largest[index])
    return np.ones(len(index))


def _project(model: Relaxable, row: int) -> str:
    """The project of a row on funding; of a row that bans grants, that of its first grant."""
    constraint = model.arrays.rows[row]
    if constraint is None:
        return str(model.arrays.columns[model.by_row[[row]].indices[0]].index()[1])
    key = constraint.index()
    return str(key[-1] if isinstance(key, tuple) else key)


def _of_target(model: Relaxable, statement: Statement, point: Vector | None) -> Vector:
    """What targets are measured against; without a point, demand in place of deliveries."""
    found = []
    for i in model.rows[statement]:
        sides = model.model.targets.sides[model.arrays.rows[i].index()]
        total = sides.constant
        if sides.reference:
            total += _sum(sides.reference) if point is not None else 1.0
        found.append(total)
    return np.array(found)


def _of_utilisation(model: Relaxable, statement: Statement, point: Vector | None) -> Vector:
    """Capacity."""
    if point is None:
        return np.full(len(model.rows[statement]), model.facts.case.projects[statement.name].capacity_t)
    found = []
    for i in model.rows[statement]:
        row = model.arrays.rows[i]
        found.append(float(pyo.value(row.parent_block().cap[row.index()])))
    return np.array(found)


def _of_partners(model: Relaxable, statement: Statement, point: Vector | None) -> Vector:
    """Grants."""
    projects = [model.arrays.rows[i].index()[0] for i in model.rows[statement]]
    if point is None:
        return np.array([model.facts.case.projects[p].capex_musd for p in projects])
    given = model.model.funding.given
    return np.array([sum(float(pyo.value(given[i])) for i in given if i[1] == p) for p in projects])


def _sum(terms: list[tuple[float, Any]]) -> float:
    return float(sum(c * (v.value or 0.0) for c, v in terms))


_VARYING: dict[str, Callable[[Relaxable, Statement, Vector | None], Vector]] = {
    "target": _of_target,
    "min_utilisation": _of_utilisation,
    "min_partner_share": _of_partners,
}
