"""Deliveries: what projects ship and what is bought from existing supply, on open routes only.

ship[p,m,r,t] ≥ 0   tonnes of an output of project p to market r
buy[e,r,t]   ≥ 0   tonnes of existing supplier e (position of its row) to market r
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from optimizer.case.facts import Facts
from optimizer.case.future import Future
from optimizer.model.components import Rows, Variables
from optimizer.model.linear import linear, times, total
from optimizer.model.rows import Costs, at_most

Source = tuple[Any, ...]
"""What delivers, and the year last."""


def declare(b: Any, facts: Facts, future: Future) -> None:
    """Variables ship and buy."""
    d = b.deliveries
    d.ship = Variables(b.offers.ship)
    d.buy = Variables(b.offers.buy)


def constrain(b: Any, facts: Facts, future: Future) -> None:
    """No more than is made or available, and no more than export restrictions leave."""
    d = b.deliveries
    projects, supply = facts.case.projects, facts.case.supply
    run, cap, available = b.production.run, b.production.cap, b.offers.available
    made = {(p, m): t_per_t for p in facts.starts for m, t_per_t in facts.outputs[p].items()}
    shipped: dict[Source, dict[str, Any]] = {}
    for (p, m, r, t), variable in d.ship.items():
        shipped.setdefault((p, m, t), {})[r] = variable
    bought: dict[Source, dict[str, Any]] = {}
    for (e, r, t), variable in d.buy.items():
        bought.setdefault((e, t), {})[r] = variable

    d.shipped = Rows(
        {(p, m, t): at_most(total(to.values()), times(made[p, m], run[p, t])) for (p, m, t), to in shipped.items()}
    )
    d.bought = Rows({place: at_most(total(to.values()), available[place]) for place, to in bought.items()})

    less_shipped = _cut_levels(shipped, future, lambda p, m: (projects[p].country, m))
    less_bought = _cut_levels(bought, future, lambda e: (supply[e].country, supply[e].material))
    d.restricted_shipping = Rows(
        {
            (p, m, t, level): at_most(total(cut), times((1.0 - level) * made[p, m], cap[p, t]))
            for (p, m, t, level), cut in less_shipped.items()
        }
    )
    d.restricted_buying = Rows(
        {
            (e, t, level): at_most(total(cut), (1.0 - level) * available[e, t])
            for (e, t, level), cut in less_bought.items()
        }
    )


def _cut_levels(
    deliveries: Mapping[Source, Mapping[str, Any]], future: Future, origin: Callable[..., tuple[str, str]]
) -> dict[Source, list[Any]]:
    """By source and distinct cut κ > 0 among its markets: the deliveries to markets with a cut of at least κ."""
    found: dict[Source, list[Any]] = {}
    for source, by_market in deliveries.items():
        *names, t = source
        if not future.acting("export_cut", t):
            continue
        country, material = origin(*names)
        cuts = {r: future.cut(country, material, r, t) for r in by_market}
        for level in sorted({k for k in cuts.values() if k > 0}):
            found[*source, level] = [v for r, v in by_market.items() if cuts[r] >= level]
    return found


def costs(b: Any, facts: Facts, future: Future) -> Costs:
    """Purchases at own prices, freight, and duty on the value."""
    supply = facts.case.supply
    own = {(e, t): future.own_price(supply[e], t) / 1e6 for e, t in b.offers.available}
    bought: dict[int, list[tuple[float, float, float, Any]]] = {t: [] for t in future.window}
    for ((e, _, t), buy), terms in zip(b.deliveries.buy.items(), b.offers.buy.values(), strict=True):
        musd = own[e, t]
        bought[t].append((musd, terms.freight / 1e6, terms.duty * musd, buy))
    shipped: dict[int, list[tuple[float, float, float, Any]]] = {t: [] for t in future.window}
    for ((_, m, _, t), ship), terms in zip(b.deliveries.ship.items(), b.offers.ship.values(), strict=True):
        duty = terms.duty and terms.duty * future.price(m, t) / 1e6
        shipped[t].append((0.0, terms.freight / 1e6, duty, ship))
    for t in future.window:
        yield "purchases", t, 1.0, linear((price, buy) for price, _, _, buy in bought[t])
        for delivered in (bought[t], shipped[t]):
            yield "freight", t, 1.0, linear((freight, variable) for _, freight, _, variable in delivered)
            yield "duty", t, 1.0, linear((duty, variable) for _, _, duty, variable in delivered)
