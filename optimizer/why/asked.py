"""The opposite of each decision, asked of the solver: alone, with the chain free to answer, and what is proven."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from optimizer.solve.search import LARGE, Solution
from optimizer.solve.session import Stop
from optimizer.solve.what_if import Answer, WhatIf
from optimizer.why.neighbours import MOST, neighbours

Report = Callable[[str, int, int], None]
"""Told what is being asked, how many questions are answered and of how many."""


@dataclass(frozen=True)
class Opposite:
    """What came of turning one decision round."""

    project: str
    built: bool
    """Whether the project is forced in; otherwise out."""
    alone: Answer | None = None
    """Everything else as decided; None where there was no time to ask."""
    answering: Answer | None = None
    """With its neighbours free; in small models with everything free."""
    richer: Answer | None = None
    """Everything else as decided, without limits on public money; asked where it is impossible with them."""
    least_musd: float = -math.inf
    """No plan with the opposite decision costs less."""
    neighbours: tuple[str, ...] = ()

    @property
    def best(self) -> Answer | None:
        """The cheapest plan found with the opposite decision; None where none is known."""
        known = [a for a in (self.answering, self.alone) if a is not None and a.values is not None]
        return min(known, key=lambda a: a.cost_musd, default=None)

    @property
    def has_answered(self) -> bool:
        """Whether others were free and a plan was found, or it was shown that there is none."""
        return self.answering is not None and self.answering.status != "stopped"

    @property
    def is_impossible(self) -> bool:
        """Whether no plan has the opposite decision."""
        return self.least_musd == math.inf


@dataclass
class Questions:
    """Asks about many projects within a time: first what is quick, then the neighbours with the time that is left."""

    solution: Solution
    ask: WhatIf
    stop: Stop
    report: Report
    budget_rows: Collection[int] = ()
    most: int = MOST
    _done: int = field(default=0, init=False)
    _all: int = field(default=0, init=False)

    def about(self, projects: Iterable[str], time_limit_s: float) -> dict[str, Opposite]:
        """The opposite of the decision on each project that could be decided otherwise."""
        deadline = time.monotonic() + time_limit_s
        arrays, values = self.solution.arrays, self.solution.values
        asked = [p for p in projects if p in arrays.built]
        found = {p: Opposite(p, round(values[arrays.built[p]]) == 0) for p in asked}
        self._all = 3 * len(asked)
        for p in asked:  # questions of a kind follow each other: each begins from the basis of the one before
            found[p] = replace(found[p], least_musd=self._least(found[p], deadline))
        for p in sorted(asked, key=self.solution.facts.is_sure):
            found[p] = self._richer(replace(found[p], alone=self._alone(found[p], deadline)), deadline)
        for p in sorted(asked, key=lambda p: self._urgency(found[p])):
            found[p] = self._answered(found[p], deadline)
        return found

    def _alone(self, asked: Opposite, deadline: float) -> Answer | None:
        left = self._left("alone", deadline)
        if left <= 0:
            return None
        forced = {asked.project: asked.built}
        answer = self.ask.solve(forced, time_limit_s=left)
        if answer.status == "infeasible":
            answer = self.ask.solve(forced, givers=True, time_limit_s=max(0.0, deadline - time.monotonic()))
        return answer

    def _richer(self, asked: Opposite, deadline: float) -> Opposite:
        """Whether more public money alone would make it possible to add a project."""
        left = deadline - time.monotonic()
        if not asked.built or asked.alone is None or asked.alone.status != "infeasible" or left <= 0:
            return asked
        forced = {asked.project: True}
        richer = self.ask.solve(forced, givers=True, time_limit_s=left, lifted=self.budget_rows)
        return replace(asked, richer=richer)

    def _least(self, asked: Opposite, deadline: float) -> float:
        left = self._left("proof", deadline)
        return self.ask.bound({asked.project: asked.built}, time_limit_s=left) if left > 0 else -math.inf

    def _answered(self, asked: Opposite, deadline: float) -> Opposite:
        """With the neighbours free, in small models all projects, in this question's share of the time that is left."""
        left = self._left("chain", deadline)
        whole = len(self.solution.arrays.columns) < LARGE
        near = neighbours(self.solution.facts, asked.project, self.most)
        if not near and not whole:
            return replace(asked, answering=asked.alone)
        if left <= 0 or asked.is_impossible:
            return asked
        share = _PATIENCE * left / max(1, self._all - self._done + 1)
        if asked.best is None:
            share = max(share, _URGENT * left)
        forced, gap = {asked.project: asked.built}, _CLOSER * self.solution.facts.case.settings.mip_gap
        answer = self.ask.solve(forced, free=None if whole else near, gap=gap, time_limit_s=max(share, 1.0))
        least = max(asked.least_musd, answer.bound_musd) if whole else asked.least_musd
        return replace(asked, answering=answer, neighbours=tuple(near), least_musd=least)

    def _urgency(self, asked: Opposite) -> tuple[bool, bool, float]:
        """What could be decided first; of that, what no plan is known of, then what has the widest range."""
        sure, best = self.solution.facts.is_sure(asked.project), asked.best
        return sure, best is not None, 0.0 if best is None else asked.least_musd - best.cost_musd

    def _left(self, what: str, deadline: float) -> float:
        """Seconds left; none once the planner has asked to end."""
        self.report(what, self._done, self._all)
        self._done += 1
        return 0.0 if self.stop.now else deadline - time.monotonic()


_CLOSER = 0.1
"""The gap within which neighbours answer, as a share of the gap of the search."""
_URGENT = 0.2
"""Share of all the time that is left for a question without which no plan with a decision is known."""
_PATIENCE = 3.0
"""How many times its share of the time one question may take, since most take less."""


def moved(plan: Mapping[str, tuple[int, str]], answer: Answer, project: str) -> tuple[list[str], list[str]]:
    """The other projects that enter and leave with a decision."""
    enter = [p for p in answer.starts if p not in plan and p != project]
    leave = [p for p in plan if p not in answer.starts and p != project]
    return enter, leave
