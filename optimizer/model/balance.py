"""The balance of every material, market and year: what arrives is what is taken.

Σ buy + Σ ship + Σ_h release + Σ_i short = Σ_i demand + Σ_{p in r} input·run + Σ_{h home r} purchase
0 ≤ short[m,r,i,t] ≤ demand
"""

from __future__ import annotations

from typing import Any

from optimizer.case.facts import Facts
from optimizer.case.future import Future
from optimizer.model.components import Rows, Variables
from optimizer.model.linear import added, linear, total
from optimizer.model.rows import Costs, equal

Place = tuple[str, str, int]
"""Material, market, year."""


def declare(b: Any, facts: Facts, future: Future) -> None:
    """Variable short."""
    b.balance.short = Variables(b.offers.demand, upper=b.offers.demand)


def constrain(b: Any, facts: Facts, future: Future) -> None:
    """Every balance holds as an equality; nothing is delivered that is not taken."""
    demand: dict[Place, float] = dict.fromkeys(b.offers.draws, 0.0)
    for (m, r, _, t), tonnes in b.offers.demand.items():
        demand[m, r, t] += tonnes
    arriving, taken = _arriving(b, facts), _taken(b, facts, future)
    b.balance.balance = Rows(
        {place: equal(added([total(arriving[place]), linear(taken[place])]), demand[place]) for place in demand}
    )


def _arriving(b: Any, facts: Facts) -> dict[Place, list[Any]]:
    """Σ buy + Σ ship + Σ_h release + Σ_i short."""
    case = facts.case
    found: dict[Place, list[Any]] = {place: [] for place in b.offers.draws}
    for (e, t), to in b.deliveries.buy_from.items():
        for r, tonnes in to.items():
            found[case.supply[e].material, r, t].append(tonnes)
    for (_, m, t), to in b.deliveries.ship_from.items():
        for r, tonnes in to.items():
            found[m, r, t].append(tonnes)
    for (h, r, t), tonnes in b.stock.release.items():
        found[case.stockpiles[h].material, r, t].append(tonnes)
    for (m, r, _, t), tonnes in b.balance.short.items():
        found[m, r, t].append(tonnes)
    return found


def _taken(b: Any, facts: Facts, future: Future) -> dict[Place, list[tuple[float, Any]]]:
    """−Σ_{p in r} input·run − Σ_{h home r} purchase."""
    case = facts.case
    found: dict[Place, list[tuple[float, Any]]] = {place: [] for place in b.offers.draws}
    for (p, t), run in b.production.run.items():
        for m, t_per_t in facts.inputs[p].items():
            found[m, case.project_market(p) or "", t].append((-t_per_t, run))
    for h in case.stockpiles.values():
        for t in future.window:
            found[h.material, h.home, t].append((-1.0, b.stock.purchase[h.stockpile, t]))
    return found


def costs(b: Any, facts: Facts, future: Future) -> Costs:
    """shortage_cost·short."""
    usd_per_t = {(row.material, row.market, row.tier): row.shortage_cost for row in facts.case.demand}
    for (m, r, i, t), short in b.balance.short.items():
        yield "shortage", t, usd_per_t[m, r, i] / 1e6, short
