"""The search for a plan: from a first plan to a proven gap."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from optimizer.case.facts import Facts
from optimizer.errors import StoppedError
from optimizer.model import build
from optimizer.solve.arrays import Arrays, Vector, compile_model
from optimizer.solve.explain.explain import explain
from optimizer.solve.explain.explanation import Explanation, Unplannable
from optimizer.solve.highs import SolverFault
from optimizer.solve.large import LargeSearch
from optimizer.solve.polish import Polished, polish
from optimizer.solve.session import (
    Goal,
    Outcome,
    Problem,
    Seen,
    Stop,
    in_background,
    run,
    stop_on_interrupt,
)

LARGE = 20_000
"""Columns from which the search branches on decisions to build, instead of leaving all to HiGHS."""

EXACT = 1e-6
"""Share of the objective by which an optimum may differ from its bound where no gap is allowed: integers are whole
within a tolerance only."""


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
    interrupted: bool = False
    """Whether the planner ended the search."""
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def gap(self) -> float:
        """(objective − bound) / max(1, programme)."""
        return (self.objective_musd - self.bound_musd) / max(1.0, self.programme_musd)


Make = Callable[[Facts], tuple[Any, Arrays]]
"""Makes the model of a case and its arrays."""

Report = Callable[[str, Seen], None]
"""Called about ten times a second with the phase and what the search knows."""


def solve(
    facts: Facts,
    *,
    gap: float | None = None,
    time_limit_s: float | None = None,
    report: Report | None = None,
    stop: Stop | None = None,
    make: Make | None = None,
    workers: int = 1,
) -> Solution:
    """Find the plan of a case, to the gap or the time limit of its settings unless others are given.

    Args:
        facts: the case.
        gap: share of the programme.
        time_limit_s: seconds for building and searching.
        report: told about ten times a second how far the search is.
        stop: for another thread to end the search by; it is given the deadline of the time limit.
        make: what makes the model and its arrays, where that is not to be done afresh.
        workers: threads for what can be asked at once; the plan is the same for any number.

    Raises:
        NoPlanError: the rules of the workbook cannot all hold.
        StoppedError: a limit or Ctrl-C came before any plan was found.
    """
    settings = facts.case.settings
    clock = time.monotonic()
    share = settings.mip_gap if gap is None else gap
    stop = stop or Stop()
    stop.deadline = clock + (settings.time_limit_s if time_limit_s is None else time_limit_s)
    with stop_on_interrupt(stop):
        model, arrays = make(facts) if make else _made(facts)
        built = time.monotonic()
        search = _Search(model, arrays, facts, stop, report, workers)
        outcome, polished = _to_the_gap(search, share, stage_one_variables(model))
        if polished is None:
            if outcome.status == "infeasible":
                stop.deadline = float("inf")  # the explanation has a time of its own
                tell = (lambda what: report(what, Seen(bound=float("inf")))) if report else (lambda _: None)
                raise Unplannable(explain(facts, stop, tell=tell) or Explanation(()))
            raise StoppedError("stopped before any plan was found")
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
        proven=_is_close(outcome, polished, share, arrays),
        interrupted=stop.pressed,
        seconds={"build": built - clock, "solve": solved - built},
    )


def _made(facts: Facts) -> tuple[Any, Arrays]:
    model = build(facts)
    return model, compile_model(model)


def _to_the_gap(search: _Search, share: float, stage_one: list[Any]) -> tuple[Outcome, Polished | None]:
    """Search and polish; again where polishing has shrunk the programme so much that the gap no longer holds."""
    goal = Goal(share)
    outcome = search.go(goal)
    while outcome.values is not None:
        polished = search.polish(outcome.values, stage_one)
        programme = search.arrays.programme.of(polished.values)
        close = _is_close(outcome, polished, share, search.arrays)
        if close or search.stop.now or programme >= goal.programme_at_most:
            return outcome, polished
        goal = Goal(share, programme)
        again = search.go(goal, polished)
        bound = max(outcome.bound, again.bound)
        if again.values is None:
            return replace(outcome, bound=bound), polished
        outcome = replace(again, bound=bound)
    return outcome, None


def _is_close(outcome: Outcome, polished: Polished, share: float, arrays: Arrays) -> bool:
    programme = arrays.programme.of(polished.values)
    exact = EXACT * max(1.0, abs(polished.objective)) if outcome.status == "optimal" and share == 0 else 0.0
    return polished.objective - outcome.bound <= max(exact, share * max(1.0, programme))


class _Search:
    """HiGHS alone for small models; for large ones chain by chain, then the tree."""

    def __init__(
        self, model: Any, arrays: Arrays, facts: Facts, stop: Stop, report: Report | None, workers: int
    ) -> None:
        self.arrays = arrays
        self.stop = stop
        self.seen = Seen()
        self.tick = (lambda seen: report("search", seen)) if report else None
        is_large = len(arrays.columns) >= LARGE
        self.large = LargeSearch(model, arrays, facts, stop, self.seen, workers) if is_large else None

    def go(self, goal: Goal, polished: Polished | None = None) -> Outcome:
        """Search to a goal, from the polished plan where there is one."""
        outcome = self._go_large(goal, polished)
        if outcome is not None and outcome.status != "infeasible":
            return outcome
        self.large = None
        problem = replace(Problem.of(self.arrays), start=polished.values if polished else None)
        return run(problem, self.stop, goal=goal, on_tick=self.tick)

    def _go_large(self, goal: Goal, polished: Polished | None) -> Outcome | None:
        """The search for large models; None where there is none, or HiGHS is at a loss with a part of it."""
        large = self.large
        if large is None:
            return None
        try:
            return in_background(lambda: large.go(goal, polished), self.seen, self.tick)
        except SolverFault:
            return None

    def polish(self, found: Vector, stage_one: list[Any]) -> Polished:
        """The plan that is reported for a point of the search."""
        return self.large.polish(found, stage_one) if self.large else polish(self.arrays, found, stage_one)


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
