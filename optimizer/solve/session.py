"""HiGHS behind one door: load arrays in one pass, run with a live line, stop politely, report what is proven.

The run happens in a thread of its own, so that Ctrl-C and the clock are heard at once and the best point is kept.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeVar

import highspy
import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, vstack

from optimizer.solve.arrays import Arrays, Vector
from optimizer.solve.highs import open_highs

T = TypeVar("T")
Status = Literal["optimal", "feasible", "infeasible", "unbounded", "stopped"]

TICK_S = 0.1


@dataclass
class Stop:
    """Why a run should end: the planner pressed Ctrl-C, or the clock ran out."""

    deadline: float = float("inf")
    """Value of `time.monotonic` at which to stop."""
    pressed: bool = False

    @classmethod
    def after(cls, seconds: float) -> Stop:
        """A stop in so many seconds."""
        return cls(deadline=time.monotonic() + seconds)

    @property
    def now(self) -> bool:
        """Whether to stop now."""
        return self.pressed or time.monotonic() >= self.deadline

    @property
    def remaining_s(self) -> float:
        """Seconds left."""
        return max(0.0, self.deadline - time.monotonic())


@contextmanager
def stop_on_interrupt(stop: Stop) -> Iterator[None]:
    """While inside, Ctrl-C asks the search to stop; a second one interrupts as usual."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def handler(*_: Any) -> None:
        if stop.pressed:
            raise KeyboardInterrupt
        stop.pressed = True

    previous = signal.signal(signal.SIGINT, handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, previous)


@dataclass
class Seen:
    """What a running search knows so far."""

    incumbent: float = float("inf")
    bound: float = float("-inf")
    nodes: int = 0
    programme: float = 0.0
    """Programme of the incumbent, MUSD."""
    values: Vector | None = field(default=None, repr=False)
    """The incumbent's point."""


@dataclass(frozen=True)
class Goal:
    """When a search is close enough: incumbent − bound ≤ gap · programme."""

    gap: float = 0.0
    """Share of the programme."""
    programme_at_most: float = float("inf")
    """The programme to count with where the incumbent's own is larger, since polishing may shrink it, MUSD."""

    def allowed(self, seen: Seen) -> float:
        """How far the incumbent may stay above the bound, MUSD."""
        return self.gap * max(0.0, min(seen.programme, self.programme_at_most))


@dataclass(frozen=True)
class Outcome:
    """How a run ended: status, best point, its objective, and the proven bound."""

    status: Status
    values: Vector | None
    objective: float
    bound: float
    row_duals: Vector | None = None
    column_duals: Vector | None = None


@dataclass
class Problem:
    """A view of the arrays with other bounds, objective or integrality; what one run solves."""

    arrays: Arrays
    lower: Vector
    upper: Vector
    cost: Vector
    offset: float
    integral: npt.NDArray[np.bool_]
    rows: tuple[Vector, Vector] | None = None
    """Limits of the rows, where they differ from those compiled."""
    extra_row: tuple[Vector, float] | None = None
    """One more row, weights·x ≤ limit."""
    start: Vector | None = None
    """A point to begin from."""
    options: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, arrays: Arrays) -> Problem:
        """The problem as compiled."""
        return cls(
            arrays,
            arrays.lower.copy(),
            arrays.upper.copy(),
            arrays.objective.weights,
            arrays.objective.constant,
            arrays.integral,
        )

    def fixed(self, mask: npt.NDArray[np.bool_], values: Vector) -> Problem:
        """The same with some columns fixed at the given values."""
        lower, upper = np.where(mask, values, self.lower), np.where(mask, values, self.upper)
        return replace(self, lower=lower, upper=upper)


def run(problem: Problem, stop: Stop, *, goal: Goal = Goal(), on_tick: Callable[[Seen], None] | None = None) -> Outcome:
    """Solve a problem; ends at the goal, at `stop`, or when proven.

    Raises:
        SolverFault: HiGHS does not take the model or an option.
    """
    outcome = _run(problem, stop, goal, on_tick)
    if outcome.status == "infeasible" and "presolve" not in problem.options:
        # HiGHS's presolve has called feasible models infeasible: its word is taken only without it.
        certain = replace(problem, options={**problem.options, "presolve": "off"})
        return _run(certain, stop, goal, on_tick)
    return outcome


