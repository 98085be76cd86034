"""One scenario as data: its window, and prices, demand, outages, cuts and delays inside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import prod

from optimizer.case.case import BASE, Case
from optimizer.case.columns import STAR
from optimizer.case.series import interpolate
from optimizer.case.sheets import Demand, Event, Project, Supply
from optimizer.case.timing import offered_starts, operating_year

NEUTRAL_VALUE = {"export_cut": 0.0, "outage": 0.0, "delay": 0.0, "price": 1.0, "demand": 1.0}
"""The value at which an event of a kind has no effect, and so is no event."""


def _fits(scope: str, name: str) -> bool:
    return scope in (name, STAR)


@dataclass(frozen=True, eq=False)
class Future:
    """A scenario of the case; `base` is the one without events, and its window is all of T."""

    case: Case
    name: str
    calm: bool = False
    """Whether of its events only those of prices act: what a disruption is to be compared with."""

    @property
    def is_base(self) -> bool:
        """Whether this is the undisturbed world."""
        return self.name == BASE

    @property
    def probability(self) -> float:
        """π_s."""
        return self.case.probability[self.name]

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The events of this scenario that have an effect inside T."""
        return tuple(
            e
            for e in self.case.events
            if e.scenario == self.name and e.value != NEUTRAL_VALUE[e.kind] and any(True for _ in self.event_years(e))
        )

    def event_years(self, event: Event) -> Iterable[int]:
        """The years of T in which an event acts; a delay acts from the first year that it takes away, to the end."""
        years = self.case.years
        if event.kind == "delay":
            first = min((y for p in self.projects_named(event) for y in self._would_operate(p)), default=years[-1] + 1)
            return range(first, years[-1] + 1)
        first = years[0] if event.first_year is None else max(years[0], event.first_year)
        last = years[-1] if event.last_year is None else min(years[-1], event.last_year)
        return range(first, last + 1)

    def projects_named(self, event: Event) -> list[Project]:
        """The projects that a delay or outage event names; `project` wins over `country`."""
        if event.project:
            return [self.case.projects[event.project]]
        return [p for p in self.case.projects.values() if _fits(event.country, p.country)]

    def _would_operate(self, project: Project) -> Iterable[int]:
        for start in offered_starts(self.case, project):
            year = max(self.case.years[0], start + project.build_years)
            if year <= self.case.years[-1] and operating_year(project, start, year) is not None:
                yield year

    @cached_property
    def window(self) -> tuple[int, ...]:
        """W_s: the years in which the world differs from base, recovery included."""
        years = self.case.years
        if self.is_base:
            return years
        spans = [list(self.event_years(e)) for e in self.events]
        if not spans:
            return ()
        last = min(years[-1], max(s[-1] for s in spans) + self.case.settings.recovery_years)
        return tuple(range(min(s[0] for s in spans), last + 1))

    @cached_property
    def _acting(self) -> Mapping[tuple[str, int], tuple[Event, ...]]:
        acting: dict[tuple[str, int], list[Event]] = {}
        for event in self.events:
            for year in self.event_years(event) if not self.calm or event.kind == "price" else ():
                acting.setdefault((event.kind, year), []).append(event)
        return {key: tuple(events) for key, events in acting.items()}

    def acting(self, kind: str, year: int) -> tuple[Event, ...]:
        """The events of a kind that act in a year."""
        return self._acting.get((kind, year), ())

    def price(self, material: str, year: int) -> float:
        """price_s(m,t) in USD/t: the reference price with this scenario's `*` price events; 0 where none is given."""
        found = self._prices.get((material, year))
        if found is None:
            found = self._prices[material, year] = self._price(material, year)
        return found

    @cached_property
    def _prices(self) -> dict[tuple[str, int], float]:
        return {}

    def _price(self, material: str, year: int) -> float:
        if material not in self.case.prices:
            return 0.0
        factors = [e.value for e in self.acting("price", year) if e.country == STAR and _fits(e.material, material)]
        return interpolate(self.case.prices[material].years, year) * prod(factors)

    def own_price(self, supply: Supply, year: int) -> float:
        """What a tonne of an existing supplier costs at its gate, USD/t."""
        factors = [
            e.value
            for e in self.acting("price", year)
            if e.country == supply.country and _fits(e.material, supply.material)
        ]
        return self.price(supply.material, year) * (1.0 + supply.premium) * prod(factors)

    def demand(self, row: Demand, year: int) -> float:
        """Demand of a tier in tonnes."""
        factors = [
            e.value
            for e in self.acting("demand", year)
            if _fits(e.material, row.material) and _fits(e.market, row.market)
        ]
        return interpolate(row.years, year) * prod(factors)

    def available(self, supply: Supply, year: int) -> float:
        """Tonnes of an existing supplier that are left by outages."""
        kept = [
            1.0 - e.value
            for e in self.acting("outage", year)
            if not e.project and _fits(e.country, supply.country) and _fits(e.material, supply.material)
        ]
        return interpolate(supply.years, year) * prod(kept)

    def kept_capacity(self, project: Project, year: int) -> float:
        """1 − outage_s(p,t)."""
        return prod(
            1.0 - e.value
            for e in self.acting("outage", year)
            if e.project == project.project
            or (not e.project and _fits(e.country, project.country) and _fits(e.material, project.product))
        )

    @cached_property
    def _delays(self) -> Mapping[str, int]:
        delays: dict[str, int] = {}
        for event in self.events if not self.calm else ():
            for project in self.projects_named(event) if event.kind == "delay" else ():
                delays[project.project] = delays.get(project.project, 0) + int(event.value)
        return delays

    def delay(self, project: Project) -> int:
        """Δ_s(p) in years."""
        return self._delays.get(project.project, 0)

    def cut(self, country: str, material: str, market: str, year: int) -> float:
        """cut_s(c,m,r): share taken from the deliveries of a country to a market by export restrictions."""
        events = self.restrictions(country, material, year)
        if not events or self.case.home(country) == market or self._exempt(country, market):
            return 0.0
        return 1.0 - prod(1.0 - e.value for e in events if _fits(e.market, market))

    def restrictions(self, country: str, material: str, year: int) -> list[Event]:
        """The export restrictions of a country on a material in a year, to whatever market."""
        events = self.acting("export_cut", year)
        return [e for e in events if _fits(e.country, country) and _fits(e.material, material)]

    def _exempt(self, country: str, market: str) -> bool:
        partner_country = self.case.countries[country].bloc == "partner"
        return self.case.settings.mutual_exemption and partner_country and self.case.markets[market].partner

    @cached_property
    def _disrupted(self) -> Mapping[int, frozenset[str]]:
        disrupted: dict[int, set[str]] = {}
        for (kind, year), events in self._acting.items():
            for event in events:
                if kind in ("export_cut", "outage") or (kind == "demand" and event.value > 1.0):
                    disrupted.setdefault(year, set()).update(self._named(event))
        return {year: frozenset(names) for year, names in disrupted.items()}

    def _named(self, event: Event) -> Iterable[str]:
        if event.project and event.kind == "outage":
            return self.case.outputs(event.project)
        return self.case.materials if event.material == STAR else (event.material,)

    def disrupts(self, material: str, year: int) -> bool:
        """Whether an export cut, an outage or a rise in demand of that year names the material."""
        return material in self._disrupted.get(year, ())
