"""`Facts`: everything that follows from the case before anything is decided, worked out once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from optimizer.case.business import BusinessPlan, BusinessPlanner
from optimizer.case.case import BASE, Case
from optimizer.case.eligibility import eligible_funders
from optimizer.case.future import Future
from optimizer.case.order import as_written, canonical
from optimizer.case.routes import Routes
from optimizer.case.sheets import PriceFloor, Stockpile
from optimizer.case.timing import discount, offered_starts, operating_year, ramp

UNSPENDABLE_MUSD = 1e8
"""A budget beyond this, about the product of the world in a year, never binds; larger figures only hurt the solver."""

NO_FLOOR = ""
"""The price-floor level of a start without a floor."""


@dataclass(frozen=True, eq=False)
class Facts:
    """The case and what it implies: futures, open routes, offered starts, business plans, eligibility."""

    case: Case
    """Its rows are in an order of their own, the same for every order of the workbook; `shown` keeps that one."""
    kept: frozenset[str] = frozenset()
    """Candidate projects that have to be built, as if a decision on them had been taken before."""
    calm: bool = False
    """Whether scenarios differ from base in prices alone."""
    _operating: dict[tuple[str, int], dict[int, float]] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        """The rows of the case are put into the order that every model is built in."""
        object.__setattr__(self, "case", canonical(self.case))

    @cached_property
    def shown(self) -> Case:
        """The case in the order of the workbook, for whatever is shown."""
        return as_written(self.case)

    @cached_property
    def futures(self) -> Mapping[str, Future]:
        """Scenarios by name, `base` first."""
        return {name: Future(self.case, name, self.calm) for name in self.case.probability}

    @property
    def base(self) -> Future:
        """The world without events."""
        return self.futures[BASE]

    @cached_property
    def routes(self) -> Routes:
        """Open routes."""
        return Routes(self.case)

    @cached_property
    def starts(self) -> Mapping[str, tuple[int, ...]]:
        """Offered start years by project; projects without one are left out."""
        starts = {p.project: offered_starts(self.case, p) for p in self.case.projects.values()}
        return {p: years for p, years in starts.items() if years}

    def is_sure(self, project: str) -> bool:
        """Whether a project is built whatever the plan: committed, or kept from another plan."""
        return self.case.projects[project].status == "committed" or project in self.kept

    @cached_property
    def plans(self) -> Mapping[tuple[str, int, str], BusinessPlan]:
        """Business plans by project, start year and price-floor level (`NO_FLOOR` for none)."""
        planner = BusinessPlanner(self.case, self.futures)
        plans = {}
        for name, years in self.starts.items():
            project = self.case.projects[name]
            floors: tuple[PriceFloor | None, ...] = (None, *self.case.floors.get(project.product, ()))
            for plan in planner.plans(project, years, floors):
                plans[name, plan.start, plan.level or NO_FLOOR] = plan
        return plans

    @cached_property
    def eligible(self) -> Mapping[str, Mapping[str, float]]:
        """Largest share by eligible funder, by project with an offered start."""
        return {p: eligible_funders(self.case, self.case.projects[p]) for p in self.starts}

    @cached_property
    def topups_musd(self) -> Mapping[str, list[tuple[tuple[str, int, str], int, float]]]:
        """Price support by scenario: start (project, year, floor), year and MUSD, as in the business plans."""
        found: dict[str, list[tuple[tuple[str, int, str], int, float]]] = {}
        for start, plan in self.plans.items():
            for (scenario, year), musd in plan.topup_musd.items():
                found.setdefault(scenario, []).append((start, year, musd))
        return found

    @cached_property
    def inputs(self) -> Mapping[str, Mapping[str, float]]:
        """Inputs of each project with an offered start, positive tonnes per tonne of product."""
        return {p: self.case.inputs(p) for p in self.starts}

    @cached_property
    def outputs(self) -> Mapping[str, Mapping[str, float]]:
        """Outputs of each project with an offered start, tonnes per tonne of product."""
        return {p: self.case.outputs(p) for p in self.starts}

    def payers(self, project: str) -> list[str]:
        """The funders that may pay price support to a project."""
        return [f for f in self.eligible[project] if self.case.funders[f].price_support]

    @cached_property
    def partners(self) -> Mapping[str, tuple[str, ...]]:
        """Funders by the partner market whose money they bring."""
        partners: dict[str, list[str]] = {}
        for funder in self.case.funders.values():
            if funder.partner:
                partners.setdefault(funder.partner, []).append(funder.funder)
        return {market: tuple(funders) for market, funders in partners.items()}

    def budget_musd(self, funder: str) -> Mapping[int, float] | None:
        """Budget by year in MUSD, 0 where the workbook gives none; None for a funder without a row (unlimited)."""
        row = self.case.budgets.get(funder)
        if row is None:
            return None
        known = self.case.funders.get(funder)
        rate = self.case.usd_per_unit(known.currency) if known else 1.0
        return {t: min(row.years.get(t, 0.0) * rate, UNSPENDABLE_MUSD) for t in self.case.years}

    def operating(self, project: str, future: Future, year: int) -> dict[int, float]:
        """Ramp of each offered start that operates in a year of a scenario, by start year."""
        row = self.case.projects[project]
        on_time = year - future.delay(row)
        if (project, on_time) not in self._operating:
            years = ((start, operating_year(row, start, on_time)) for start in self.starts.get(project, ()))
            found = {start: ramp(self.case, row, n) for start, n in years if n is not None}
            self._operating[project, on_time] = found
        return self._operating[project, on_time]

    def discount(self, year: int) -> float:
        """d(t), the public discount factor."""
        return discount(self.case.settings.discount_rate, self.case, year)

    def private_discount(self, year: int) -> float:
        """δ(t), the private discount factor."""
        return discount(self.case.settings.private_discount_rate, self.case, year)

    def serves(self, stockpile: Stockpile) -> tuple[str, ...]:
        """The markets that a stockpile may be released to."""
        return tuple(self.case.markets) if "*" in stockpile.serves else stockpile.serves
