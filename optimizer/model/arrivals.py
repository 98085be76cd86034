"""What reaches a market scope in base, by origin: the deliveries that targets add up.

Releases from stock and substitution are not supply, so they are not among them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pyomo.environ as pyo

from optimizer.case.case import BASE
from optimizer.case.facts import Facts
from optimizer.case.scopes import Limit
from optimizer.model.rows import equal, total


@dataclass(frozen=True)
class Arrival:
    """One delivery: where it comes from, where it goes, and its variable."""

    country: str
    market: str
    recycled: bool
    tonnes: Any


@dataclass(frozen=True, eq=False)
class Arrivals:
    """Deliveries of base, grouped once; empty where base is not built."""

    m: Any
    facts: Facts

    @cached_property
    def _by_material(self) -> dict[tuple[str, int], list[Arrival]]:
        found: dict[tuple[str, int], list[Arrival]] = {}
        for place, arrival in self._all() if BASE in self.m.future else ():
            found.setdefault(place, []).append(arrival)
        return found

    def _all(self) -> Iterable[tuple[tuple[str, int], Arrival]]:
        case = self.facts.case
        deliveries = self.m.future[BASE].deliveries
        for (e, r, t), tonnes in deliveries.buy.items():
            row = case.supply[e]
            yield (row.material, t), Arrival(row.country, r, row.kind == "recycled", tonnes)
        for (p, m, r, t), tonnes in deliveries.ship.items():
            project = case.projects[p]
            if project.kind != "substitution":
                yield (m, t), Arrival(project.country, r, project.kind == "recycling", tonnes)

    def _of(self, limit: Limit) -> list[Arrival]:
        assert limit.material and limit.year
        return self._by_material.get((limit.material, limit.year), [])

    def counted(self, limit: Limit) -> list[tuple[float, Any]]:
        """Weighted deliveries to the scope from the countries that the limit counts."""
        only_recycled = limit.target.metric == "min_recycled_share"
        return [
            (limit.weights[a.country], a.tonnes)
            for a in self._of(limit)
            if a.market in limit.markets and a.country in limit.weights and (a.recycled or not only_recycled)
        ]

    def anywhere(self, limit: Limit) -> list[tuple[float, Any]]:
        """Deliveries to any market from the countries that the limit counts."""
        return [(limit.weights[a.country], a.tonnes) for a in self._of(limit) if a.country in limit.weights]

    def supplied(self, limit: Limit) -> list[tuple[float, Any]]:
        """Q, all deliveries to the scope: one variable, since many rows use it."""
        b = self.m.targets
        key = (limit.material, limit.market, limit.year)
        if b.find_component("supplied") is None:
            b.supplied = pyo.Var(pyo.Any, dense=False)
            b.supplied_is = pyo.Constraint(pyo.Any)
        if key not in b.supplied:
            arrived = [a.tonnes for a in self._of(limit) if a.market in limit.markets]
            b.supplied_is[key] = equal(b, b.supplied[key], total(arrived))
        return [(1.0, b.supplied[key])]

    def inputs(self, limit: Limit) -> list[tuple[float, Any]]:
        """What projects in the scope draw of the material."""
        case = self.facts.case
        if BASE not in self.m.future:
            return []
        return [
            (drawn, run)
            for (p, t), run in self.m.future[BASE].production.run.items()
            if t == limit.year and case.project_market(p) in limit.markets
            for drawn in [case.inputs(p).get(limit.material or "", 0.0)]
            if drawn
        ]
