"""The world of a plan in which any one of its projects may be late.

What the plan has decided is all that is offered: each built project at its start. Beside it stands, for each delay that
is asked about, the same project with the same start, cost and spending, whose operation begins so many years later, in
base as in every scenario. Operating the plan with that one in place of the other is operating it with a late project.

One more scenario, of probability 0, is the surprise: base with stock that may be released. A plan never releases stock
in base, where nothing is disrupted; somebody whose supplier is late would.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from optimizer.case.case import Case
from optimizer.case.facts import Facts
from optimizer.case.future import Future
from optimizer.case.order import canonical
from optimizer.case.sheets import Project, Scenario, Target
from optimizer.plan.plan import Plan

DEAR = 1000.0
"""What a hard target costs to miss, in terms of the dearest thing that a tonne can lack: it breaks only if it must.

A share may be held by leaving many tonnes short for each tonne that is too much: twenty where it is 95 %.
"""
_SURPRISE = "surprise"
Late = tuple[str, int]
"""A project and the years by which it is late; 0 for as planned."""


@dataclass(frozen=True, eq=False)
class LateFuture(Future):
    """A scenario of the plan's own case, in which the late copies of projects are late."""

    copies: Mapping[str, Late] = field(default_factory=dict)
    """Of which project a copy is one, and how late it is."""
    is_surprise: bool = False

    @property
    def probability(self) -> float:
        """π_s; the surprise weighs nothing."""
        return 0.0 if self.is_surprise else super().probability

    @cached_property
    def window(self) -> tuple[int, ...]:
        """W_s; the surprise is a world of its own from the first year on."""
        return self.case.years if self.is_surprise else super().window

    def delay(self, project: Project) -> int:
        """Δ_s(p): what the scenario delays the project by, and what it is late by anyway."""
        original, years = self.copies[project.project]
        return super().delay(self.case.projects[original]) + years

    def kept_capacity(self, project: Project, year: int) -> float:
        """1 − outage_s(p,t), that of the original."""
        return super().kept_capacity(self.case.projects[self.copies[project.project][0]], year)

    def disrupts(self, material: str, year: int) -> bool:
        """Whether stock may be released; in the surprise whether it may is decided later, project by project."""
        return self.is_surprise or super().disrupts(material, year)


@dataclass(frozen=True, eq=False)
class LateFacts(Facts):
    """What follows from the case of a plan whose projects may be late."""

    plan: Plan = field(kw_only=True)
    copies: Mapping[str, Late] = field(kw_only=True)

    @cached_property
    def futures(self) -> Mapping[str, Future]:
        """The scenarios of the plan, and the surprise."""
        case = canonical(self.plan.case)
        own = {s: LateFuture(case, s, copies=self.copies) for s in case.probability}
        surprise = LateFuture(case, self.surprise, copies=self.copies, is_surprise=True)
        return {**own, self.surprise: surprise}

    @cached_property
    def surprise(self) -> str:
        """The name of the surprise; no scenario of the workbook has it."""
        return surprise_of(self.plan.case)


def surprise_of(case: Case) -> str:
    """A name that no scenario of the case has."""
    name = _SURPRISE
    while name in case.probability:
        name += "*"
    return name


def late_facts(plan: Plan, years: Iterable[int]) -> LateFacts:
    """The world of a plan in which its projects may be late by some years."""
    case = plan.case
    starts = {str(p): int(y) for p, y in plan.tables["projects"][["project", "start_year"]].itertuples(index=False)}
    delays = sorted(set(years))
    copies = {p: (p, 0) for p in case.projects} | {_name(case, p, n): (p, n) for p in starts for n in delays}
    world = replace(
        case,
        projects={copy: _offered(case.projects[p], copy, starts.get(p)) for copy, (p, _) in copies.items()},
        recipes=tuple(
            replace(row, project=copy) for copy, (p, _) in copies.items() for row in case.recipes if row.project == p
        ),
        targets={name: _soft(case, target) for name, target in case.targets.items()},
        scenarios={**case.scenarios, surprise_of(case): _scenario(surprise_of(case))},
    )
    return LateFacts(world, plan=plan, copies=copies)


def _name(case: Case, project: str, years: int) -> str:
    name = f"{project} +{years}"
    while name in case.projects:
        name += "*"
    return name


def _scenario(name: str) -> Scenario:
    return Scenario(scenario=name, probability=0.0)


def _offered(project: Project, name: str, start: int | None) -> Project:
    """A project at the one start that the plan has decided on; switched off where it has not."""
    if start is None:
        return replace(project, status="excluded")
    return replace(project, project=name, earliest_start=start, latest_start=start)


def _soft(case: Case, target: Target) -> Target:
    """A hard target as one that is missed only if nothing else is possible."""
    if target.penalty is not None:
        return target
    lost = [row.shortage_cost for row in case.demand] + [t.penalty or 0.0 for t in case.targets.values()]
    prices = [price for row in case.prices.values() for price in row.years.values()]
    pooled = target.metric.endswith(("funder_share", "investment_share"))
    return replace(target, penalty=1e3 if pooled else DEAR * max([1.0, *lost, *prices]))
