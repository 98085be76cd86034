"""Solve a master problem to the end: what operation needs and costs is added as rows where a point overlooks it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from optimizer.solve.arrays import Arrays
from optimizer.solve.recourse.cut import with_cuts
from optimizer.solve.recourse.recourse import Recourse
from optimizer.solve.session import Outcome, Problem, Stop, run


class Lazily:
    """Runs problems; those of a master problem again and again, until operation follows at the cost that they say."""

    def __init__(self, recourse: Recourse | None) -> None:
        self._recourse = recourse

    def sparing(self, problem: Problem) -> Problem:
        """The problem in which operation may spend as little as it can do with, instead of whatever it likes."""
        if self._recourse is None:
            return problem
        lower = problem.lower.copy()
        lower[self._recourse.spent] = 0.0
        return replace(problem, lower=lower)

    def run(self, problem: Problem, stop: Stop) -> tuple[Problem, Outcome]:
        """The problem with all rows that were needed, and how it ended.

        Raises:
            SolverFault: HiGHS does not take the model, or comes to no end.
        """
        while True:
            outcome = run(problem, stop)
            if self._recourse is None or outcome.values is None:
                return problem, outcome
            cuts = self._recourse.broken(outcome.values)
            if not cuts:
                return problem, outcome
            if stop.now:
                return problem, replace(outcome, values=None)
            problem = _longer(problem, with_cuts(problem.arrays, cuts), len(cuts))


def _longer(problem: Problem, arrays: Arrays, more: int) -> Problem:
    """The problem with further rows."""
    limits = problem.rows
    if limits is not None:
        limits = np.append(limits[0], arrays.row_lower[-more:]), np.append(limits[1], arrays.row_upper[-more:])
    return replace(problem, arrays=arrays, rows=limits)
