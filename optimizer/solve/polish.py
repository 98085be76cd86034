"""From the best point of the search to the plan that is reported: integers as found, everything else by rule.

1. With the integers fixed, the linear programme gives the exact optimum and the shadow prices.
2. Among plans of equal objective the one with the least expected discounted outlay: nobody is granted more than needed.
   Which projects start when stays as found; price floors and who gives may still change, since a floor that is not
   needed is the commonest tie.
3. With stage one fixed, every scenario's operation is the cheapest one, also where its weight in the objective is 0.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from optimizer.solve.arrays import Arrays, Measure, Vector
from optimizer.solve.highs import SolverFault
from optimizer.solve.recourse.lazily import Lazily
from optimizer.solve.recourse.recourse import Recourse
from optimizer.solve.session import Problem, Stop

EQUAL_OBJECTIVE = 1e-7
"""Plans within this times max(1, |objective|) count as equally good."""

PRICED = 1e-9
"""A reduced cost or shadow price beyond this holds its column or row to its limit in every optimum."""

MANY_COLUMNS = 20_000
"""Columns from which only floors and givers as found are kept, without looking for equally good ones."""

TIE_LIMIT_S = 20.0
"""Time for choosing between price floors of equal objective."""


@dataclass(frozen=True)
class Polished:
    """The reported point, its objective, and the shadow price of each row (MUSD per unit of its right-hand side)."""

    values: Vector
    objective: float
    row_duals: Vector
    rows: list[Any] = field(default_factory=list, repr=False)
    """The row that each price is of."""


def polish(arrays: Arrays, found: Vector, stage_one: list[Any], recourse: Recourse | None = None) -> Polished:
    """Apply the three steps to a point whose integers are right.

    The linear programmes run without a clock: a plan that breaks the tie rule would be a wrong plan.

    Args:
        arrays: the compiled model.
        found: the point of the search.
        stage_one: the Pyomo variables of investment, grants and stock plan.
        recourse: what is decided in scenarios, where the arrays are those of a master problem.

    Raises:
        SolverFault: HiGHS finds no optimum for integers that it found itself.
    """
    lazily = Lazily(recourse)
    exact = _exact(arrays, found, lazily)
    if exact is None:  # whole only within the tolerance: the point of the search is the plan
        return Polished(found, arrays.objective.of(found), np.full(len(arrays.rows), np.nan), arrays.rows)
    if len(arrays.columns) < MANY_COLUMNS:
        exact = _exact(arrays, _needed_floors(exact, lazily), lazily) or exact
    equal = _equally_good(exact)
    best = _least(arrays.expected_outlay, lazily.sparing(equal), lazily)
    best = _least(arrays.operation, equal.fixed(arrays.mask(stage_one), best), lazily)
    best = _tidy(arrays, best)
    return Polished(best, arrays.objective.of(best), exact.row_duals, exact.problem.arrays.rows)


@dataclass(frozen=True)
class _Exact:
    """An optimum with its integers fixed."""

    problem: Problem
    values: Vector
    row_duals: Vector
    column_duals: Vector


def _exact(arrays: Arrays, found: Vector, lazily: Lazily) -> _Exact | None:
    """The optimum with the integers rounded; None where rounding leaves no feasible point."""
    fixed = _continuous(Problem.of(arrays).fixed(arrays.integral, np.round(found)))
    problem, outcome = lazily.run(fixed, Stop())
    if outcome.values is None or outcome.row_duals is None or outcome.column_duals is None:
        return None
    return _Exact(problem, outcome.values, outcome.row_duals, outcome.column_duals)


def _equally_good(exact: _Exact) -> Problem:
    """All optima with these integers: what has a reduced cost or shadow price stays where it is."""
    arrays = exact.problem.arrays
    held = np.abs(exact.column_duals) > PRICED
    low, high = arrays.row_lower, arrays.row_upper
    rows = (np.where(exact.row_duals < -PRICED, high, low), np.where(exact.row_duals > PRICED, low, high))
    return replace(exact.problem.fixed(held, exact.values), rows=rows)


def _needed_floors(exact: _Exact, lazily: Lazily) -> Vector:
    """The same starts with the price floors and givers of least expected outlay at equal objective."""
    arrays = exact.problem.arrays
    objective = arrays.objective.of(exact.values)
    limit = objective + EQUAL_OBJECTIVE * max(1.0, abs(objective)) - arrays.objective.constant
    idle = arrays.integral & ~_same_start(arrays, exact.values)
    problem = replace(
        Problem.of(arrays).fixed(idle, np.zeros_like(exact.values)),
        extra_row=(arrays.objective.weights, limit),
        start=exact.values,
    )
    measure = arrays.expected_outlay
    least = replace(problem, cost=measure.weights, offset=measure.constant)
    _, outcome = lazily.run(least, Stop.after(TIE_LIMIT_S))
    return exact.values if outcome.values is None else outcome.values


def _same_start(arrays: Arrays, best: Vector) -> npt.NDArray[np.bool_]:
    """Integer columns that may be 1: every price-floor level of the starts that are taken, and all givers."""
    free = np.ones(len(arrays.columns), dtype=bool)
    for columns in arrays.starts.values():
        taken = {arrays.columns[i].index()[1] for i in columns if best[i] > 0.5}
        free[[i for i in columns if arrays.columns[i].index()[1] not in taken]] = False
    return free


def _least(measure: Measure, problem: Problem, lazily: Lazily) -> Vector:
    """The point of least measure.

    Raises:
        SolverFault: there is none, although the problem holds the optimum that it was made from.
    """
    _, outcome = lazily.run(replace(problem, cost=measure.weights, offset=measure.constant), Stop())
    if outcome.values is None:
        raise SolverFault("no optimum among plans of equal objective")
    return outcome.values


def _continuous(problem: Problem) -> Problem:
    return replace(problem, integral=np.zeros_like(problem.integral))


def _tidy(arrays: Arrays, values: Vector) -> Vector:
    """Within bounds, integers whole, and no negative zeros or dust below the solver's tolerance."""
    values = np.clip(np.where(arrays.integral, np.round(values), values), arrays.lower, arrays.upper)
    return np.where(np.abs(values) < 1e-9, 0.0, values)
