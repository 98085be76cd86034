"""`Case`: what is known. Frozen rows by sheet, with their defaults filled in, and pure look-ups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from optimizer.case.sheets import (
    At,
    Budget,
    CaseChange,
    Country,
    Currency,
    Demand,
    Event,
    Funder,
    FundingRule,
    HazardEffect,
    Market,
    Material,
    Price,
    PriceFloor,
    Profile,
    Project,
    Recipe,
    Route,
    Scenario,
    Settings,
    Stockpile,
    Supply,
    Target,
)

BASE = "base"
"""The scenario without events, and the case without changes."""

PRIVATE = "private"
"""The row of budgets that limits private money."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Case:
    """A workbook under one of its cases. Mappings are by identifier, in the order of the sheet."""

    name: str = BASE
    settings: Settings
    countries: Mapping[str, Country]
    markets: Mapping[str, Market]
    materials: Mapping[str, Material]
    prices: Mapping[str, Price] = field(default_factory=dict)
    demand: tuple[Demand, ...]
    supply: tuple[Supply, ...] = ()
    routes: tuple[Route, ...] = ()
    projects: Mapping[str, Project]
    recipes: tuple[Recipe, ...] = ()
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    funders: Mapping[str, Funder] = field(default_factory=dict)
    funding_rules: tuple[FundingRule, ...] = ()
    budgets: Mapping[str, Budget] = field(default_factory=dict)
    currencies: Mapping[str, Currency] = field(default_factory=dict)
    price_floors: tuple[PriceFloor, ...] = ()
    stockpiles: Mapping[str, Stockpile] = field(default_factory=dict)
    targets: Mapping[str, Target] = field(default_factory=dict)
    scenarios: Mapping[str, Scenario] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    hazards: tuple[HazardEffect, ...] = ()
    cases: tuple[CaseChange, ...] = ()
    settings_at: Mapping[str, At] = field(default_factory=dict)
    """Where each setting stands that has a row."""

    @cached_property
    def years(self) -> tuple[int, ...]:
        """T: the years of the plan."""
        return tuple(range(self.settings.first_year, self.settings.last_year + 1))

    @cached_property
    def probability(self) -> Mapping[str, float]:
        """π by scenario, `base` first: what the others leave."""
        others = {s.scenario: s.probability for s in self.scenarios.values()}
        return {BASE: max(0.0, 1.0 - sum(others.values())), **others}

    @cached_property
    def recipe(self) -> Mapping[str, Mapping[str, float]]:
        """Tonnes of each material per tonne of product, by project: outputs positive (product 1), inputs negative."""
        recipe = {p.project: {p.product: 1.0} for p in self.projects.values()}
        for row in self.recipes:
            entry = recipe[row.project]
            entry[row.material] = entry.get(row.material, 0.0) + row.t_per_t
        return recipe

    def outputs(self, project: str) -> dict[str, float]:
        """Outputs of a project, tonnes per tonne of product."""
        return {m: q for m, q in self.recipe[project].items() if q > 0}

    def inputs(self, project: str) -> dict[str, float]:
        """Inputs of a project as positive tonnes per tonne of product."""
        return {m: -q for m, q in self.recipe[project].items() if q < 0}

    def home(self, country: str) -> str | None:
        """The home market of a country."""
        return self.countries[country].market

    def project_market(self, project: str) -> str | None:
        """The market in which a project draws its inputs."""
        return self.home(self.projects[project].country)

    def tiers(self, material: str, market: str) -> Iterable[Demand]:
        """The demand rows of a material in a market."""
        return self._demand.get((material, market), ())

    @cached_property
    def _demand(self) -> Mapping[tuple[str, str], tuple[Demand, ...]]:
        rows: dict[tuple[str, str], list[Demand]] = {}
        for row in self.demand:
            rows.setdefault((row.material, row.market), []).append(row)
        return {key: tuple(value) for key, value in rows.items()}

    def setting_at(self, key: str) -> At:
        """Where a setting stands; the sheet alone where it has its default."""
        return self.settings_at.get(key, At("settings"))

    def usd_per_unit(self, currency: str) -> float:
        """USD for one unit of a currency."""
        return 1.0 if currency not in self.currencies else self.currencies[currency].usd

    @cached_property
    def floors(self) -> Mapping[str, tuple[PriceFloor, ...]]:
        """Price-floor levels by material; none where viability is off."""
        floors: dict[str, list[PriceFloor]] = {}
        for row in self.price_floors if self.settings.viability else ():
            floors.setdefault(row.material, []).append(row)
        return {m: tuple(rows) for m, rows in floors.items()}
