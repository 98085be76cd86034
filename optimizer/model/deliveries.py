"""Deliveries: what projects ship and what is bought from existing supply, on open routes only.

ship[p,m,r,t] ≥ 0   tonnes of an output of project p to market r
buy[e,r,t]   ≥ 0   tonnes of existing supplier e (position of its row) to market r
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from optimizer.case.facts import Facts
from optimizer.case.future import Future
from optimizer.case.routes import Terms
from optimizer.model.components import Rows, Variables
from optimizer.model.linear import product, times, total
from optimizer.model.rows import Costs, at_most

Source = tuple[Any, ...]
"""What delivers, and the year last."""


def declare(b: Any, facts: Facts, future: Future) -> None:
    """Variables ship and buy, and the same by source and market."""
    d = b.deliveries
    d.ship = Variables((p, m, r, t) for (p, m, t), to in b.offers.ship.items() for r in to)
    d.buy = Variables((e, r, t) for (e, t), to in b.offers.buy.items() for r in to)
    d.ship_from = _by_source(b.offers.ship, d.ship)
    d.buy_from = _by_source(b.offers.buy, d.buy)


def _by_source(offers: Mapping[Source, Mapping[str, Any]], deliveries: Variables) -> dict[Source, dict[str, Any]]:
    """The deliveries of each source by market, as they were declared: one source after the other."""
    variables = deliveries.values()
    return {source: dict(zip(to, variables, strict=False)) for source, to in offers.items()}


def constrain(b: Any, facts: Facts, future: Future) -> None:
    """No more than is made or available, and no more than export restrictions leave."""
    d = b.deliveries
    projects, supply = facts.case.projects, facts.case.supply
    run, cap, available = b.production.run, b.production.cap, b.offers.available
    made = {(p, m): t_per_t for p in facts.starts for m, t_per_t in facts.outputs[p].items()}

    d.shipped = Rows(
        {(p, m, t): at_most(total(to.values()), times(made[p, m], run[p, t])) for (p, m, t), to in d.ship_from.items()}
    )
    d.bought = Rows({place: at_most(total(to.values()), available[place]) for place, to in d.buy_from.items()})

    less_shipped = _cut_levels(d.ship_from, future, lambda p, m: (projects[p].country, m))
    less_bought = _cut_levels(d.buy_from, future, lambda e: (supply[e].country, supply[e].material))
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
        country, material = origin(*names)
        if not future.restrictions(country, material, t):
            continue
        cuts = {r: future.cut(country, material, r, t) for r in by_market}
        for level in sorted({k for k in cuts.values() if k > 0}):
            found[*source, level] = [v for r, v in by_market.items() if cuts[r] >= level]
    return found


def costs(b: Any, facts: Facts, future: Future) -> Costs:
    """Purchases at own prices, freight, and duty on the value."""
    supply, offers, d = facts.case.supply, b.offers, b.deliveries
    bought = {t: _Sent() for t in future.window}
    for (e, t), to in offers.buy.items():
        bought[t].add(future.own_price(supply[e], t) / 1e6, to, d.buy_from[e, t])
    shipped = {t: _Sent() for t in future.window}
    for (p, m, t), to in offers.ship.items():
        shipped[t].add(future.price(m, t), to, d.ship_from[p, m, t])
    for t in future.window:
        buy, ship = bought[t], shipped[t]
        yield "purchases", t, 1.0, product(buy.price, buy.tonnes)
        yield "freight", t, 1.0, product(buy.freight(), buy.tonnes)
        yield "duty", t, 1.0, product([terms.duty * musd for terms, musd in buy.valued()], buy.tonnes)
        yield "freight", t, 1.0, product(ship.freight(), ship.tonnes)
        yield "duty", t, 1.0, product([terms.duty * usd / 1e6 for terms, usd in ship.valued()], ship.tonnes)


@dataclass
class _Sent:
    """Deliveries, side by side: price at the gate, terms of the route, variable."""

    price: list[float] = field(default_factory=list)
    terms: list[Terms] = field(default_factory=list)
    tonnes: list[Any] = field(default_factory=list)

    def add(self, price: float, offer: Mapping[str, Terms], deliveries: Mapping[str, Any]) -> None:
        """The deliveries of one source."""
        self.price += [price] * len(offer)
        self.terms += offer.values()
        self.tonnes += deliveries.values()

    def freight(self) -> list[float]:
        """MUSD per tonne."""
        return [terms.freight / 1e6 for terms in self.terms]

    def valued(self) -> Iterable[tuple[Terms, float]]:
        """Terms and price."""
        return zip(self.terms, self.price, strict=True)
