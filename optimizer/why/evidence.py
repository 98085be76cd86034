"""Everything that a reason for or against one project can rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from optimizer.case.case import Case
from optimizer.case.facts import Facts
from optimizer.case.sheets import Project
from optimizer.solve.search import Solution
from optimizer.why.asked import Opposite, moved
from optimizer.why.ledger import Label, Ledger
from optimizer.why.prices import Prices
from optimizer.why.tonne import Tonne, best_start, tonne
from optimizer.words.names import Names

Starts = Mapping[str, tuple[int, str]]


@dataclass(frozen=True, eq=False)
class World:
    """What all projects share: the solved case with its prices and measures."""

    solution: Solution
    starts: Starts
    """Start year and price floor of what the plan builds."""
    prices: Prices
    ledger: Ledger
    names: Names
    _tonnes: dict[str, Tonne | None] = field(default_factory=dict)

    @property
    def facts(self) -> Facts:
        """The case and what it implies."""
        return self.solution.facts

    @property
    def cost_musd(self) -> float:
        """What the plan costs."""
        return self.solution.objective_musd

    @property
    def case(self) -> Case:
        """The workbook as solved, in its own order."""
        return self.solution.facts.shown

    def tonne(self, project: str) -> Tonne | None:
        """Cost and price of a tonne of a project as built, otherwise at its best start."""
        if project not in self._tonnes and project in self.facts.starts:
            start = self.starts[project][0] if project in self.starts else best_start(self.facts, project)
            self._tonnes[project] = tonne(self.facts, project, start)
        return self._tonnes.get(project)

    def funders_of(self, project: str) -> list[str]:
        """Who may pay for a project that can be started."""
        return [f for f in self.case.funders if f in self.facts.eligible[project]]

    @cached_property
    def bought(self) -> Mapping[str, float]:
        """Tonnes of each material that the plan buys from existing supply, expected."""
        found = self.ledger.of(self.solution.values)
        return {name: tonnes for (about, name), tonnes in found.items() if about == "purchases"}

    @cached_property
    def made(self) -> Mapping[str, float]:
        """Tonnes of product that each project makes under the plan, expected."""
        found = self.ledger.of(self.solution.values)
        return {name: tonnes for (about, name), tonnes in found.items() if about == "production"}

    def supplied_by(self, material: str, market: str) -> tuple[bool, list[str]]:
        """Whether anybody sells a material to a market today, and the projects that could deliver it there."""
        case, routes = self.case, self.facts.routes
        sold = any(
            row.material == material
            and routes.terms(row.country, market, material)
            and any(self.facts.base.available(row, t) > 0 for t in case.years)
            for row in case.supply
        )
        makers = [
            p
            for p in case.projects
            if p in self.facts.starts
            and material in case.outputs(p)
            and routes.terms(case.projects[p].country, market, material)
        ]
        return sold, makers


@dataclass(frozen=True, eq=False)
class Evidence:
    """One project: what was decided, what the opposite costs, and what would change."""

    world: World
    project: str
    opposite: Opposite | None
    """None where the decision cannot be another one."""

    @property
    def row(self) -> Project:
        """The project's row of the workbook."""
        return self.world.case.projects[self.project]

    @property
    def is_built(self) -> bool:
        """Whether the plan builds it."""
        return self.project in self.world.starts

    @cached_property
    def change(self) -> Mapping[Label, float]:
        """What the cheapest plan with the opposite decision changes."""
        best = self.opposite.best if self.opposite else None
        if best is None or best.values is None:
            return {}
        return self.world.ledger.change(self.world.solution.values, best.values)

    @cached_property
    def alone(self) -> Mapping[Label, float]:
        """What the opposite decision changes with all else as decided; that of the cheapest plan where it cannot be."""
        answer = self.opposite.alone if self.opposite else None
        if answer is None or answer.values is None:
            return self.change
        return self.world.ledger.change(self.world.solution.values, answer.values)

    @cached_property
    def moved(self) -> tuple[list[str], list[str]]:
        """Others that enter and leave in the cheapest plan with the opposite decision."""
        best = self.opposite.best if self.opposite else None
        if best is None:
            return [], []
        enter, leave = moved(self.world.starts, best, self.project)
        return [p for p in self.world.case.projects if p in enter], leave

    @property
    def costs_musd(self) -> float | None:
        """What the cheapest plan found with the opposite decision costs more than this plan."""
        best = self.opposite.best if self.opposite else None
        return None if best is None else best.cost_musd - self.world.cost_musd
