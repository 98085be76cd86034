"""How a model is split into its master problem and the operation of its scenarios.

The operation of base stays in the master, since the targets are held there. Who pays price support in a scenario is
asked of it as its operation is: it costs nothing more, but may be more than budgets allow. What a scenario buys for
stock stays where the budgets may well not allow it, since it ties its chains together then.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from scipy.sparse import coo_array, csc_array, csr_array, hstack

from optimizer.case.case import BASE
from optimizer.solve.arrays import Arrays, Measure, Vector
from optimizer.solve.recourse.batch import Placed
from optimizer.solve.recourse.bounds import implied_upper
from optimizer.solve.recourse.master import Master
from optimizer.solve.recourse.operation import Index, Mask, NotSeparableError, Operation, operations
from optimizer.solve.recourse.outlay import Outlay, limited, outlay
from optimizer.solve.recourse.payments import paid, payments
from optimizer.solve.recourse.standin import StandIn
from optimizer.solve.recourse.support import counted_as_owed


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
        settled = payments(model, whole, apart)
        bare = settled.left_out(support.arrays)
        found = operations(_limited(bare, own | paying), own | paying, adding, paying)
        arrays, columns, rows, placed = _master(bare, own | paying, adding, found)
        return Master(whole, arrays, columns, rows, adding, support, settled, placed, workers)
    except NotSeparableError:
        return None


def _limited(arrays: Arrays, own: Mask) -> Arrays:
    """The same with upper limits of what is decided that follow from rows without operation."""
    operating = np.zeros(len(arrays.rows), dtype=bool)
    operating[csc_array(arrays.matrix)[:, own].indices] = True
    limits = arrays.row_lower[~operating], arrays.row_upper[~operating]
    rows = csr_array(arrays.matrix)[~operating]
    return replace(arrays, upper=implied_upper(len(own), rows, limits, (arrays.lower, arrays.upper)))


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
