"""The business plan of a start: what a private owner expects to earn. Data, not a decision.

In each operating year an owner sells what ramp, outage and delay allow at the reference price, under a price floor or
none, or idles when a tonne loses money.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from optimizer.case.case import Case
from optimizer.case.future import Future
from optimizer.case.sheets import PriceFloor, Project
from optimizer.case.timing import discount, operating_year, ramp_shares, salvage_share, spending

MARGIN_TOLERANCE_USD_PER_T = 1e-9
"""A margin that is zero but for rounding counts as zero: the owner runs."""


@dataclass(frozen=True)
class BusinessPlan:
    """Business plan of one start under one price-floor level (None = no floor)."""

    project: str
    start: int
    level: str | None
    npv_musd: float | None
    """At the private rate, before grants; None where a price that it needs is not given."""
    gap_musd: float
    """What grants have to close, discounted at the private rate; 0 for exempt projects."""
    topup_musd: Mapping[tuple[str, int], float] = field(default_factory=dict)
    """Price support by scenario and year, not discounted; only positive entries, each scenario only in its window."""


def is_exempt(project: Project) -> bool:
    """Whether viability asks nothing of the project: committed ones and substitution research."""
    return project.status == "committed" or project.kind == "substitution"


def support(floor: PriceFloor | None, price: float) -> float:
    """Support in USD per tonne of product: positive from the treasuries, negative paid back."""
    if floor is None:
        return 0.0
    return max(0.0, floor.floor_usd_per_t - price) - floor.payback * max(0.0, price - floor.floor_usd_per_t)


@dataclass(frozen=True)
class _Year:
    """What a project finds in one year of one scenario, whatever its start and floor."""

    scenario: str
    year: int
    on_time: int
    """The year in which a start without delay is as far in its life."""
    weight: float
    """Probability of this year being so, discounted at the private rate; base stands for those that equal it."""
    price: float
    """Of the product, USD/t."""
    margin: float
    """What a tonne earns without support, USD."""
    capacity_t: float
    """What outages leave, at full ramp."""


@dataclass(frozen=True, eq=False)
class BusinessPlanner:
    """Writes the business plans of a case; what does not depend on the start is looked up once for each project."""

    case: Case
    futures: Mapping[str, Future]

    def plan(self, project: Project, start: int, floor: PriceFloor | None) -> BusinessPlan:
        """npv, gap and price support of a start under a floor."""
        return self.plans(project, [start], [floor])[0]

    def plans(self, project: Project, starts: Iterable[int], floors: Iterable[PriceFloor | None]) -> list[BusinessPlan]:
        """npv, gap and price support of each start under each floor."""
        years, shares = self._years(project), ramp_shares(self.case, project)
        return [self._plan(project, start, floor, years, shares) for start in starts for floor in floors]

    def _plan(
        self, project: Project, start: int, floor: PriceFloor | None, years: list[_Year], shares: tuple[float, ...]
    ) -> BusinessPlan:
        case, rate = self.case, self.case.settings.private_discount_rate
        npv = -sum(discount(rate, case, t) * spend for t, spend in spending(case, project, start).items())
        npv += discount(rate, case, case.years[-1]) * project.capex_musd * salvage_share(case, project, start)
        topups: dict[tuple[str, int], float] = {}
        for year in years:
            n = operating_year(project, start, year.on_time)
            if n is not None:
                earned, topup = _earned(project, floor, year, n, shares[min(n, len(shares) - 1)])
                npv += year.weight * earned
                if topup > 0:
                    topups[year.scenario, year.year] = topup
        known = all(m in case.prices for m in case.recipe[project.project])
        gap = max(0.0, -npv) if known and not is_exempt(project) else 0.0
        return BusinessPlan(project.project, start, floor.level if floor else None, npv if known else None, gap, topups)

    def _years(self, project: Project) -> list[_Year]:
        recipe = self.case.recipe[project.project]
        found = []
        for (scenario, t), weight in self._weights.items():
            future = self.futures[scenario]
            margin = sum(future.price(m, t) * t_per_t for m, t_per_t in recipe.items()) - project.opex_usd_per_t
            kept = project.capacity_t * future.kept_capacity(project, t)
            price = future.price(project.product, t)
            found.append(_Year(scenario, t, t - future.delay(project), weight, price, margin, kept))
        return found

    @cached_property
    def _weights(self) -> Mapping[tuple[str, int], float]:
        """Discounted probability of each year of each scenario's window."""
        rate = self.case.settings.private_discount_rate
        return {
            (name, t): self._probability(future, t) * discount(rate, self.case, t)
            for name, future in self.futures.items()
            for t in future.window
        }

    def _probability(self, future: Future, year: int) -> float:
        """Probability that `year` is as in this future; base stands for every scenario outside its window."""
        if not future.is_base:
            return future.probability
        return sum(f.probability for f in self.futures.values() if f.is_base or year not in f.window)


def _earned(project: Project, floor: PriceFloor | None, year: _Year, n: int, share: float) -> tuple[float, float]:
    """MUSD earned before capex, and MUSD of positive support, in operating year n at a share of capacity."""
    covered = floor if floor and n < floor.contract_years else None
    margin = year.margin + support(covered, year.price)
    if margin < -MARGIN_TOLERANCE_USD_PER_T:
        return -project.fixed_opex_musd, 0.0
    planned = year.capacity_t * share
    topup = max(0.0, covered.floor_usd_per_t - year.price) * planned / 1e6 if covered else 0.0
    return margin * planned / 1e6 - project.fixed_opex_musd, topup
