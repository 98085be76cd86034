"""The business plan of a start: what a private owner expects to earn. Data, not a decision.

In each operating year an owner sells what ramp, outage and delay allow at the reference price, under a price floor or
none, or idles when a tonne loses money.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from optimizer.case.case import Case
from optimizer.case.future import Future
from optimizer.case.sheets import PriceFloor, Project
from optimizer.case.timing import discount, operating_year, ramp, salvage_share, spending

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


@dataclass(frozen=True, eq=False)
class BusinessPlanner:
    """Writes the business plans of a case; margins are looked up once per project, scenario and year."""

    case: Case
    futures: Mapping[str, Future]
    _margins: dict[tuple[str, str, int], float] = field(default_factory=dict)

    def plan(self, project: Project, start: int, floor: PriceFloor | None) -> BusinessPlan:
        """npv, gap and price support of a start under a floor."""
        case, rate = self.case, self.case.settings.private_discount_rate
        npv = -sum(discount(rate, case, t) * spend for t, spend in spending(case, project, start).items())
        npv += discount(rate, case, case.years[-1]) * project.capex_musd * salvage_share(case, project, start)
        topups: dict[tuple[str, int], float] = {}
        for future in self.futures.values():
            for year in future.window:
                earned, topup = self._year(project, start, floor, future, year)
                npv += self._weight(future, year) * discount(rate, case, year) * earned
                if topup > 0:
                    topups[future.name, year] = topup
        known = all(m in case.prices for m in case.recipe[project.project])
        gap = max(0.0, -npv) if known and not is_exempt(project) else 0.0
        return BusinessPlan(project.project, start, floor.level if floor else None, npv if known else None, gap, topups)

    def _year(
        self, project: Project, start: int, floor: PriceFloor | None, future: Future, year: int
    ) -> tuple[float, float]:
        """MUSD earned before capex, and MUSD of positive support, in one year of one scenario."""
        n = operating_year(project, start, year, future.delay(project))
        if n is None:
            return 0.0, 0.0
        price = future.price(project.product, year)
        covered = floor if floor and n < floor.contract_years else None
        margin = self._margin(project, future, year) + support(covered, price)
        if margin < -MARGIN_TOLERANCE_USD_PER_T:
            return -project.fixed_opex_musd, 0.0
        planned = project.capacity_t * future.kept_capacity(project, year) * ramp(self.case, project, n)
        topup = max(0.0, covered.floor_usd_per_t - price) * planned / 1e6 if covered else 0.0
        return margin * planned / 1e6 - project.fixed_opex_musd, topup

    def _margin(self, project: Project, future: Future, year: int) -> float:
        key = (project.project, future.name, year)
        if key not in self._margins:
            recipe = self.case.recipe[project.project]
            value = sum(future.price(m, year) * t_per_t for m, t_per_t in recipe.items())
            self._margins[key] = value - project.opex_usd_per_t
        return self._margins[key]

    def _weight(self, future: Future, year: int) -> float:
        """Probability that `year` is as in this future; base stands for every scenario outside its window."""
        if not future.is_base:
            return future.probability
        return sum(f.probability for f in self.futures.values() if f.is_base or year not in f.window)
