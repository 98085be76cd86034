"""The model without the operation of its scenarios: what is decided before, and a column for what each operation costs.

The operation of base stays, since the targets are held there. What a scenario buys for stock and releases stays too: it
ties the chains and the years of a scenario together, and is little. Who pays price support in a scenario is asked of it
as its operation is: it costs nothing more, but may be more than budgets allow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from scipy.sparse import coo_array, csc_array, hstack

from optimizer.case.case import BASE
from optimizer.solve.arrays import Arrays, Measure, Vector
from optimizer.solve.recourse.batch import Placed
from optimizer.solve.recourse.cut import Cut
from optimizer.solve.recourse.operation import Index, Mask, NotSeparableError, Operation, operations, weight_of
from optimizer.solve.recourse.recourse import Recourse
from optimizer.solve.recourse.standin import StandIn
from optimizer.solve.recourse.support import Support, counted_as_owed


@dataclass(frozen=True, eq=False)
class Master:
    """A model as its master problem and the recourse that hangs on it."""

    whole: Arrays
    arrays: Arrays
    """The master problem: the columns that are kept, then the cost of each operation, MUSD."""
    columns: Index
    """In the whole, of those that are kept."""
    rows: Index
    """In the whole, of those that are kept."""
    adding: Mask
    """Rows of the whole that only add up costs."""
    support: Support
    placed: list[Placed]
    workers: int
    """Threads that ask at once what operation costs."""

    @cached_property
    def recourse(self) -> Recourse:
        """The operations of all scenarios but base."""
        return Recourse(self.placed, self.workers)

    def of(self, values: Vector) -> Vector:
        """The point of the master for one of the whole."""
        shares = [float(o.cost @ values[o.members[0].columns]) for o in (one.operation for one in self.placed)]
        return np.concatenate([values[self.columns], shares])

    def point(self, values: Vector, row_duals: Vector, cuts: Sequence[Cut]) -> tuple[Vector, Vector]:
        """The point of the whole for one of the master, and the shadow price of each row of the whole.

        Args:
            values: of the columns of the master.
            row_duals: of the rows of the master, then of the cuts.
            cuts: all that the master had as further rows.

        Raises:
            SolverFault: what is decided cannot be operated.
        """
        found = np.zeros(len(self.whole.columns))
        found[self.columns] = values[: len(self.columns)]
        for batch in self.recourse.batches:
            for one, way in zip(batch.placed, batch.point(values), strict=True):
                for member in one.operation.members:
                    found[member.columns] = way
        return found, self._prices(row_duals, cuts)

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
                prices[member.rows] += share * worth
        prices[self.support.paid] += self.support.prices_of_paid(prices[self.adding])
        return prices

    def _counted(self, prices: Vector) -> Vector:
        """What each column of the whole counts, given the prices of the rows that add up costs."""
        arrays = self.support.arrays
        return np.asarray(arrays.objective.weights - arrays.matrix.T @ np.where(self.adding, prices, 0.0))


def split(model: Any, whole: Arrays, workers: int = 1) -> Master | None:
    """The master problem of a model, asked by so many threads; None where its scenarios cannot be told apart."""
    own = whole.mask(_operated(model))
    if not own.any():
        return None
    adding = _component_rows(whole, model.risk)
    try:
        support = counted_as_owed(model, whole, np.flatnonzero(adding))
        paying = whole.mask(_paid(model))
        found = operations(support.arrays, own | paying, adding, paying)
        arrays, columns, rows, placed = _master(support.arrays, own | paying, adding, found)
        return Master(whole, arrays, columns, rows, adding, support, placed, workers)
    except NotSeparableError:
        return None


def _operated(model: Any) -> Iterator[Any]:
    """The variables of operation in all scenarios but base."""
    for scenario, future in model.future.items():
        if scenario != BASE:
            parts = (future.production.run, future.deliveries.ship, future.deliveries.buy, future.balance.short)
            for component in parts:
                yield from component.values()


def _paid(model: Any) -> Iterator[Any]:
    """The variables of who pays price support, and what is left of budgets, in all scenarios but base."""
    for scenario, future in model.future.items():
        if scenario != BASE:
            for component in (future.price_support.topup, future.outlays.unspent, future.outlays.brought):
                yield from component.values()


def _component_rows(arrays: Arrays, block: Any) -> Mask:
    """Rows of the model that stand in a block."""
    return np.fromiter((row.parent_component().parent_block() is block for row in arrays.rows), bool, len(arrays.rows))


def _master(
    whole: Arrays, own: Mask, adding: Mask, found: list[Operation]
) -> tuple[Arrays, Index, Index, list[Placed]]:
    """The arrays of the master, the columns and rows that it keeps, and the operations in it."""
    columns = np.flatnonzero(~own)
    place = np.full(len(own), -1, dtype=np.intp)
    place[columns] = np.arange(len(columns))
    inside = np.zeros(len(whole.rows), dtype=bool)
    for operation in found:
        for member in operation.members:
            inside[member.rows] = True
    rows = np.flatnonzero(~inside)
    placed = [Placed(o, place[o.links], len(columns) + i) for i, o in enumerate(found)]
    if any((one.links < 0).any() for one in placed):
        raise NotSeparableError
    shares = _shares(whole, found, np.flatnonzero(adding))
    matrix = hstack([whole.matrix[:, columns], shares], format="csr")[rows]
    cheapest = np.array([operation.least_cost for operation in found])
    counted = np.array([sum(member.weight for member in o.members) for o in found])
    times = np.array([float(len(o.members)) for o in found])
    none = np.zeros(len(found))
    arrays = replace(
        whole,
        columns=[*(whole.columns[i] for i in columns), *(StandIn(i) for i in range(len(found)))],
        rows=[whole.rows[i] for i in rows],
        matrix=csc_array(matrix),
        row_lower=whole.row_lower[rows],
        row_upper=whole.row_upper[rows],
        lower=np.concatenate([whole.lower[columns], cheapest]),
        upper=np.concatenate([whole.upper[columns], np.full(len(found), np.inf)]),
        integral=np.concatenate([whole.integral[columns], np.zeros(len(found), dtype=bool)]),
        objective=_measure(whole.objective, columns, own, counted),
        programme=_measure(whole.programme, columns, own, none, apart=True),
        expected_outlay=_measure(whole.expected_outlay, columns, own, none, apart=True),
        operation=_measure(whole.operation, columns, own, times),
    )
    return arrays, columns, rows, placed


def _measure(measure: Measure, columns: Index, own: Mask, shares: Vector, apart: bool = False) -> Measure:
    """A measure of the master, in which operation counts by its cost, or not at all (`apart`)."""
    if apart and measure.weights[own].any():
        raise NotSeparableError
    return Measure(np.concatenate([measure.weights[columns], shares]), measure.constant)


def _shares(whole: Arrays, found: list[Operation], adding: Index) -> csc_array:
    """What the cost of each operation adds to the rows that add up costs."""
    members = [(number, o.cost, member) for number, o in enumerate(found) for member in o.members]
    owner = np.full(len(whole.columns), -1, dtype=np.intp)
    cost = np.zeros(len(whole.columns))
    for place, (_, own_cost, member) in enumerate(members):
        owner[member.columns] = place
        cost[member.columns] = own_cost
    sums = coo_array(whole.matrix.tocsr()[adding])
    own = owner[sums.col] >= 0
    row, column, weight = sums.row[own], sums.col[own], sums.data[own]
    if (cost[column] == 0.0).any():
        raise NotSeparableError
    pair, which = np.unique(np.stack([row, owner[column]]), axis=1, return_inverse=True)
    times = weight / cost[column]
    factor = np.zeros(pair.shape[1])
    factor[which] = times
    priced = np.array([np.count_nonzero(own_cost) for _, own_cost, _ in members])
    if not np.allclose(times, factor[which], rtol=1e-9) or (np.bincount(which) != priced[pair[1]]).any():
        raise NotSeparableError
    number = np.array([number for number, _, _ in members])[pair[1]]
    return csc_array(coo_array((factor, (adding[pair[0]], number)), shape=(whole.matrix.shape[0], len(found))))
