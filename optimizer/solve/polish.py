"""From the best point of the search to the plan that is reported: integers as found, everything else by rule.

1. With the integers fixed, the linear programme gives the exact optimum and the shadow prices.
2. Among plans of equal objective the one with the least expected discounted outlay: nobody is granted more than needed.
   Which projects start when stays as found; price floors and who gives may still change, since a floor that is not
   needed is the commonest tie.
3. With stage one fixed, every scenario's operation is the cheapest one, also where its weight in the objective is 0.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from optimizer.solve.arrays import Arrays, Measure, Vector
from optimizer.solve.session import Problem, Stop, run

EQUAL_OBJECTIVE = 1e-7
"""Plans within this times max(1, |objective|) count as equally good."""

TIE_LIMIT_S = 20.0
"""Time for choosing between price floors of equal objective."""


@dataclass(frozen=True)
class Polished:
    """The reported point, its objective, and the shadow price of each row (MUSD per unit of its right-hand side)."""

    values: Vector
    objective: float
    row_duals: Vector


def polish(arrays: Arrays, found: Vector, stage_one: list[Any]) -> Polished:
    """Apply the three steps to a point whose integers are right.

    The linear programmes run without a clock: a plan that breaks the tie rule would be a wrong plan.

    Args:
        arrays: the compiled model.
        found: the point of the search.
        stage_one: the Pyomo variables of investment, grants and stock plan.
    """
    best, row_duals = _exact(arrays, found, Stop())
    objective = arrays.objective.of(best)
    limit = objective + EQUAL_OBJECTIVE * max(1.0, abs(objective))
    equal = replace(Problem.of(arrays), extra_row=(arrays.objective.weights, limit - arrays.objective.constant))
    best = _least_outlay(arrays, equal, best)
    kept = equal.fixed(arrays.integral | arrays.mask(stage_one), best)
    best = _minimise(arrays.operation, _continuous(kept), Stop(), best)
    return Polished(_tidy(arrays, best), arrays.objective.of(best), row_duals)


def _least_outlay(arrays: Arrays, equal: Problem, best: Vector) -> Vector:
    """Least expected outlay at equal objective: first over floors and givers, then exactly with the integers fixed."""
    idle = arrays.integral & ~_same_start(arrays, best)
    first = replace(equal.fixed(idle, np.zeros_like(best)), start=best)
    found = _minimise(arrays.expected_outlay, first, Stop.after(TIE_LIMIT_S), best)
    exact = _continuous(equal.fixed(arrays.integral, np.round(found)))
    return _minimise(arrays.expected_outlay, exact, Stop(), best)


def _same_start(arrays: Arrays, best: Vector) -> npt.NDArray[np.bool_]:
    """Integer columns that may still be 1: other price-floor levels of the starts that are taken, and all givers."""
    chosen = {
        variable.index()[:2]
        for variable, value in zip(arrays.columns, best.tolist(), strict=True)
        if variable.parent_component().local_name == "start" and value > 0.5
    }
    return np.array(
        [v.parent_component().local_name != "start" or v.index()[:2] in chosen for v in arrays.columns], dtype=bool
    )


def _minimise(measure: Measure, problem: Problem, stop: Stop, otherwise: Vector) -> Vector:
    """The point of least measure, or the given one where none is found."""
    outcome = run(replace(problem, cost=measure.weights, offset=measure.constant), stop)
    return otherwise if outcome.values is None else outcome.values


def _continuous(problem: Problem) -> Problem:
    return replace(problem, integral=np.zeros_like(problem.integral))


def _exact(arrays: Arrays, found: Vector, stop: Stop) -> tuple[Vector, Vector]:
    outcome = run(_continuous(Problem.of(arrays).fixed(arrays.integral, np.round(found))), stop)
    if outcome.values is None or outcome.row_duals is None:
        return found, np.full(len(arrays.rows), np.nan)
    return outcome.values, outcome.row_duals


def _tidy(arrays: Arrays, values: Vector) -> Vector:
    """Within bounds, integers whole, and no negative zeros or dust below the solver's tolerance."""
    values = np.clip(np.where(arrays.integral, np.round(values), values), arrays.lower, arrays.upper)
    return np.where(np.abs(values) < 1e-9, 0.0, values)
