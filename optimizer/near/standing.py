"""Whether a project is in all plans near an optimum, in some, or in none – and whether that is proven.

That every near plan decides on a project as the optimum does is proven where deciding otherwise costs more than the
distance whatever else is decided: the linear programme under the other decision says so, or a search to its end. That
plans go either way is shown by a plan that does. Where neither is had in the time, it is said to be not found.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from optimizer.near.region import Built, Region
from optimizer.solve.session import Stop
from optimizer.solve.what_if import WhatIf

Class = Literal["must-have", "choice", "never"]
SAME_MUSD = 1e-3
"""A plan that is dearer than the distance by less is within it: what the solver rounds must not decide on a class."""


@dataclass(frozen=True)
class Standing:
    """What deciding otherwise on a project costs, MUSD more than the optimum."""

    project: str
    built: bool
    """Whether the optimum builds it."""
    least_musd: float
    """Every plan that decides otherwise costs at least this much more; −∞ where nothing is proven."""
    most_musd: float
    """The cheapest plan known that decides otherwise costs this much more; ∞ where none is known."""

    def kind(self, distance_musd: float) -> Class:
        """In all plans within a distance, in some or in none, as far as is known."""
        if self.most_musd <= distance_musd + SAME_MUSD:
            return "choice"
        return "must-have" if self.built else "never"

    def is_proven(self, distance_musd: float) -> bool:
        """Whether no longer search could say otherwise."""
        return self.kind(distance_musd) == "choice" or self.least_musd > distance_musd + SAME_MUSD


def standings(
    region: Region,
    ask: WhatIf,
    witnesses: Mapping[Built, float],
    stop: Stop,
    each_s: float,
    tell: Callable[[str], None],
) -> list[Standing]:
    """How each project stands.

    Args:
        region: the plans that are near.
        ask: the solved case.
        witnesses: what known plans build, and what they cost more than the optimum.
        stop: the one that `ask` hears.
        each_s: seconds to look for a plan that decides otherwise on one project.
        tell: told which project is looked at.
    """
    judge = _Judge(region, ask, stop, each_s)
    found = []
    for project in region.candidates:
        tell(project)
        built = project in region.optimum
        shown = [more for plan, more in witnesses.items() if (project in plan) != built]
        found.append(judge.look(Standing(project, built, -math.inf, min(shown, default=math.inf))))
    return found


@dataclass
class _Judge:
    region: Region
    ask: WhatIf
    stop: Stop
    each_s: float

    def look(self, standing: Standing) -> Standing:
        """A bound first, then plans: with all else as it is, with what makes the same product free, with all free."""
        if self.stop.now:
            return standing
        optimum = self.ask.solution.objective_musd
        forced = {standing.project: not standing.built}
        bound = max(self.ask.bound(forced), self.ask.solution.bound_musd)
        standing = replace(standing, least_musd=bound - optimum)
        until = time.monotonic() + self.each_s
        for free in self._free(standing.project):
            left = until - time.monotonic()
            if standing.is_proven(self.region.distance_musd) or left <= 0 or self.stop.now:
                break
            answer = self.ask.solve(forced, free, time_limit_s=left, givers=True)
            standing = replace(standing, most_musd=min(standing.most_musd, answer.cost_musd - optimum))
            if free is None:
                least = math.inf if answer.status == "infeasible" else answer.bound_musd - optimum
                standing = replace(standing, least_musd=max(standing.least_musd, least))
        return standing

    def _free(self, project: str) -> Iterable[Collection[str] | None]:
        projects = self.ask.solution.facts.case.projects
        product = projects[project].product
        yield ()
        yield [p for p in self.region.candidates if projects[p].product == product]
        yield None
