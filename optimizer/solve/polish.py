"""From the best point of the search to the plan that is reported: integers as found, everything else by rule.

1. With the integers fixed, the linear programme gives the exact optimum and the shadow prices.
2. Among plans of equal objective the one with the least expected discounted outlay: nobody is granted more than needed.
3. With stage one fixed, every scenario's operation is the cheapest one, also where its weight in the objective is 0.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from optimizer.solve.arrays import Arrays, Vector
from optimizer.solve.session import Problem, Stop, run

EQUAL_OBJECTIVE = 1e-7
"""Plans within this times max(1, |objective|) count as equally good."""


@dataclass(frozen=True)
class Polished:
    """The reported point, its objective, and the shadow price of each row (MUSD per unit of its right-hand side)."""

    values: Vector
    objective: float
    row_duals: Vector


def polish(arrays: Arrays, found: Vector, stage_one: list[Any]) -> Polished:
    """Apply the three steps to a point whose integers are right.

    Runs without a clock: each step is a linear programme, and a plan that breaks the tie rule would be a wrong plan.

    Args:
        arrays: the compiled model.
        found: the point of the search.
        stage_one: the Pyomo variables of investment, grants and stock plan.
    """
    stop = Stop()
    best, row_duals = _exact(arrays, found, stop)
    relaxed = _relaxed(arrays).fixed(arrays.integral, np.round(found))
    objective = arrays.objective.of(best)
    limit = objective + EQUAL_OBJECTIVE * max(1.0, abs(objective))
    equal = replace(relaxed, extra_row=(arrays.objective.weights, limit - arrays.objective.constant))
    for measure, fixed in ((arrays.expected_outlay, None), (arrays.operation, arrays.mask(stage_one))):
        problem = equal if fixed is None else equal.fixed(fixed, best)
        outcome = run(replace(problem, cost=measure.weights, offset=measure.constant), stop)
        if outcome.values is not None:
            best = outcome.values
    return Polished(_tidy(arrays, best), arrays.objective.of(best), row_duals)


def _relaxed(arrays: Arrays) -> Problem:
    return replace(Problem.of(arrays), integral=np.zeros_like(arrays.integral))


def _exact(arrays: Arrays, found: Vector, stop: Stop) -> tuple[Vector, Vector]:
    outcome = run(_relaxed(arrays).fixed(arrays.integral, np.round(found)), stop)
    if outcome.values is None or outcome.row_duals is None:
        return found, np.full(len(arrays.rows), np.nan)
    return outcome.values, outcome.row_duals


def _tidy(arrays: Arrays, values: Vector) -> Vector:
    """Within bounds, integers whole, and no negative zeros or dust below the solver's tolerance."""
    values = np.clip(np.where(arrays.integral, np.round(values), values), arrays.lower, arrays.upper)
    return np.where(np.abs(values) < 1e-9, 0.0, values)
