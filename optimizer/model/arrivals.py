"""What reaches a market scope in base, by origin: the deliveries that targets add up.

Releases from stock and substitution are not supply, so they are not among them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from optimizer.case.case import BASE
from optimizer.case.facts import Facts
from optimizer.case.scopes import Limit
from optimizer.model.components import Rows, Variables
from optimizer.model.linear import total
from optimizer.model.rows import equal

Place = tuple[str, str, int]
"""Material, market, year."""

Arrival = tuple[bool, Any]
"""One delivery: whether it is recycled, and its variable."""


@dataclass(frozen=True, eq=False)
class Arrivals:
    """Deliveries of base, grouped once. Only what holds in base asks for them, so base is built."""

    m: Any
    facts: Facts

    @cached_property
    def _by_place(self) -> dict[Place, dict[str, list[Arrival]]]:
        """By place and country of origin."""
        found: dict[Place, dict[str, list[Arrival]]] = {}
        for place, country, arrival in self._all():
            found.setdefault(place, {}).setdefault(country, []).append(arrival)
        return found

    def _all(self) -> Iterable[tuple[Place, str, Arrival]]:
        case = self.facts.case
        deliveries = self.m.future[BASE].deliveries
        for (e, r, t), tonnes in deliveries.buy.items():
            row = case.supply[e]
            yield (row.material, r, t), row.country, (row.kind == "recycled", tonnes)
        for (p, m, r, t), tonnes in deliveries.ship.items():
            project = case.projects[p]
            if project.kind != "substitution":
                yield (m, r, t), project.country, (project.kind == "recycling", tonnes)

    def _to(self, limit: Limit, markets: Iterable[str]) -> list[dict[str, list[Arrival]]]:
        """Deliveries by country of origin, for each market."""
        assert limit.material and limit.year
        return [self._by_place.get((limit.material, market, limit.year), {}) for market in markets]

    def _weighed(self, limit: Limit, markets: Iterable[str], only_recycled: bool = False) -> list[tuple[float, Any]]:
        return [
            (weight, tonnes)
            for by_country in self._to(limit, markets)
            for country, weight in limit.weights.items()
            for recycled, tonnes in by_country.get(country, ())
            if recycled or not only_recycled
        ]

    def counted(self, limit: Limit) -> list[tuple[float, Any]]:
        """Weighted deliveries to the scope from the countries that the limit counts."""
        return self._weighed(limit, limit.markets, limit.target.metric == "min_recycled_share")

    def anywhere(self, limit: Limit) -> list[tuple[float, Any]]:
        """Deliveries to any market from the countries that the limit counts."""
        return self._weighed(limit, self.facts.case.markets)

    def supply(self, limits: Iterable[Limit]) -> None:
        """Declare Q, all deliveries to a scope, for the scopes of the limits: one variable, since many rows use it."""
        b = self.m.targets
        scopes = {(limit.material or "", limit.market or "", limit.year or 0): limit for limit in limits}
        b.supplied = Variables(sorted(scopes), lower=None)
        b.supplied_is = Rows({key: equal(q, total(self._arrived(scopes[key]))) for key, q in b.supplied.items()})

    def _arrived(self, limit: Limit) -> list[Any]:
        """Every delivery to the scope."""
        return [
            tonnes
            for by_country in self._to(limit, limit.markets)
            for arrivals in by_country.values()
            for _, tonnes in arrivals
        ]

    def supplied(self, limit: Limit) -> list[tuple[float, Any]]:
        """Q of the limit's scope."""
        return [(1.0, self.m.targets.supplied[limit.material, limit.market, limit.year])]

    @cached_property
    def _drawn(self) -> dict[Place, list[tuple[float, Any]]]:
        case = self.facts.case
        found: dict[Place, list[tuple[float, Any]]] = {}
        for (p, t), run in self.m.future[BASE].production.run.items():
            for m, drawn in self.facts.inputs[p].items():
                found.setdefault((m, case.project_market(p) or "", t), []).append((drawn, run))
        return found

    def inputs(self, limit: Limit) -> list[tuple[float, Any]]:
        """What projects in the scope draw of the material."""
        assert limit.material and limit.year
        return [pair for r in limit.markets for pair in self._drawn.get((limit.material, r, limit.year), ())]
