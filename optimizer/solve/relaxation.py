"""The linear programme of a search: asked again and again under other bounds, each time from the basis of the last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import highspy
import numpy as np

from optimizer.solve.arrays import Arrays, Vector
from optimizer.solve.node import Box
from optimizer.solve.recourse.cut import Cut, add_cuts
from optimizer.solve.recourse.recourse import Recourse
from optimizer.solve.session import Problem, Stop, loaded, watch_lp

_ENDED = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kInfeasible)


@dataclass
class Basis:
    """A basis of HiGHS and its rows: to count them there is to copy the status of each."""

    status: Any
    rows: int


class Relaxation:
    """A model without its integers in one HiGHS object, with what operation has been found to need and to cost."""

    def __init__(self, arrays: Arrays, stop: Stop, recourse: Recourse | None = None) -> None:
        asked_often = {"time_limit": 1e9}  # HiGHS would add up the time of all questions; `stop` is heard anyway
        self._whole = replace(Problem.of(arrays), integral=np.zeros_like(arrays.integral), options=asked_often)
        self._recourse = recourse
        self._stop = stop
        self._changed: set[int] = set()
        self.cuts: list[Cut] = []
        """Rows beyond those of the arrays."""
        self.highs = loaded(self._whole, stop)
        watch_lp(self.highs, stop)

    @property
    def has_ended(self) -> bool:
        """Whether HiGHS has come to an end with the last question."""
        return self.highs.getModelStatus() in _ENDED

    @property
    def is_infeasible(self) -> bool:
        """Whether nothing meets the bounds of the last question."""
        return bool(self.highs.getModelStatus() == highspy.HighsModelStatus.kInfeasible)

    @property
    def value(self) -> float:
        """The optimum of the last question, MUSD."""
        return float(self.highs.getInfo().objective_function_value)

    @property
    def values(self) -> Vector:
        """Its point."""
        return np.array(self.highs.getSolution().col_value)

    @property
    def row_duals(self) -> Vector:
        """Its shadow prices: of the rows of the arrays, then of the cuts."""
        return np.array(self.highs.getSolution().row_dual)

    @property
    def basis(self) -> Basis:
        """Its basis."""
        return Basis(self.highs.getBasis(), self.highs.getNumRow())

    def forget(self) -> None:
        """Begin the next question without a basis."""
        self.highs.clearSolver()

    def optimum(
        self,
        boxes: tuple[Box, ...],
        basis: Basis | None,
        thorough: bool,
        enough: float,
        is_open: Callable[[Vector], bool],
    ) -> Vector | None:
        """The best point under some bounds; None where there is none or it was stopped.

        A point that is whole is one that operation can follow at the cost that it says. Any other one may be too cheap:
        a bound all the same.

        Args:
            boxes: the bounds.
            basis: where to begin; that of the last question where None.
            thorough: whether to ask what operation costs as long as something is undecided.
            enough: MUSD beyond which what operation costs does not matter any more.
            is_open: whether a point leaves anything undecided.
        """
        self._apply(boxes)
        if basis is not None:
            self.highs.setBasis(self._lengthened(basis))
        while self._ran():
            values = self.values
            matters = self.value < enough and (thorough or not is_open(values))
            cuts = self._recourse.broken(values) if self._recourse is not None and matters else []
            if not cuts:
                return values
            if self._stop.now:
                break
            add_cuts(self.highs, cuts)
            self.cuts += cuts
        return None

    def _ran(self) -> bool:
        """Run HiGHS, once more from scratch where it has lost its way; whether it has an optimum."""
        self.highs.run()
        if not self.has_ended and not self._stop.now:
            self.highs.clearSolver()
            self.highs.run()
        return bool(self.highs.getModelStatus() == highspy.HighsModelStatus.kOptimal)

    def _lengthened(self, basis: Basis) -> Any:
        """A basis of an earlier time, with the cuts found since not binding."""
        missing = self.highs.getNumRow() - basis.rows
        if missing:
            status = [highspy.HighsBasisStatus.kBasic] * missing
            basis.status.row_status = [*basis.status.row_status, *status]
            basis.rows += missing
        return basis.status

    def _apply(self, boxes: tuple[Box, ...]) -> None:
        whole = self._whole
        bounds = {i: (whole.lower[i], whole.upper[i]) for i in self._changed}
        for i, low, high in boxes:
            known = bounds.get(i, (whole.lower[i], whole.upper[i]))
            bounds[i] = (max(known[0], low), min(known[1], high))
        index = np.fromiter(bounds, dtype=np.int32, count=len(bounds))
        limits = np.array(list(bounds.values()), dtype=float).reshape(len(bounds), 2)
        self.highs.changeColsBounds(len(index), index, limits[:, 0].copy(), limits[:, 1].copy())
        self._changed = {i for i, _, _ in boxes}
