"""Targets spelled out: one `Limit` for each inequality that a row of the sheet stands for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from optimizer.case.case import BASE, Case
from optimizer.case.columns import STAR
from optimizer.case.facts import Facts
from optimizer.case.sheets import Target

ALL_PARTNERS = "all"

SHARE_OF_SUPPLY = ("max_country_share", "max_bloc_share", "max_risk")
SHARE_OF_DRAW = ("min_bloc_share", "min_domestic_share", "min_recycled_share")
OF_FUNDERS = ("max_funder_share", "min_funder_share")
OF_INVESTMENT = ("max_investment_share", "min_investment_share")


@dataclass(frozen=True)
class Limit:
    """One inequality of a target. What does not apply to the metric is None or empty."""

    target: Target
    year: int | None = None
    material: str | None = None
    market: str | None = None
    """The scope as named: a market, or `all`."""
    markets: tuple[str, ...] = ()
    country: str | None = None
    scenario: str | None = None
    weights: Mapping[str, float] = field(default_factory=dict, compare=False)
    """Weight of each country whose deliveries count (1, or its risk); of each funder or host for the pooled metrics."""

    @property
    def key(self) -> tuple[str, str, str, str, str, int]:
        """Index of the inequality; empty strings and 0 stand for what does not apply."""
        return (
            self.target.target,
            self.material or "",
            self.market or "",
            self.country or "",
            self.scenario or "",
            self.year or 0,
        )

    @property
    def is_soft(self) -> bool:
        """Whether the inequality may be missed at a price."""
        return self.target.penalty is not None


def materials_in(case: Case, scope: str) -> list[str]:
    """The materials that a scope names: an id, `*`, `stage:NAME` or `family:NAME`."""
    attribute, _, name = scope.partition(":")
    if scope in case.materials:
        return [scope]
    return [
        m.material
        for m in case.materials.values()
        if scope == STAR or (attribute == "stage" and m.stage == name) or (attribute == "family" and m.family == name)
    ]


def markets_in(case: Case, scope: str) -> list[tuple[str, tuple[str, ...]]]:
    """The market scopes of a cell, each as (label, markets): `*` is each on its own, `all` the partners pooled."""
    if scope == STAR:
        return [(r, (r,)) for r in case.markets]
    if scope == ALL_PARTNERS and scope not in case.markets:
        return [(scope, tuple(r.market for r in case.markets.values() if r.partner))]
    return [(scope, (scope,))]


def subjects(target: Target) -> list[str]:
    """The comma list of a target's subject."""
    return [word.strip() for word in target.subject.split(",") if word.strip()]


def countries_counted(case: Case, target: Target, markets: tuple[str, ...]) -> dict[str, float]:
    """Weight by country of the deliveries that a target adds up in a market scope."""
    rows = case.countries.values()
    if target.metric == "max_risk":
        return {c.country: c.risk for c in rows if c.risk}
    if target.metric in ("max_bloc_share", "min_bloc_share", "min_bloc_cover"):
        blocs = subjects(target)
        return {c.country: 1.0 for c in rows if c.bloc in blocs}
    if target.metric in ("min_domestic_share", "min_domestic_output"):
        return {c.country: 1.0 for c in rows if c.market in markets}
    return {c.country: 1.0 for c in rows}


def hosts_counted(case: Case, target: Target) -> dict[str, float]:
    """The host countries that an investment target names: a country, a bloc or a region."""
    names = subjects(target)
    return {
        c.country: 1.0 for c in case.countries.values() if c.country in names or c.bloc in names or c.region in names
    }


def funders_counted(facts: Facts, target: Target) -> dict[str, float]:
    """The funders that a funding target names: a funder, or a partner market for all of its funders."""
    names = subjects(target)
    return {f.funder: 1.0 for f in facts.case.funders.values() if f.funder in names or (f.partner in names)}


def limits(facts: Facts) -> list[Limit]:
    """Every inequality of every target."""
    return [limit for target in facts.case.targets.values() for limit in _limits_of(facts, target)]


def _limits_of(facts: Facts, target: Target) -> Iterable[Limit]:
    case = facts.case
    if target.metric in OF_FUNDERS:
        yield Limit(target, weights=funders_counted(facts, target))
        return
    if target.metric in OF_INVESTMENT:
        yield Limit(target, weights=hosts_counted(case, target))
        return
    years = [t for t in case.years if target.from_year <= t <= target.to_year]
    for material in materials_in(case, target.material):
        for label, markets in markets_in(case, target.market):
            for year in years:
                yield from _yearly(facts, target, year, material, label, markets)


def _yearly(
    facts: Facts, target: Target, year: int, material: str, label: str, markets: tuple[str, ...]
) -> Iterable[Limit]:
    case = facts.case
    if target.metric == "max_shortage":
        for scenario in _scenarios_named(facts, target):
            if year in facts.futures[scenario].window:
                for market in markets:
                    yield Limit(target, year, material, market, (market,), scenario=scenario)
    elif target.metric == "min_cover_days":
        if target.material == material or stockpiles_for(facts, material, markets):
            yield Limit(target, year, material, label, markets)
    elif target.metric == "max_country_share":
        for country in _countries_named(case, target, markets):
            yield Limit(target, year, material, label, markets, country=country, weights={country: 1.0})
    else:
        yield Limit(target, year, material, label, markets, weights=countries_counted(case, target, markets))


def _scenarios_named(facts: Facts, target: Target) -> list[str]:
    names = subjects(target)
    return list(facts.futures) if not names or STAR in names else names


def _countries_named(case: Case, target: Target, markets: tuple[str, ...]) -> list[str]:
    names = subjects(target)
    if names and STAR not in names:
        return names
    return [c.country for c in case.countries.values() if c.market not in markets]


def stockpiles_for(facts: Facts, material: str, markets: tuple[str, ...]) -> list[str]:
    """The stockpiles of a material that serve a market of the scope."""
    return [
        h.stockpile
        for h in facts.case.stockpiles.values()
        if h.material == material and not set(markets).isdisjoint(facts.serves(h))
    ]


def need_t(facts: Facts, material: str, markets: tuple[str, ...], year: int) -> float:
    """What the demand of a scope takes of a material wherever it is processed, in tonnes, in base.

    need(m) = demand(m) + t_per_t(m) · need(becomes(m)).
    """
    case = facts.case
    direct = demand_t(facts, material, markets, year)
    row = case.materials[material]
    if not row.becomes:
        return direct
    return direct + (row.t_per_t or 0.0) * need_t(facts, row.becomes, markets, year)


def demand_t(
    facts: Facts, material: str, markets: tuple[str, ...], year: int, tier: str = STAR, scenario: str = BASE
) -> float:
    """Demand of a tier (`*` = all tiers) of a material in a market scope, in tonnes."""
    future = facts.futures[scenario]
    return sum(
        future.demand(row, year)
        for market in markets
        for row in facts.case.tiers(material, market)
        if tier in (STAR, row.tier)
    )
