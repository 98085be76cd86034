"""Sparse index sets of stage two: where material can be drawn, and which deliveries can reach it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from optimizer.case.facts import Facts
from optimizer.case.future import Future
from optimizer.case.routes import Terms


@dataclass(frozen=True, eq=False)
class Offers:
    """The deliveries that are possible in one scenario. Nothing is delivered to where nothing can be drawn."""

    facts: Facts
    future: Future

    @cached_property
    def demand(self) -> dict[tuple[str, str, str, int], float]:
        """Tonnes by material, market, tier and year; only where positive."""
        found = {}
        for row in self.facts.case.demand:
            for t in self.future.window:
                tonnes = self.future.demand(row, t)
                if tonnes > 0:
                    found[row.material, row.market, row.tier, t] = tonnes
        return found

    @cached_property
    def draws(self) -> dict[tuple[str, str, int], None]:
        """Material, market and year in which demand, a project's input or a stockpile can take material."""
        case = self.facts.case
        places = {(m, r, t): None for m, r, _, t in self.demand}
        for p in self.facts.starts:
            market = case.project_market(p) or ""
            for t in self.future.window if market else ():
                if self.facts.operating(p, self.future, t):
                    places.update({(m, market, t): None for m in case.inputs(p)})
        for h in case.stockpiles.values():
            places.update({(h.material, h.home, t): None for t in self.future.window})
        return places

    @cached_property
    def _markets(self) -> dict[tuple[str, int], list[str]]:
        markets: dict[tuple[str, int], list[str]] = {}
        for m, r, t in self.draws:
            markets.setdefault((m, t), []).append(r)
        return markets

    def markets(self, material: str, t: int) -> list[str]:
        """The markets that can take a material in a year."""
        return self._markets.get((material, t), [])

    @cached_property
    def ship(self) -> dict[tuple[str, str, str, int], Terms]:
        """Route terms of each possible delivery (project, material, market, year)."""
        case = self.facts.case
        found = {}
        for p in self.facts.starts:
            project = case.projects[p]
            home = case.project_market(p)
            for t in self.future.window:
                if not self.facts.operating(p, self.future, t):
                    continue
                for m in case.outputs(p):
                    for r in self.markets(m, t):
                        terms = self.facts.routes.terms(project.country, r, m)
                        if terms and (project.kind != "substitution" or r == home):
                            found[p, m, r, t] = terms
        return found

    @cached_property
    def available(self) -> dict[tuple[int, int], float]:
        """Tonnes of each row of existing supply (by position) and year; only where positive."""
        found = {}
        for e, row in enumerate(self.facts.case.supply):
            for t in self.future.window:
                tonnes = self.future.available(row, t)
                if tonnes > 0:
                    found[e, t] = tonnes
        return found

    @cached_property
    def buy(self) -> dict[tuple[int, str, int], Terms]:
        """Route terms of each possible purchase (row of supply, market, year)."""
        supply = self.facts.case.supply
        return {
            (e, r, t): terms
            for e, t in self.available
            for r in self.markets(supply[e].material, t)
            if (terms := self.facts.routes.terms(supply[e].country, r, supply[e].material))
        }
