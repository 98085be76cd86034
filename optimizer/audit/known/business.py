"""The business plan of a start: what a private owner expects to earn, and what a floor owes."""

from __future__ import annotations

from optimizer.audit.known.futures import Futures
from optimizer.audit.known.horizon import Horizon
from optimizer.audit.known.remembered import remembered
from optimizer.audit.known.timing import Timing
from optimizer.audit.known.world import World
from optimizer.case.case import Case
from optimizer.case.sheets import PriceFloor

ROUNDING_USD_PER_T = 1e-9
"""A margin that is below zero by less is zero: the owner runs."""


class Business:
    """The business plan of every start under every floor (None = no floor)."""

    def __init__(self, case: Case, horizon: Horizon, timing: Timing, futures: Futures, world: World) -> None:
        self._case, self._horizon, self._timing = case, horizon, timing
        self._futures, self._world = futures, world
        self.recipes: dict[str, dict[str, float]] = {p: {row.product: 1.0} for p, row in case.projects.items()}
        for row in case.recipes:
            entry = self.recipes[row.project]
            entry[row.material] = entry.get(row.material, 0.0) + row.t_per_t

    @remembered
    def levels(self, p: str) -> dict[str | None, PriceFloor | None]:
        """The floors that a project may be started under, none first."""
        product = self._case.projects[p].product
        rows = [row for row in self._case.price_floors if row.material == product and self._case.settings.viability]
        return {None: None, **{row.level: row for row in rows}}

    @remembered
    def margin(self, s: str, p: str, year: int) -> float:
        """Price of the outputs less inputs and opex, USD per tonne of product, without support."""
        earned = sum(self._world.price(s, m, year) * t_per_t for m, t_per_t in self.recipes[p].items())
        return earned - self._case.projects[p].opex_usd_per_t

    def year(self, p: str, start: int, level: str | None, s: str, year: int) -> tuple[float, float]:
        """MUSD earned before capex, and MUSD that the floor owes, in one year of a scenario."""
        project, floor = self._case.projects[p], self.levels(p)[level]
        s = self._futures.at(s, year)
        n = self._timing.operating(p, start, year, self._futures.delay(s, p))
        if n is None:
            return 0.0, 0.0
        per_tonne, paid_back = 0.0, 0.0
        if floor is not None and n < floor.contract_years:
            price = self._world.price(s, project.product, year)
            per_tonne = max(0.0, floor.floor_usd_per_t - price)
            paid_back = floor.payback * max(0.0, price - floor.floor_usd_per_t)
        margin = self.margin(s, p, year) + per_tonne - paid_back
        planned = 0.0
        if margin >= -ROUNDING_USD_PER_T:
            planned = project.capacity_t * self._futures.kept(s, p, year) * self._timing.ramp(p, n)
        return margin * planned / 1e6 - project.fixed_opex_musd, per_tonne * planned / 1e6

    def owed(self, p: str, start: int, level: str | None, s: str, year: int) -> float:
        """What the treasuries stand for, MUSD."""
        return self.year(p, start, level, s, year)[1]

    @remembered
    def npv(self, p: str, start: int, level: str | None) -> float:
        """What the start is worth to its owner before grants, MUSD."""
        horizon, probability = self._horizon, self._futures.probability
        earned = sum(
            probability[s] * horizon.delta(year) * self.year(p, start, level, s, year)[0]
            for s in probability
            if probability[s] > 0.0
            for year in horizon.years
        )
        spent = sum(horizon.delta(year) * musd for year, musd in self._timing.spend(p, start).items())
        return earned - spent + horizon.delta(horizon.last) * self._timing.salvage(p, start)

    def priced(self, p: str) -> bool:
        """Whether the workbook prices everything that the project makes and draws."""
        return all(m in self._case.prices for m in self.recipes[p])

    def stated_npv(self, p: str, start: int, level: str | None) -> float | None:
        """The npv as plans say it: none where a price is missing."""
        return self.npv(p, start, level) if self.priced(p) else None

    def gap(self, p: str, start: int, level: str | None) -> float:
        """What the business plan lacks, MUSD; 0 for committed projects and substitution."""
        project = self._case.projects[p]
        exempt = project.status == "committed" or project.kind == "substitution"
        return 0.0 if exempt or not self.priced(p) else max(0.0, -self.npv(p, start, level))
