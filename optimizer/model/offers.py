"""Sparse index sets of stage two: where material can be drawn, and which deliveries can reach it."""

from __future__ import annotations

from collections.abc import Mapping
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
    def operating(self) -> dict[tuple[str, int], dict[int, float]]:
        """Ramp by start year, of the starts of a project that operate in a year; only where there are any."""
        facts = self.facts
        return {
            (p, t): starts
            for p in facts.starts
            for t in self.future.window
            if (starts := facts.operating(p, self.future, t))
        }

    @cached_property
    def draws(self) -> dict[tuple[str, str, int], None]:
        """Material, market and year in which demand, a project's input or a stockpile can take material."""
        case = self.facts.case
        places = {(m, r, t): None for m, r, _, t in self.demand}
        for p, t in self.operating:
            market = case.project_market(p)
            if market:
                places.update({(m, market, t): None for m in self.facts.inputs[p]})
        for h in case.stockpiles.values():
            places.update({(h.material, h.home, t): None for t in self.future.window})
        return places

    @cached_property
    def _markets(self) -> dict[tuple[str, int], tuple[str, ...]]:
        markets: dict[tuple[str, int], list[str]] = {}
        for m, r, t in self.draws:
            markets.setdefault((m, t), []).append(r)
        return {place: tuple(names) for place, names in markets.items()}

    def _reached(self, country: str, material: str, t: int) -> Mapping[str, Terms]:
        """Route terms to the markets that can take a material in a year and have an open route from a country."""
        return self.facts.routes.reached(country, material, self._markets.get((material, t), ()))

    @cached_property
    def ship(self) -> dict[tuple[str, str, int], Mapping[str, Terms]]:
        """Where an output of a project (project, material, year) can be delivered to: route terms by market."""
        case = self.facts.case
        found = {}
        for p, t in self.operating:
            project = case.projects[p]
            for m in self.facts.outputs[p]:
                to = self._reached(project.country, m, t)
                if project.kind == "substitution":
                    to = {r: terms for r, terms in to.items() if r == case.project_market(p)}
                if to:
                    found[p, m, t] = to
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
    def buy(self) -> dict[tuple[int, int], Mapping[str, Terms]]:
        """Where a row of existing supply (row, year) can be delivered to: route terms by market."""
        supply = self.facts.case.supply
        found = {(e, t): self._reached(supply[e].country, supply[e].material, t) for e, t in self.available}
        return {source: to for source, to in found.items() if to}
