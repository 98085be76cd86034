"""A model without the operation of its scenarios: what is decided before, and a column for each operation's cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from optimizer.solve.arrays import Arrays, Vector
from optimizer.solve.recourse.batch import Placed
from optimizer.solve.recourse.cut import Cut
from optimizer.solve.recourse.operation import Index, Mask, weight_of
from optimizer.solve.recourse.payments import Payments
from optimizer.solve.recourse.recourse import Recourse
from optimizer.solve.recourse.support import Support


@dataclass(frozen=True, eq=False)
class Master:
    """A model as its master problem and the recourse that hangs on it."""

    whole: Arrays
    arrays: Arrays
    """The master problem: the columns that are kept, then the cost of each operation and what some may spend, MUSD."""
    columns: Index
    """In the whole, of those that are kept."""
    rows: Index
    """In the whole, of those that are kept."""
    adding: Mask
    """Rows of the whole that only add up costs."""
    support: Support
    payments: Payments
    placed: list[Placed]
    workers: int
    """Threads that ask at once what operation costs."""

    @cached_property
    def recourse(self) -> Recourse:
        """The operations of all scenarios but base."""
        return Recourse(self.placed, self.workers)

    def of(self, values: Vector) -> Vector:
        """The point of the master for one of the whole, with nothing said against spending."""
        shares = [one.operation.cost_of(values) for one in self.placed]
        return np.concatenate([values[self.columns], shares, self.arrays.upper[self.recourse.spent]])

    def point(self, values: Vector, row_duals: Vector, cuts: Sequence[Cut]) -> tuple[Vector, Vector]:
        """The point of the whole for one of the master, and the shadow price of each row of the whole.

        Args:
            values: of the columns of the master.
            row_duals: of the rows of the master, then of the cuts.
            cuts: all that the master had as further rows.

        Raises:
            SolverFault: what is decided cannot be operated.
            ShortOfMoneyError: the budgets of some scenarios do not allow what is bought there.
        """
        for batch in self.recourse.batches:
            batch.operate(values)
        found = self._operated(values)
        found[self.payments.columns] = self.payments.settled(found)
        return found, self._prices(row_duals, cuts)

    def check(self, values: Vector) -> None:
        """Look at the last point that operation was asked about once more.

        Raises:
            ShortOfMoneyError: the budgets of some scenarios do not allow what is bought there.
        """
        self.payments.settled(self._operated(values))

    def decided(self, values: Vector) -> Vector:
        """The point of the whole with nothing operated."""
        found = np.zeros(len(self.whole.columns))
        found[self.columns] = values[: len(self.columns)]
        return found

    def _operated(self, values: Vector) -> Vector:
        """The point of the whole with every operation as it was found last."""
        found = self.decided(values)
        for batch in self.recourse.batches:
            for one, way in zip(batch.placed, batch.ways, strict=True):
                for member in one.operation.members:
                    found[member.columns] = way
        return found

    def _prices(self, row_duals: Vector, cuts: Sequence[Cut]) -> Vector:
        """The price of a cut is one of the rows that prove it; years that share an operation share it by weight."""
        prices = np.zeros(len(self.whole.rows))
        prices[self.rows] = row_duals[: len(self.rows)]
        counted = self._counted(prices)
        proven: dict[int, Any] = {}
        for dual, cut in zip(row_duals[len(self.rows) :].tolist(), cuts, strict=True):
            if dual:
                proven[cut.share] = proven.get(cut.share, 0.0) + dual * cut.prices
        for share_column, worth in proven.items():
            operation = self.placed[share_column - len(self.columns)].operation
            weights = np.array([weight_of(counted[m.columns], operation.cost) for m in operation.members])
            shares = weights / weights.sum() if weights.sum() > 0 else np.full(len(weights), 1 / len(weights))
            for member, share in zip(operation.members, shares, strict=True):
                prices[member.rows] += share * worth[: len(member.rows)]  # not what limits spending
        prices[self.support.paid] += self.support.prices_of_paid(prices[self.adding])
        return prices

    def _counted(self, prices: Vector) -> Vector:
        """What each column of the whole counts, given the prices of the rows that add up costs."""
        arrays = self.support.arrays
        return np.asarray(arrays.objective.weights - arrays.matrix.T @ np.where(self.adding, prices, 0.0))
