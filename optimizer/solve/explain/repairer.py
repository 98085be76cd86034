"""The least change of given statements that gives a plan, tried out on the changed case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from optimizer.model import build
from optimizer.solve.arrays import Vector, compile_model
from optimizer.solve.explain.edit import Edit, Repair, applied
from optimizer.solve.explain.edits import edits
from optimizer.solve.explain.levers import Lever, lever
from optimizer.solve.explain.oracle import Oracle, Within
from optimizer.solve.explain.relaxable import Relaxable
from optimizer.solve.explain.rounding import NOISE
from optimizer.solve.explain.statement import Statement
from optimizer.solve.explain.stretched import stretched
from optimizer.solve.session import Problem, run

MARGINS = (-NOISE, 1e-4, 1e-2)
"""Room left when a figure is rounded: none at first, more where that gives no plan."""
SEARCH_S = 15.0
TRIAL_S = 30.0
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
            if self.works(repair.edits, point):
                return repair
        return None

    def _least(self, levers: Sequence[Lever]) -> Vector | None:
        """A point at which the levers give way as little as may be, all else in force."""
        m = self.model
        free = m.mask(found.statement for found in levers)
        point = self.oracle.ask(m.mask(m.rows) & ~free).values
        if point is None:
            return None
        for keep_decisions, seconds in ((True, SEARCH_S), (False, SEARCH_S), (True, SEARCH_S)):
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

    def works(self, changes: Sequence[Edit], point: Vector) -> bool:
        """Whether the case with the changes has a plan; the decisions of a point are tried first."""
        if not changes or self.oracle.stop.now:
            return False
        facts = replace(self.model.facts, case=applied(self.model.facts.case, changes))
        arrays = compile_model(build(facts))
        problem = replace(Problem.of(arrays), cost=np.zeros(len(arrays.columns)), offset=0.0)
        mine = self.model.arrays
        decided = {mine.columns[i].name: round(point[i]) for i in np.flatnonzero(mine.integral)}
        names = [v.name if whole else "" for v, whole in zip(arrays.columns, arrays.integral, strict=True)]
        values = np.array([float(decided.get(name, 0)) for name in names])
        for trial in (problem.fixed(arrays.integral, values), problem):
            outcome = run(replace(trial, options={"presolve": "on"}), Within.seconds(TRIAL_S, self.oracle.stop))
            if outcome.values is not None:
                return True
        return False


def _change(edit: Edit) -> float:
    """By how much a figure changes; 1 for everything else."""
    figures = all(isinstance(x, (int, float)) and not isinstance(x, bool) for x in (edit.before, edit.after))
    return abs(edit.after - edit.before) if figures else 1.0
