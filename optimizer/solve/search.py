"""The search for a plan: from a first plan to a proven gap."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from optimizer.case.facts import Facts
from optimizer.errors import NoPlanError, StoppedError
from optimizer.model import build
from optimizer.solve.arrays import Arrays, Vector, compile_model
from optimizer.solve.conflict import explanation, least_relaxation
from optimizer.solve.polish import polish
from optimizer.solve.session import Outcome, Problem, Seen, Stop, in_background, run, stop_on_interrupt
from optimizer.solve.tree import Tree

LARGE = 20_000
"""Columns from which the search branches on decisions to build, instead of leaving all to HiGHS."""


@dataclass(frozen=True)
class Solution:
    """A solved case: the model with its values, what is proven about it, and how long it took."""

    facts: Facts
    model: Any
    arrays: Arrays
    values: Vector
    objective_musd: float
    bound_musd: float
    programme_musd: float
    row_duals: Vector
    proven: bool
    """Whether the gap was reached; otherwise a limit or the planner ended the search."""
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def gap(self) -> float:
        """(objective − bound) / max(1, programme)."""
        return (self.objective_musd - self.bound_musd) / max(1.0, self.programme_musd)


Report = Callable[[str, Seen], None]
"""Called about ten times a second with the phase and what the search knows."""


def solve(
    facts: Facts, *, gap: float | None = None, time_limit_s: float | None = None, report: Report | None = None
) -> Solution:
    """Find the plan of a case, to the gap or the time limit of its settings unless others are given.

    Raises:
        NoPlanError: the rules of the workbook cannot all hold.
        StoppedError: a limit or Ctrl-C came before any plan was found.
    """
    settings = facts.case.settings
    clock = time.monotonic()
    target = settings.mip_gap if gap is None else gap
    stop = Stop(deadline=clock + (settings.time_limit_s if time_limit_s is None else time_limit_s))
    with stop_on_interrupt(stop):
        model = build(facts)
        arrays = compile_model(model)
        built = time.monotonic()
        outcome = _search(arrays, facts, stop, target, report)
        if outcome.values is None:
            if outcome.status == "infeasible":
                raise NoPlanError(explanation(least_relaxation(model, arrays, facts)))
            raise StoppedError("stopped before any plan was found")
        polished = polish(arrays, outcome.values, stage_one_variables(model))
    arrays.write_back(polished.values)
    programme = arrays.programme.of(polished.values)
    bound = min(outcome.bound, polished.objective)
    solved = time.monotonic()
    return Solution(
        facts,
        model,
        arrays,
        polished.values,
        polished.objective,
        bound,
        programme,
        polished.row_duals,
        proven=outcome.status == "optimal" or polished.objective - bound <= target * max(1.0, programme),
        seconds={"build": built - clock, "solve": solved - built},
    )


def _search(arrays: Arrays, facts: Facts, stop: Stop, target: float, report: Report | None) -> Outcome:
    """HiGHS alone for small models; for large ones the tree, which begins with the committed projects only."""

    def tick(phase: str) -> Callable[[Seen], None] | None:
        return (lambda seen: report(phase, seen)) if report else None

    if len(arrays.columns) >= LARGE:
        seen = Seen()
        tree = Tree(arrays, stop, target, seen)
        candidates = [p for p in facts.starts if facts.case.projects[p].status != "committed"]
        first = tuple((arrays.built[p], 0.0, 0.0) for p in candidates)
        outcome = in_background(lambda: tree.search(first), seen, tick("search"))
        if outcome.status != "infeasible":
            return outcome
    return run(Problem.of(arrays), stop, target_gap=target, on_tick=tick("search"))


def stage_one_variables(model: Any) -> list[Any]:
    """The variables that the rule on reported operation keeps: investment, grants, stock plan and floors."""
    components = (
        model.investment.start,
        model.funding.grant,
        model.funding.gives,
        model.funding.side,
        model.stockpiles.plan,
        model.stockpiles.level,
    )
    return [variable for component in components for variable in component.values()]
