"""Hard targets that nothing in the workbook can reach, whatever is decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from optimizer.case.case import BASE
from optimizer.case.checks.rule import Rule, Sight, warning, where_horizon_is_known
from optimizer.case.facts import Facts
from optimizer.case.scopes import Limit, demand_t, limits, need_t, stockpiles_for
from optimizer.case.sheets import Row
from optimizer.errors import Finding

_SLACK = 1e-6
_READ = (
    "countries",
    "markets",
    "materials",
    "demand",
    "supply",
    "routes",
    "projects",
    "recipes",
    "profiles",
    "stockpiles",
    "targets",
)
_SHARES = ("min_bloc_share", "min_domestic_share", "min_recycled_share", "min_bloc_cover")


@dataclass(frozen=True)
class Source:
    """What a supplier or project can deliver at most of a material."""

    country: str
    recycled: bool
    is_supply: bool
    """Whether it counts as supply, as substitution does not."""
    tonnes: Mapping[int, float]


@dataclass(frozen=True, eq=False)
class Reach:
    """The most that could reach a scope if everything were built and every route used at once."""

    facts: Facts

    @cached_property
    def sources(self) -> Mapping[str, list[Source]]:
        """Suppliers and projects by material."""
        case, found = self.facts.case, dict[str, list[Source]]()
        for row in case.supply:
            tonnes = {t: self.facts.base.available(row, t) for t in case.years}
            found.setdefault(row.material, []).append(Source(row.country, row.kind == "recycled", True, tonnes))
        for p in self.facts.starts:
            project = case.projects[p]
            share = {t: max(self.facts.operating(p, self.facts.base, t).values(), default=0.0) for t in case.years}
            for material, t_per_t in case.outputs(p).items():
                tonnes = {t: project.capacity_t * t_per_t * share[t] for t in case.years}
                kind = project.kind
                source = Source(project.country, kind == "recycling", kind != "substitution", tonnes)
                found.setdefault(material, []).append(source)
        return found

    def most(self, limit: Limit) -> float:
        """Tonnes that could count for a minimum, or against a shortage."""
        anywhere = limit.target.metric == "min_domestic_output"
        markets = tuple(self.facts.case.markets) if anywhere else limit.markets
        return sum(
            source.tonnes[limit.year or 0]
            for source in self.sources.get(limit.material or "", ())
            if self._counts(source, limit)
            and any(self.facts.routes.terms(source.country, r, limit.material or "") for r in markets)
        )

    def _counts(self, source: Source, limit: Limit) -> bool:
        if limit.target.metric == "max_shortage":
            return True
        recycled = source.recycled or limit.target.metric != "min_recycled_share"
        return source.is_supply and recycled and source.country in limit.weights

    def asked(self, limit: Limit) -> float:
        """Tonnes that a limit asks for at least; 0 where that depends on what is decided."""
        target, material, year = limit.target, limit.material or "", limit.year or 0
        if target.metric == "min_domestic_output":
            return target.value * need_t(self.facts, material, limit.markets, year)
        tier = target.tier if target.metric in ("min_bloc_cover", "max_shortage") else "*"
        demand = demand_t(self.facts, material, limit.markets, year, tier)
        if target.metric == "max_shortage":
            return (1.0 - target.value) * demand if limit.scenario == BASE else 0.0
        return target.value * demand if target.metric in _SHARES else 0.0

    def held(self, limit: Limit) -> float:
        """Tonnes that the stockpiles of a scope can hold in a year."""
        case = self.facts.case
        piles = [case.stockpiles[h] for h in stockpiles_for(self.facts, limit.material or "", limit.markets)]
        years = (limit.year or 0) - case.years[0] + 1
        bought = (float("inf") if h.max_purchase_t is None else years * h.max_purchase_t for h in piles)
        return sum(min(h.max_t, h.opening_t + most) for h, most in zip(piles, bought, strict=True))


def hard_targets_are_within_reach(sight: Sight) -> Iterable[Finding]:
    """A hard minimum is not above all that could be delivered, a hard cover not above what the stockpiles can hold."""
    if not sight.complete(*_READ) or not _sound(sight):
        return
    hard = {n: row for n, row in sight.case.targets.items() if row.penalty is None and not row.at.unsound}
    reach = Reach(Facts(replace(sight.case, targets=hard)))
    told: set[str] = set()
    for limit in limits(reach.facts):
        if limit.target.target not in told and (message := _beyond(reach, limit)):
            told.add(limit.target.target)
            yield from warning(limit.target, "value", f"{message}: there can be no plan")


def _sound(sight: Sight) -> bool:
    """Whether no cell that counts here is a stand-in."""
    return not any(row.at.unsound for sheet in _READ if sheet != "targets" for row in _rows(sight, sheet))


def _rows(sight: Sight, sheet: str) -> Iterator[Row]:
    rows = getattr(sight.case, sheet)
    yield from rows.values() if isinstance(rows, Mapping) else rows


def _beyond(reach: Reach, limit: Limit) -> str:
    """Why a limit cannot be met; empty where it may be."""
    target = limit.target
    if target.metric == "min_cover_days":
        demand = demand_t(reach.facts, limit.material or "", limit.markets, limit.year or 0)
        asked, most, what = target.value / 365 * demand, reach.held(limit), "the stockpiles can hold"
    else:
        asked, most, what = reach.asked(limit), reach.most(limit), "all suppliers and projects could deliver"
    if asked <= most * (1 + _SLACK) + _SLACK:
        return ""
    return (
        f"{target.metric} of {target.target} needs {asked:,.6g} t of {limit.material} in {limit.year} "
        f"for {limit.market}, and {what} at most {most:,.6g} t"
    )


RULES: tuple[Rule, ...] = (where_horizon_is_known(hard_targets_are_within_reach),)
