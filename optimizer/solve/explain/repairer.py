"""The least change of given statements that gives a plan, tried out on the changed case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

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
from optimizer.solve.session import run

MARGINS = (-NOISE, 1e-4, 1e-2)
"""Room left when a figure is rounded: none at first, more where that gives no plan."""
SEARCH_S = 15.0
CLOSE = 0.01
"""Share of its cost that a repair may be dearer than need be."""
MOST_EDITS = 8
"""A repair of more cells is no help."""
_OPTIONS: dict[str, Any] = {"presolve": "on", "mip_rel_gap": CLOSE, "mip_abs_gap": 1e-6}
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
            if len(repair.edits) > MOST_EDITS:
                return None
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
        point, most = self._moved(levers, point, "decided")
        _, least = self._moved(levers, point, "in parts")
        if most - least > CLOSE * most:
            point, _ = self._moved(levers, point, "free")
            point, _ = self._moved(levers, point, "decided")
        self.oracle.keep(point)
        return point

    def _moved(
        self, levers: Sequence[Lever], point: Vector, projects: Literal["decided", "in parts", "free"]
    ) -> tuple[Vector, float]:
        """A point with smaller amounts and what they cost: with the decisions of a point, parts of projects, or any.

        Where none is found, the point as it was.
        """
        m = self.model
        m.arrays.write_back(point)
        weights = {found.statement: np.maximum(found.weights(point), 1e-9) for found in levers}
        costs = {found.statement: found.cost for found in levers}
        problem, columns = stretched(m, costs, weights, m.mask(m.rows))
        problem.cost[: len(point)] = FEW_STARTS * starts(m.arrays)
        amounts = np.array([self._needed(found, point) for found in levers])
        whole = np.array([found.whole for found in levers])
        problem.integral[list(columns.values())] = whole
        start = np.concatenate([point, np.where(whole, np.ceil(amounts - _NOTICED), amounts)])
        if projects == "decided":
            problem = problem.fixed(np.append(m.arrays.integral, np.zeros(len(levers), dtype=bool)), np.round(start))
        elif projects == "in parts":
            problem.integral[:] = False
        else:
            problem.start = start
        outcome = run(replace(problem, options=_OPTIONS), Within.seconds(SEARCH_S, self.oracle.stop))
        if outcome.values is None:
            return point, float(problem.cost @ start)
        return outcome.values[: len(point)], outcome.objective

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
