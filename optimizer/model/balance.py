"""The balance of every material, market and year: what arrives is what is taken.

Σ buy + Σ ship + Σ_h release + Σ_i short = Σ_i demand + Σ_{p in r} input·run + Σ_{h home r} purchase
0 ≤ short[m,r,i,t] ≤ demand
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from optimizer.case.facts import Facts
from optimizer.case.future import Future
from optimizer.model.components import Rows, Variables
from optimizer.model.linear import linear
from optimizer.model.rows import Costs, equal

Entry = tuple[tuple[str, str, int], float, Any]
"""(material, market, year), coefficient, variable: what a variable brings to a balance (negative: takes)."""


def declare(b: Any, facts: Facts, future: Future) -> None:
    """Variable short."""
    b.balance.short = Variables(b.offers.demand, upper=b.offers.demand)


def constrain(b: Any, facts: Facts, future: Future) -> None:
    """Every balance holds as an equality; nothing is delivered that is not taken."""
    demand: dict[tuple[str, str, int], float] = dict.fromkeys(b.offers.draws, 0.0)
    for (m, r, _, t), tonnes in b.offers.demand.items():
        demand[m, r, t] += tonnes
    entries: dict[tuple[str, str, int], list[tuple[float, Any]]] = {place: [] for place in b.offers.draws}
    for place, coefficient, variable in _entries(b, facts, future):
        entries[place].append((coefficient, variable))
    b.balance.balance = Rows({place: equal(linear(terms), demand[place]) for place, terms in entries.items()})


def _entries(b: Any, facts: Facts, future: Future) -> Iterable[Entry]:
    case = facts.case
    for (e, r, t), variable in b.deliveries.buy.items():
        yield (case.supply[e].material, r, t), 1.0, variable
    for (_, m, r, t), variable in b.deliveries.ship.items():
        yield (m, r, t), 1.0, variable
    for (h, r, t), variable in b.stock.release.items():
        yield (case.stockpiles[h].material, r, t), 1.0, variable
    for (m, r, _, t), variable in b.balance.short.items():
        yield (m, r, t), 1.0, variable
    for (p, t), variable in b.production.run.items():
        for m, t_per_t in facts.inputs[p].items():
            yield (m, case.project_market(p) or "", t), -t_per_t, variable
    for h in case.stockpiles.values():
        for t in future.window:
            yield (h.material, h.home, t), -1.0, b.stock.purchase[h.stockpile, t]


def costs(b: Any, facts: Facts, future: Future) -> Costs:
    """shortage_cost·short."""
    usd_per_t = {(row.material, row.market, row.tier): row.shortage_cost for row in facts.case.demand}
    for (m, r, i, t), short in b.balance.short.items():
        yield "shortage", t, usd_per_t[m, r, i] / 1e6, short
