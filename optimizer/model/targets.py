"""Targets: what the plan has to reach in base (and in shortage also in scenarios), each inequality with its own slack.

at most:   measured − value·reference ≤ slack
at least:  measured + slack ≥ value·reference
Hard targets have no slack. A slack costs its penalty in every scenario's cost, so it belongs to stage one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from optimizer.case.case import BASE
from optimizer.case.columns import STAR
from optimizer.case.facts import Facts
from optimizer.case.scopes import (
    OF_FUNDERS,
    OF_INVESTMENT,
    SHARE_OF_DRAW,
    SHARE_OF_SUPPLY,
    Limit,
    demand_t,
    limits,
    need_t,
    stockpiles_for,
)
from optimizer.model.arrivals import Arrivals
from optimizer.model.components import Rows, Variables
from optimizer.model.linear import linear, terms_of
from optimizer.model.rows import at_least, at_most

DAYS_PER_YEAR = 365


@dataclass(frozen=True)
class Sides:
    """The two sides of an inequality: terms of what is measured, and of what it is measured against."""

    measured: list[tuple[float, Any]]
    reference: list[tuple[float, Any]] = field(default_factory=list)
    constant: float = 0.0
    """The part of the reference that no decision changes."""


def declare(m: Any, facts: Facts) -> None:
    """The inequalities of the scenarios that are built, and the slack of the soft ones."""
    b = m.targets
    found = [limit for limit in limits(facts) if (limit.scenario or BASE) in m.future]
    arrivals = Arrivals(m, facts)
    arrivals.supply(limit for limit in found if limit.target.metric in SHARE_OF_SUPPLY)
    b.limit = {limit.key: limit for limit in found}
    b.sides = {limit.key: _SIDES[limit.target.metric](m, facts, arrivals, limit) for limit in found}
    for key in [k for k, limit in b.limit.items() if limit.country and not b.sides[k].measured]:
        del b.limit[key], b.sides[key]  # nothing can come from there
    b.slack = Variables(key for key, limit in b.limit.items() if limit.is_soft)


def constrain(m: Any, facts: Facts) -> None:
    """Every inequality, with its slack where it is soft."""
    m.targets.hold = Rows({key: _hold(m.targets, key) for key in m.targets.limit})


def _hold(b: Any, key: Any) -> Any:
    """What is measured against what it is measured against."""
    target, sides = b.limit[key].target, b.sides[key]
    least = target.metric.startswith("min_")
    slack = [(1.0 if least else -1.0, b.slack[key])] if key in b.slack else []
    body = linear([*sides.measured, *((-target.value * c, v) for c, v in sides.reference), *slack])
    return (at_least if least else at_most)(body, target.value * sides.constant)


def renew(m: Any, facts: Facts) -> list[Any]:
    """Targets of other values and penalties; the rows that they are in."""
    b = m.targets
    b.limit = {key: replace(limit, target=facts.case.targets[limit.target.target]) for key, limit in b.limit.items()}
    m.cost["target_penalty"].set_value(costs(m, facts)["target_penalty"])
    return list(b.hold.renew({key: _hold(b, key) for key in b.limit}))


def costs(m: Any, facts: Facts) -> dict[str, Any]:
    """target_penalty = Σ penalty·slack, discounted where the inequality is of a year."""
    b = m.targets

    def musd(limit: Limit) -> float:
        penalty = limit.target.penalty or 0.0
        return penalty / 1e6 * facts.discount(limit.year) if limit.year else penalty

    return {"target_penalty": linear((musd(b.limit[key]), slack) for key, slack in b.slack.items())}


def _supplied(m: Any, facts: Facts, arrivals: Arrivals, limit: Limit) -> Sides:
    """Deliveries from the countries counted, against all deliveries Q."""
    return Sides(arrivals.counted(limit), arrivals.supplied(limit))


def _drawn(m: Any, facts: Facts, arrivals: Arrivals, limit: Limit) -> Sides:
    """Deliveries from the countries counted, against demand and inputs drawn N."""
    assert limit.material and limit.year
    demand = demand_t(facts, limit.material, limit.markets, limit.year)
    return Sides(arrivals.counted(limit), arrivals.inputs(limit), demand)


def _output(m: Any, facts: Facts, arrivals: Arrivals, limit: Limit) -> Sides:
    """Deliveries to any market from the countries counted, against what the scope's demand takes of the material."""
    assert limit.material and limit.year
    return Sides(arrivals.anywhere(limit), constant=need_t(facts, limit.material, limit.markets, limit.year))


def _covered(m: Any, facts: Facts, arrivals: Arrivals, limit: Limit) -> Sides:
    """Deliveries from the blocs, against the demand of the tier."""
    assert limit.material and limit.year
    demand = demand_t(facts, limit.material, limit.markets, limit.year, limit.target.tier)
    return Sides(arrivals.counted(limit), constant=demand)


def _cover_days(m: Any, facts: Facts, arrivals: Arrivals, limit: Limit) -> Sides:
    """Stock that serves the scope, against a day's demand."""
    assert limit.material and limit.year
    level = m.stockpiles.level
    piles = stockpiles_for(facts, limit.material, limit.markets)
    demand = demand_t(facts, limit.material, limit.markets, limit.year)
    return Sides([(1.0, level[h, limit.year]) for h in piles], constant=demand / DAYS_PER_YEAR)


def _shortage(m: Any, facts: Facts, arrivals: Arrivals, limit: Limit) -> Sides:
    """Shortage of the tier in a scenario, against its demand there."""
    assert limit.material and limit.year and limit.scenario
    tier = limit.target.tier
    short = m.future[limit.scenario].balance.short
    rows = [
        (limit.material, r, row.tier, limit.year)
        for r in limit.markets
        for row in facts.case.tiers(limit.material, r)
        if tier in (STAR, row.tier)
    ]
    demand = demand_t(facts, limit.material, limit.markets, limit.year, tier, limit.scenario)
    return Sides([(1.0, short[i]) for i in rows if i in short], constant=demand)


def _funded(m: Any, facts: Facts, arrivals: Arrivals, limit: Limit) -> Sides:
    """Discounted outlay in base of the funders counted, against that of all."""
    outlays = m.future[BASE].outlays.outlay.items()
    paid = [(f, facts.discount(t) * c, v) for (f, t), outlay in outlays for c, v in terms_of(outlay)]
    return Sides([(c, v) for f, c, v in paid if f in limit.weights], [(c, v) for _, c, v in paid])


def _invested(m: Any, facts: Facts, arrivals: Arrivals, limit: Limit) -> Sides:
    """Capex of the projects built in the countries counted, against that of all."""
    projects = facts.case.projects
    capex = [(projects[p].country, projects[p].capex_musd, v) for (p, _, _), v in m.investment.start.items()]
    return Sides([(c, v) for host, c, v in capex if host in limit.weights], [(c, v) for _, c, v in capex])


_SIDES: dict[str, Callable[[Any, Facts, Arrivals, Limit], Sides]] = {
    **dict.fromkeys(SHARE_OF_SUPPLY, _supplied),
    **dict.fromkeys(SHARE_OF_DRAW, _drawn),
    **dict.fromkeys(OF_FUNDERS, _funded),
    **dict.fromkeys(OF_INVESTMENT, _invested),
    "min_domestic_output": _output,
    "min_bloc_cover": _covered,
    "min_cover_days": _cover_days,
    "max_shortage": _shortage,
}
