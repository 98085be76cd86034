"""The list of inequalities that the rows of targets stand for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from optimizer.audit.known.known import Known
from optimizer.case.sheets import Target

POOLED = ("max_funder_share", "min_funder_share", "max_investment_share", "min_investment_share")
"""Shares of money: one inequality over the whole horizon."""


@dataclass(frozen=True)
class Limit:
    """One inequality. What does not apply to the metric is None or empty."""

    target: Target
    material: str | None = None
    market: str | None = None
    markets: tuple[str, ...] = ()
    country: str | None = None
    scenario: str | None = None
    year: int | None = None

    @property
    def key(self) -> tuple[object, ...]:
        """What tells it from the others."""
        return self.target.target, self.material, self.market, self.country, self.scenario, self.year

    @property
    def label(self) -> str:
        """The inequality in words."""
        parts = (self.target.target, self.material, self.market, self.country, self.scenario, self.year)
        return " ".join(str(part) for part in parts if part is not None)


def subjects(target: Target) -> list[str]:
    """The names in a subject."""
    return [name.strip() for name in (target.subject or "").split(",") if name.strip()]


def limits(known: Known) -> Iterator[Limit]:
    """Every inequality of every target."""
    for target in known.case.targets.values():
        if target.metric in POOLED:
            yield Limit(target)
            continue
        for material in _materials(known, target.material):
            for label, markets in _markets(known, target.market):
                for year in known.horizon.years:
                    if target.from_year <= year <= target.to_year:
                        yield from _of_year(known, target, material, label, markets, year)


def _of_year(
    known: Known, target: Target, material: str, label: str, markets: tuple[str, ...], year: int
) -> Iterator[Limit]:
    names = subjects(target)
    everything = not names or "*" in names
    if target.metric == "max_shortage":
        for s in known.futures.windows if everything else names:
            for r in markets if year in known.futures.windows[s] else ():
                yield Limit(target, material, r, (r,), None, s, year)
    elif target.metric == "max_country_share":
        outside = [c for c, row in known.case.countries.items() if row.market not in markets]
        for c in outside if everything else names:
            yield Limit(target, material, label, markets, c, None, year)
    elif target.metric != "min_cover_days" or target.material == material or piles_serving(known, material, markets):
        yield Limit(target, material, label, markets, None, None, year)


def piles_serving(known: Known, material: str, markets: tuple[str, ...]) -> list[str]:
    """The stockpiles of a material that serve any of the markets."""
    piles = known.case.stockpiles.items()
    return [h for h, pile in piles if pile.material == material and set(known.serves(h)) & set(markets)]


def _materials(known: Known, scope: str) -> list[str]:
    if scope in known.case.materials:
        return [scope]
    kind, _, name = scope.partition(":")
    of = {"stage": lambda row: row.stage, "family": lambda row: row.family}.get(kind)
    return [m for m, row in known.case.materials.items() if scope == "*" or (of is not None and of(row) == name)]


def _markets(known: Known, scope: str) -> list[tuple[str, tuple[str, ...]]]:
    if scope == "all" and "all" not in known.case.markets:
        return [("all", tuple(r for r, row in known.case.markets.items() if row.partner))]
    return [(r, (r,)) for r in (known.case.markets if scope == "*" else [scope])]