def _run(problem: Problem, stop: Stop, goal: Goal, on_tick: Callable[[Seen], None] | None) -> Outcome:
    highs = loaded(problem, stop)
    seen = Seen()
    if problem.start is not None:
        seen.programme = problem.arrays.programme.of(problem.start)
        seen.incumbent = float(problem.cost @ problem.start) + problem.offset
        seen.values = problem.start
    if problem.integral.any():
        _watch(highs, problem, stop, seen, goal)
    else:
        watch_lp(highs, stop)
    in_background(highs.run, seen, on_tick)
    return _outcome(highs, problem, seen)


def in_background(work: Callable[[], T], seen: Seen, on_tick: Callable[[Seen], None] | None) -> T:
    """Do the work in a thread while this one keeps the live line going and hears Ctrl-C."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        done = pool.submit(work)
        while not done.done():
            wait([done], timeout=TICK_S)
            if on_tick:
                on_tick(seen)
        return done.result()


def loaded(problem: Problem, stop: Stop) -> Any:
    """A HiGHS object that holds the problem.

    Raises:
        SolverFault: HiGHS does not take the model or an option.
    """
    matrix, rows = _rows(problem)
    highs = open_highs(
        problem.cost,
        problem.offset,
        (problem.lower, problem.upper),
        rows,
        matrix,
        problem.integral,
        {"time_limit": min(stop.remaining_s, 1e9), **problem.options},
    )
    if problem.start is not None:
        point = highspy.HighsSolution()
        point.col_value = problem.start.tolist()
        highs.setSolution(point)
    return highs


def _rows(problem: Problem) -> tuple[csr_array, tuple[Vector, Vector]]:
    """The rows of a problem and their limits."""
    arrays = problem.arrays
    matrix = csr_array(arrays.matrix)
    lower, upper = problem.rows or (arrays.row_lower, arrays.row_upper)
    if problem.extra_row is None:
        return matrix, (lower, upper)
    weights, limit = problem.extra_row
    more = csr_array(vstack([matrix, csr_array(weights.reshape(1, -1))], format="csr"))
    return more, (np.append(lower, -np.inf), np.append(upper, limit))


def _watch(highs: Any, problem: Problem, stop: Stop, seen: Seen, goal: Goal) -> None:
    """Keep what the search knows up to date, and end it at the gap or when asked to."""
    programme = problem.arrays.programme

    def improved(event: Any) -> None:
        seen.values = np.array(event.data_out.mip_solution)
        seen.programme = programme.of(seen.values)
        seen.incumbent = event.data_out.objective_function_value

    def check(event: Any) -> None:
        out = event.data_out
        seen.bound, seen.nodes = max(seen.bound, out.mip_dual_bound), out.mip_node_count
        close = goal.gap > 0 and seen.incumbent - seen.bound <= goal.allowed(seen)
        if stop.now or close:
            event.interrupt()

    highs.cbMipImprovingSolution.subscribe(improved)
    highs.cbMipInterrupt.subscribe(check)


def watch_lp(highs: Any, stop: Stop) -> None:
    """End a linear programme when asked to; said anew each time, since HiGHS would remember the last word."""

    def check(event: Any) -> None:
        event.interrupt(stop.now)

    highs.cbSimplexInterrupt.subscribe(check)
    highs.cbIpmInterrupt.subscribe(check)


def _outcome(highs: Any, problem: Problem, seen: Seen) -> Outcome:
    status, info = highs.getModelStatus(), highs.getInfo()
    known = highspy.HighsModelStatus
    solution = highs.getSolution()
    has_point = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    values = np.array(solution.col_value) if has_point else None
    if not problem.integral.any():
        if status == known.kOptimal:
            return Outcome(
                "optimal",
                values,
                info.objective_function_value,
                info.objective_function_value,
                np.array(solution.row_dual),
                np.array(solution.col_dual),
            )
        return Outcome(_STATUS.get(status, "stopped"), None, float("inf"), float("-inf"))
    bound = max(seen.bound, info.mip_dual_bound)
    if values is None and seen.values is not None:  # HiGHS lost its way at the end: the best plan seen still counts
        return Outcome("feasible", seen.values, seen.incumbent, min(bound, seen.incumbent))
    if values is None:
        return Outcome(_STATUS.get(status, "stopped"), None, float("inf"), bound)
    done: Status = "optimal" if status == known.kOptimal else "feasible"
    return Outcome(done, values, info.objective_function_value, min(bound, info.objective_function_value))


_STATUS: dict[Any, Status] = {
    highspy.HighsModelStatus.kInfeasible: "infeasible",
    highspy.HighsModelStatus.kUnboundedOrInfeasible: "infeasible",
    highspy.HighsModelStatus.kUnbounded: "unbounded",
}
