"""Prices, demand, existing supply and routes in every scenario."""

from __future__ import annotations

from math import prod

from optimizer.audit.known.futures import Futures, fits
from optimizer.audit.known.horizon import value_in
from optimizer.audit.known.remembered import remembered
from optimizer.case.case import Case
from optimizer.case.sheets import Demand, Route, Supply

Terms = tuple[float, float]
"""Freight (USD/t) and duty (share of value) of an open route."""


class World:
    """The world as each scenario finds it."""

    def __init__(self, case: Case, futures: Futures) -> None:
        self._case, self._futures = case, futures
        self.supply: dict[int, Supply] = {row.at.row: row for row in case.supply if row.at.row}
        self.demand_rows: dict[tuple[str, str], list[Demand]] = {}
        for row in case.demand:
            self.demand_rows.setdefault((row.material, row.market), []).append(row)

    @remembered
    def price(self, s: str, material: str, year: int) -> float:
        """The reference price, USD/t; 0 where the workbook gives none."""
        points = self._case.prices[material].years if material in self._case.prices else {}
        if not points:
            return 0.0
        events = [e for e in self._futures.acting(s, year, "price") if e.country == "*" and fits(e.material, material)]
        return value_in(points, year) * prod(e.value for e in events)

    @remembered
    def own_price(self, s: str, row: int, year: int) -> float:
        """What a tonne of existing supply costs at its gate, USD/t."""
        supply = self.supply[row]
        factor = prod(
            e.value
            for e in self._futures.acting(s, year, "price")
            if e.country == supply.country and fits(e.material, supply.material)
        )
        return self.price(s, supply.material, year) * (1.0 + supply.premium) * factor

    @remembered
    def available(self, s: str, row: int, year: int) -> float:
        """Tonnes of existing supply that outages leave."""
        supply = self.supply[row]
        left = prod(
            1.0 - e.value
            for e in self._futures.acting(s, year, "outage")
            if not e.project and fits(e.country, supply.country) and fits(e.material, supply.material)
        )
        return value_in(supply.years, year) * left

    @remembered
    def demand(self, s: str, material: str, market: str, tier: str, year: int) -> float:
        """Demand of a tier (`*` = all of them), tonnes."""
        factor = prod(
            e.value
            for e in self._futures.acting(s, year, "demand")
            if fits(e.material, material) and fits(e.market, market)
        )
        rows = self.demand_rows.get((material, market), [])
        return sum(value_in(row.years, year) for row in rows if fits(tier, row.tier)) * factor

    @remembered
    def cut(self, s: str, country: str, material: str, market: str, year: int) -> float:
        """The share that export restrictions take from a country's deliveries to a market."""
        events = self._futures.acting(s, year, "export_cut")
        host, place = self._case.countries[country], self._case.markets[market]
        exempt = self._case.settings.mutual_exemption and host.bloc == "partner" and place.partner
        if not events or host.market == market or exempt:
            return 0.0
        return 1.0 - prod(
            1.0 - e.value
            for e in events
            if fits(e.country, country) and fits(e.material, material) and fits(e.market, market)
        )

    @remembered
    def route(self, country: str, market: str, material: str) -> Terms | None:
        """Freight and duty of a delivery; None where the route is closed."""
        own = self._case.countries[country].market == market
        rows = [
            row
            for row in self._case.routes
            if fits(row.country, country)
            and fits(row.market, market)
            and fits(row.material, material)
            and not (own and (row.country == "*" or row.market == "*"))
        ]
        if not rows:
            return (0.0, 0.0) if own or not self._case.routes else None
        best = max(rows, key=_named)
        return (best.freight, best.duty) if best.open else None


def _named(row: Route) -> int:
    return (row.country != "*") + (row.market != "*") + (row.material != "*")
