"""Routes: which row holds for a delivery, and whether it is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from optimizer.case.case import Case
from optimizer.case.columns import STAR
from optimizer.case.sheets import Route


@dataclass(frozen=True)
class Terms:
    """Freight (USD/t) and duty (share of value) of an open route."""

    freight: float = 0.0
    duty: float = 0.0


FREE = Terms()


def named(route: Route) -> int:
    """How many of country, market and material a row names."""
    return sum(value != STAR for value in (route.country, route.market, route.material))


def matching(case: Case, country: str, market: str, material: str) -> list[Route]:
    """The rows that hold for a delivery: those that match and name most. More than one is an error of the workbook."""
    own = case.home(country) == market
    rows = [
        row
        for row in case.routes
        if row.country in (STAR, country)
        and row.market in (STAR, market)
        and row.material in (STAR, material)
        and not (own and STAR in (row.country, row.market))
    ]
    most = max(map(named, rows), default=0)
    return [row for row in rows if named(row) == most]


@dataclass(frozen=True, eq=False)
class Routes:
    """Open routes of a case, looked up once for each delivery."""

    case: Case
    _known: dict[tuple[str, str, str], Terms | None] = field(default_factory=dict)
    _open: dict[tuple[str, str], Mapping[str, Terms]] = field(default_factory=dict)
    _reached: dict[tuple[str, str, tuple[str, ...]], Mapping[str, Terms]] = field(default_factory=dict)

    @cached_property
    def _all_free(self) -> bool:
        return not self.case.routes

    def open_from(self, country: str, material: str) -> Mapping[str, Terms]:
        """Freight and duty to each market that is open from a country."""
        key = (country, material)
        if key not in self._open:
            found = {market: self.terms(country, market, material) for market in self.case.markets}
            self._open[key] = {market: terms for market, terms in found.items() if terms}
        return self._open[key]

    def reached(self, country: str, material: str, markets: tuple[str, ...]) -> Mapping[str, Terms]:
        """The same to some markets, in their order."""
        key = (country, material, markets)
        if key not in self._reached:
            open_to = self.open_from(country, material)
            self._reached[key] = {market: open_to[market] for market in markets if market in open_to}
        return self._reached[key]

    def terms(self, country: str, market: str, material: str) -> Terms | None:
        """Freight and duty from a country to a market; None where the route is closed."""
        key = (country, market, material)
        if key not in self._known:
            self._known[key] = self._find(*key)
        return self._known[key]

    def _find(self, country: str, market: str, material: str) -> Terms | None:
        if self._all_free:
            return FREE
        rows = matching(self.case, country, market, material)
        if not rows:
            return FREE if self.case.home(country) == market else None
        return Terms(rows[0].freight, rows[0].duty) if rows[0].open else None
