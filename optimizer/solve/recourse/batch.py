"""Some operations solved together as one linear programme, from which the cut of each is read.

For any prices y of its rows an operation costs at least Σ y·limits − y·T·x + Σ min over its bounds of (cost − W'y)·z,
whatever the solver meant by them: every cut holds by this sum, not by the word of the solver (the L-shaped method;
Van Slyke and Wets 1969; safe bounds as in Neumaier and Shcherbina 2004).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from scipy.sparse import block_diag, csr_array

from optimizer.solve.arrays import Vector
from optimizer.solve.highs import DUAL_TOLERANCE, SolverFault, open_highs
from optimizer.solve.recourse.cut import NEGLIGIBLE, Cut
from optimizer.solve.recourse.operation import Index, Operation

BROKEN_BY = 1e-6
"""MUSD by which a point has to break a cut for it to be added, and that much of 1 MUSD·1000 more for larger costs."""
TOLERANCE = 1e-6
"""Share by which limits may be passed where decisions are whole within a tolerance only."""
RAY = 1e-9
"""What is smaller in a ray is noise."""


@dataclass(frozen=True, eq=False)
class Placed:
    """An operation in a master problem."""

    operation: Operation
    links: Index
    """Columns of the decisions that it hangs on."""
    share: int
    """Column of its cost."""
    spent: int | None = None
    """Column of what it may spend, where it spends public money."""


class Batch:
    """A few operations in one HiGHS object, which keeps the last basis."""

    def __init__(self, placed: Sequence[Placed]) -> None:
        self.placed = placed
        parts = [one.operation for one in placed]
        self.inside = csr_array(block_diag([o.inside for o in parts], format="csr"))
        self.linking = csr_array(block_diag([o.linking for o in parts], format="csr"))
        self._inside_t, self._linking_t = csr_array(self.inside.T), csr_array(self.linking.T)
        self.row_lower, self.row_upper = (np.concatenate([getattr(o, f"row_{s}") for o in parts]) for s in _SIDES)
        self.lower, self.upper = (np.concatenate([getattr(o, s) for o in parts]) for s in _SIDES)
        self.limit = np.concatenate([o.limit for o in parts])
        self.cost = np.concatenate([o.cost for o in parts])
        self.links = np.concatenate([one.links for one in placed])
        self.shares = np.array([one.share for one in placed])
        self.rows, self.columns, self.ties = (
            np.cumsum([0, *sizes]) for sizes in zip(*((*o.inside.shape, len(o.links)) for o in parts), strict=True)
        )
        self._every = np.arange(len(self.row_lower), dtype=np.int32)
        self._known: Vector | None = None
        """Decisions at which no cut was broken."""
        self._highs = open_highs(
            self.cost, 0.0, (self.lower, self.upper), (self.row_lower, self.row_upper), self.inside
        )

    def broken(self, values: Vector) -> list[Cut]:
        """The cuts that a point of the master breaks; none where all its costs are what operation costs.

        Raises:
            SolverFault: HiGHS comes to no end.
        """
        decided = values[self.links]
        key = np.concatenate([decided, values[self.shares]])
        if self._known is not None and np.array_equal(key, self._known):
            return []
        impossible, prices = self._solved(decided)
        cuts = impossible + ([] if prices is None else self._beyond(prices, values))
        self._known = None if cuts else key
        return cuts

    def operate(self, values: Vector) -> None:
        """Find of each operation the cheapest way for a point of the master.

        Raises:
            SolverFault: there is none.
        """
        impossible, _ = self._solved(values[self.links])
        if impossible:
            raise SolverFault("a plan that cannot be operated")

    @property
    def ways(self) -> list[Vector]:
        """Of each operation the cheapest way for the last point that was asked about."""
        return np.split(np.array(self._highs.getSolution().col_value), self.columns[1:-1])

    def _solved(self, decided: Vector) -> tuple[list[Cut], Vector | None]:
        """Cuts of what is impossible, and the prices of all rows of the rest."""
        shift = self.linking @ decided
        lower, upper = self.row_lower - shift, self.row_upper - shift
        cuts: list[Cut] = []
        slack = 0.0
        for _ in range(len(self.placed) + 2):
            self._highs.changeRowsBounds(len(self._every), self._every, lower, upper)
            self._highs.run()
            status = self._highs.getModelStatus()
            if status == highspy.HighsModelStatus.kOptimal:
                return cuts, np.array(self._highs.getSolution().row_dual)
            found = self._impossible(decided)
            if not found and not slack:  # too little to be told: what is decided is whole within a tolerance only
                slack = TOLERANCE
                lower, upper = lower - slack * (1 + np.abs(lower)), upper + slack * (1 + np.abs(upper))
            elif not found:
                break
            for place, cut in found:  # the others are looked at without it
                cuts.append(cut)
                rows = slice(self.rows[place], self.rows[place + 1])
                lower[rows], upper[rows] = -np.inf, np.inf
        if cuts:
            return cuts, None
        raise SolverFault("HiGHS comes to no end with the operation of a scenario")

    def _impossible(self, decided: Vector) -> list[tuple[int, Cut]]:
        """What the proof of infeasibility says of each operation."""
        ray = self._ray()
        cuts = []
        for prices in () if ray is None else (ray, -ray):
            least, slope = self._sums(prices, np.zeros_like(self.cost))
            for place, total in enumerate(least):
                ties = slice(self.ties[place], self.ties[place + 1])
                if total - slope[ties] @ decided[ties] > BROKEN_BY:
                    cuts.append((place, self._cut(place, prices, slope, float(total), priced=False)))
        return cuts

    def _ray(self) -> Vector | None:
        for fresh in (False, True):
            if fresh:
                self._highs.clearSolver()
                self._highs.setOptionValue("presolve", "off")
                self._highs.run()
                self._highs.setOptionValue("presolve", "choose")
            _, known, ray = self._highs.getDualRay()
            if known:
                ray = np.array(ray)
                most = np.abs(ray).max(initial=0.0)
                return np.where(np.abs(ray) < RAY * most, 0.0, ray / most) if most else None
        return None

    def _beyond(self, prices: Vector, values: Vector) -> list[Cut]:
        """The cuts of optimal prices that a point breaks."""
        way = np.append(self.cost * np.array(self._highs.getSolution().col_value), 0.0)
        costs = np.add.reduceat(way, self.columns[:-1]) * (np.diff(self.columns) > 0)
        if (costs <= values[self.shares] + 0.5 * BROKEN_BY).all():
            return []
        least, slope = self._sums(prices, self.cost)
        at = np.add.reduceat(np.append(slope * values[self.links], 0.0), self.ties[:-1]) * (np.diff(self.ties) > 0)
        worth = least - at
        known = values[self.shares]
        lacking = np.flatnonzero(worth > known + BROKEN_BY * np.maximum(1.0, 1e-3 * np.abs(worth)))
        return [self._cut(int(place), prices, slope, float(least[place])) for place in lacking]

    def _cut(self, place: int, prices: Vector, slope: Vector, least: float, priced: bool = True) -> Cut:
        """The cut of one operation; without its cost (`priced`) where it says what is impossible."""
        one = self.placed[place]
        slope = slope[self.ties[place] : self.ties[place + 1]]
        used = np.abs(slope) > NEGLIGIBLE
        columns, weights = one.links[used], slope[used]
        if priced:
            columns, weights = np.append(columns, one.share), np.append(weights, 1.0)
        rows = prices[self.rows[place] : self.rows[place + 1]]
        return Cut(columns.astype(np.int32), weights, least, one.share, rows, one.operation.tying)

    def _sums(self, prices: Vector, cost: Vector) -> tuple[Vector, Vector]:
        """What each operation costs at least at these prices where nothing is decided, and how decisions lower it.

        Minus infinity where nothing limits what could be saved.
        """
        limit = np.where(prices > 0, self.row_lower, self.row_upper)
        prices = np.where(np.isfinite(limit), prices, 0.0)  # noise on a side without a limit
        owed = prices * np.where(prices == 0.0, 0.0, limit)
        rest = cost - self._inside_t @ prices
        rest = np.where(np.abs(rest) <= DUAL_TOLERANCE, 0.0, rest)  # as exact as every linear programme here
        at = np.where(rest > 0, self.lower, self.limit)
        saved = rest * np.where(rest == 0.0, 0.0, at)
        owed, saved = np.append(owed, 0.0), np.append(saved, 0.0)
        has_rows, has_columns = np.diff(self.rows) > 0, np.diff(self.columns) > 0
        total = np.add.reduceat(owed, self.rows[:-1]) * has_rows
        total = total + np.add.reduceat(saved, self.columns[:-1]) * has_columns
        return total, self._linking_t @ prices


_SIDES = ("lower", "upper")
