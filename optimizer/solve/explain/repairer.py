"""The least change of given statements that gives a plan, tried out on the changed case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from optimizer.solve.arrays import Vector
from optimizer.solve.explain.edit import Edit, Repair, applied
from optimizer.solve.explain.edits import edits
from optimizer.solve.explain.levers import Lever, lever
from optimizer.solve.explain.oracle import Oracle, Within
from optimizer.solve.explain.relaxable import Relaxable, starts
from optimizer.solve.explain.rounding import NOISE
from optimizer.solve.explain.statement import Statement
from optimizer.solve.explain.stretched import stretched
from optimizer.solve.explain.trial import gives_plan
from optimizer.solve.session import Problem, run

MARGINS = (-NOISE, 1e-4, 1e-2)
"""Room left when a figure is rounded: none at first, more where that gives no plan."""
SEARCH_S = 15.0
FEW_STARTS = 1e-5
"""What a start counts beside amounts: next to nothing, but it spares the search fractions."""
_NOTICED = 1e-7


@dataclass
class Repairer:
    """Looks for repairs of one case."""

    model: Relaxable
    oracle: Oracle

    def repair(self, statements: Iterable[Statement]) -> Repair | None:
        """The smallest change of these statements alone that gives a plan; None where none is found."""
        levers = [found for s in statements if (found := lever(self.model, s))]
        point = self._least(levers) if levers else None
        if point is None:
            return None
        for margin in MARGINS:
            repair = self._changes(levers, point, margin)
            if self._works(repair, point):
                return repair
        return None

    def _least(self, levers: Sequence[Lever]) -> Vector | None:
        """A point at which the levers give way as little as may be, all else in force."""
        m = self.model
        free = m.mask(found.statement for found in levers)
        point = self.oracle.ask(m.mask(m.rows) & ~free).values
        if point is None:
            return None
        if all(found.whole for found in levers):
            return point
        for keep_decisions, seconds in ((len(levers) == 1, SEARCH_S), (False, SEARCH_S), (True, SEARCH_S)):
            problem = self._stretched(levers, point, keep_decisions)
            better = run(problem, Within.seconds(seconds, self.oracle.stop)).values
            if better is not None:
                point = better[: len(m.arrays.columns)]
        self.oracle.keep(point)
        return point

    def _stretched(self, levers: Sequence[Lever], point: Vector, keep_decisions: bool) -> Problem:
        m = self.model
        m.arrays.write_back(point)
        weights = {found.statement: np.maximum(found.weights(point), 1e-9) for found in levers}
        costs = {found.statement: found.cost for found in levers}
        problem, columns = stretched(m, costs, weights, m.mask(m.rows))
        problem.cost[: len(point)] = FEW_STARTS * starts(m.arrays)
        for found in levers:
            problem.integral[columns[found.statement]] = found.whole
        amounts = [self._needed(found, point) for found in levers]
        start = np.concatenate([point, amounts])
        for found, amount in zip(levers, amounts, strict=True):
            start[columns[found.statement]] = np.ceil(amount - _NOTICED) if found.whole else amount
        if keep_decisions:
            held = np.append(m.arrays.integral, np.zeros(len(levers), dtype=bool))
            problem = problem.fixed(held, np.round(start))
        options = {"presolve": "on", "mip_rel_gap": 0.01, "mip_abs_gap": 1e-6}
        return replace(problem, start=None if keep_decisions else start, options=options)

    def _needed(self, found: Lever, point: Vector) -> float:
        """By how much a statement has to give way at a point, in units of its cell."""
        a, index = self.model.arrays, self.model.rows[found.statement]
        body = np.asarray(self.model.by_row[index] @ point)
        low, high = a.row_lower[index], a.row_upper[index]
        over = np.where(np.isfinite(high), body - high, low - body)
        weights = found.weights(point)
        return float(max(0.0, (over[weights > _NOTICED] / weights[weights > _NOTICED]).max(initial=0.0)))

    def _changes(self, levers: Sequence[Lever], point: Vector, margin: float) -> Repair:
        self.model.arrays.write_back(point)
        found: list[Edit] = []
        moved, size = [], 0.0
        for one in levers:
            amount = self._needed(one, point)
            if amount * one.cost > 10 * _NOTICED:
                changed = list(edits(self.model, one.statement, amount, point, margin))
                found += changed
                moved.append(one.statement)
                size += sum(one.cost * _change(edit) for edit in changed)
        return Repair(tuple(found), round(size, 6), tuple(moved))

    def _works(self, repair: Repair, point: Vector) -> bool:
        arrays = self.model.arrays
        decided = {arrays.columns[i].name: float(round(point[i])) for i in np.flatnonzero(arrays.integral)}
        facts = replace(self.model.facts, case=applied(self.model.facts.case, repair.edits))
        return bool(repair.edits) and gives_plan(facts, decided, self.oracle.stop)


def _change(edit: Edit) -> float:
    """By how much a figure changes; 1 for everything else."""
    figures = all(isinstance(x, (int, float)) and not isinstance(x, bool) for x in (edit.before, edit.after))
    return abs(edit.after - edit.before) if figures else 1.0
