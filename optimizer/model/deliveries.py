"""Deliveries: what projects ship and what is bought from existing supply, on open routes only.

ship[p,m,r,t] ≥ 0   tonnes of an output of project p to market r
buy[e,r,t]   ≥ 0   tonnes of existing supplier e (position of its row) to market r
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pyomo.environ as pyo

from optimizer.case.facts import Facts
from optimizer.case.future import Future
from optimizer.model.rows import Costs, at_most, total


def declare(b: Any, facts: Facts, future: Future) -> None:
    """Variables ship and buy."""
    d = b.deliveries
    d.ship = pyo.Var(list(b.offers.ship), domain=pyo.NonNegativeReals)
    d.buy = pyo.Var(list(b.offers.buy), domain=pyo.NonNegativeReals)


def constrain(b: Any, facts: Facts, future: Future) -> None:
    """No more than is made or available, and no more than export restrictions leave."""
    d = b.deliveries
    case = facts.case
    shipped = _by_source(d.ship, lambda p, m, r, t: (p, m, t))
    bought = _by_source(d.buy, lambda e, r, t: (e, t))
    made = {p: case.outputs(p) for p in facts.starts}

    d.shipped = pyo.Constraint(
        list(shipped),
        rule=lambda d, p, m, t: at_most(d, total(shipped[p, m, t].values()), made[p][m] * b.production.run[p, t]),
    )
    d.bought = pyo.Constraint(
        list(bought), rule=lambda d, e, t: at_most(d, total(bought[e, t].values()), b.offers.available[e, t])
    )

    cut_projects = _cut_levels(
        shipped, lambda p, m, r, t: future.cut(case.projects[p].country, m, r, t), lambda p, m, t: (p, m, t)
    )
    cut_supply = _cut_levels(
        bought,
        lambda e, r, t: future.cut(case.supply[e].country, case.supply[e].material, r, t),
        lambda e, t: (e, t),
    )
    d.restricted_shipping = pyo.Constraint(
        list(cut_projects),
        rule=lambda d, p, m, t, level: at_most(
            d, total(cut_projects[p, m, t, level]), (1.0 - level) * made[p][m] * b.production.cap[p, t]
        ),
    )
    d.restricted_buying = pyo.Constraint(
        list(cut_supply),
        rule=lambda d, e, t, level: at_most(
            d, total(cut_supply[e, t, level]), (1.0 - level) * b.offers.available[e, t]
        ),
    )


def _by_source(variables: Any, source: Any) -> dict[tuple[Hashable, ...], dict[str, Any]]:
    """Deliveries of each source and year by market (the last index but one)."""
    found: dict[tuple[Hashable, ...], dict[str, Any]] = {}
    for index, variable in variables.items():
        found.setdefault(source(*index), {})[index[-2]] = variable
    return found


def _cut_levels(
    deliveries: Mapping[tuple[Hashable, ...], Mapping[str, Any]], cut: Any, source: Any
) -> dict[tuple[Any, ...], list[Any]]:
    """By source and distinct cut κ > 0 among its markets: the deliveries to markets with a cut of at least κ."""
    found: dict[tuple[Any, ...], list[Any]] = {}
    for index, by_market in deliveries.items():
        *names, t = index
        cuts = {r: cut(*names, r, t) for r in by_market}
        for level in sorted({k for k in cuts.values() if k > 0}):
            found[*source(*index), level] = [v for r, v in by_market.items() if cuts[r] >= level]
    return found


def costs(b: Any, facts: Facts, future: Future) -> Costs:
    """Purchases at own prices, freight, and duty on the value."""
    supply = facts.case.supply
    own = {(e, t): future.own_price(supply[e], t) / 1e6 for e, t in b.offers.available}
    for (e, r, t), bought in b.deliveries.buy.items():
        terms = b.offers.buy[e, r, t]
        yield "purchases", t, own[e, t], bought
        yield "freight", t, terms.freight / 1e6, bought
        yield "duty", t, terms.duty * own[e, t], bought
    for (p, m, r, t), shipped in b.deliveries.ship.items():
        terms = b.offers.ship[p, m, r, t]
        yield "freight", t, terms.freight / 1e6, shipped
        yield "duty", t, terms.duty and terms.duty * future.price(m, t) / 1e6, shipped
