"""The model without the operation of its scenarios: what is decided before, and a column for what each operation costs.

The operation of base stays, since the targets are held there. Who pays price support in a scenario is asked of it as
its operation is: it costs nothing more, but may be more than budgets allow. What a scenario buys for stock stays where
the budgets may well not allow it, since it ties its chains together then.
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
from optimizer.solve.recourse.outlay import Outlay, limited, outlay
from optimizer.solve.recourse.payments import Payments, paid, payments, unpaid
from optimizer.solve.recourse.recourse import Recourse
from optimizer.solve.recourse.standin import StandIn
from optimizer.solve.recourse.support import Support, counted_as_owed


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
        shares = [
            float(o.cost @ values[m.columns]) for o, m in ((p.operation, p.operation.members[0]) for p in self.placed)
        ]
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
            batch.point(values)
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


def split(model: Any, whole: Arrays, workers: int = 1, apart: frozenset[str] = frozenset()) -> Master | None:
    """The master problem of a model; None where its scenarios cannot be told apart.

    Args:
        model: the Pyomo model of the arrays.
        whole: the compiled model.
        workers: threads that ask at once what operation costs.
        apart: scenarios whose budgets are only looked at once it is known what is bought there.
    """
    own = whole.mask(_operated(model, apart))
    if not own.any():
        return None
    adding = _component_rows(whole, model.risk)
    try:
        support = counted_as_owed(model, whole, np.flatnonzero(adding))
        paying = whole.mask(paid(model, _futures(model)))
        bare = unpaid(model, support.arrays, apart)
        found = operations(bare, own | paying, adding, paying)
        arrays, columns, rows, placed = _master(bare, own | paying, adding, found)
        return Master(whole, arrays, columns, rows, adding, support, payments(model, whole, apart), placed, workers)
    except NotSeparableError:
        return None


def _futures(model: Any) -> list[str]:
    """All scenarios but base."""
    return [scenario for scenario in model.future if scenario != BASE]


def _operated(model: Any, apart: frozenset[str]) -> Iterator[Any]:
    """The variables of operation in all scenarios but base."""
    for scenario in _futures(model):
        future = model.future[scenario]
        deliveries, stock = future.deliveries, future.stock
        moved = (future.production.run, deliveries.ship, deliveries.buy, future.balance.short)
        for component in (*moved, stock.release, stock.level):
            yield from component.values()
        if scenario in apart:
            yield from stock.purchase.values()


def _component_rows(arrays: Arrays, block: Any) -> Mask:
    """Rows of the model that stand in a block."""
    return np.fromiter((row.parent_component().parent_block() is block for row in arrays.rows), bool, len(arrays.rows))


def _master(
    whole: Arrays, own: Mask, adding: Mask, found: list[Operation]
) -> tuple[Arrays, Index, Index, list[Placed]]:
    """The arrays of the master, the columns and rows that it keeps, and the operations in it."""
    columns = np.flatnonzero(~own)
    inside = np.zeros(len(whole.rows), dtype=bool)
    for operation in found:
        for member in operation.members:
            inside[member.rows] = True
    rows = np.flatnonzero(~inside)
    outlays = [outlay(operation, whole.expected_outlay.weights) for operation in found]
    placed = _placed(own, found, outlays)
    spent = [one for one in outlays if one is not None]
    shares = _shares(whole, found, np.flatnonzero(adding))
    matrix = hstack([whole.matrix[:, columns], shares, csc_array((len(whole.rows), len(spent)))], format="csr")[rows]
    counted = np.array([sum(member.weight for member in o.members) for o in found])
    times = np.array([float(len(o.members)) for o in found])
    least = np.array([operation.least_cost for operation in found])
    most = np.array([one.most for one in spent])
    spending = np.array([one.counted for one in spent])
    none, nothing = np.zeros(len(found)), np.zeros(len(spent))

    def measured(measure: Measure, *further: Vector) -> Measure:
        return Measure(np.concatenate([measure.weights[columns], *further]), measure.constant)

    if whole.programme.weights[own].any():
        raise NotSeparableError
    arrays = replace(
        whole,
        columns=[*(whole.columns[i] for i in columns), *(StandIn(i) for i in range(len(found) + len(spent)))],
        rows=[whole.rows[i] for i in rows],
        matrix=csc_array(matrix),
        row_lower=whole.row_lower[rows],
        row_upper=whole.row_upper[rows],
        lower=np.concatenate([whole.lower[columns], least, most]),
        upper=np.concatenate([whole.upper[columns], none + np.inf, most]),
        integral=np.concatenate([whole.integral[columns], np.zeros(len(found) + len(spent), dtype=bool)]),
        objective=measured(whole.objective, counted, nothing),
        programme=measured(whole.programme, none, nothing),
        expected_outlay=measured(whole.expected_outlay, none, spending),
        operation=measured(whole.operation, times, nothing),
    )
    return arrays, columns, rows, placed


def _placed(own: Mask, found: list[Operation], outlays: list[Outlay | None]) -> list[Placed]:
    """The operations by their columns in the master: those that are kept, costs, what may be spent."""
    kept = int((~own).sum())
    place = np.full(len(own), -1, dtype=np.intp)
    place[~own] = np.arange(kept)
    placed = []
    spent = kept + len(found)
    for share, (operation, own_outlay) in enumerate(zip(found, outlays, strict=True), start=kept):
        links = place[operation.links]
        if (links < 0).any():
            raise NotSeparableError
        if own_outlay is None:
            placed.append(Placed(operation, links, share))
        else:
            placed.append(Placed(limited(operation, own_outlay, len(own)), np.append(links, spent), share, spent))
            spent += 1
    return placed


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
