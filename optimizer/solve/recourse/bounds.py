"""Limits that follow from the rows of an operation: no purchase beyond what is on offer, no run beyond capacity."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array, hstack

from optimizer.solve.arrays import Vector
from optimizer.solve.recourse.operation import Operation

PASSES = 4
"""Times that limits are followed from one column to the next: capacity, run, shipments, what is made of them."""


def implied_upper(operation: Operation) -> Vector:
    """An upper limit of every own column, infinite where the rows give none."""
    o, own = operation, len(operation.cost)
    matrix = csr_array(hstack([o.inside, o.linking], format="csr"))
    lower, upper = np.concatenate([o.lower, o.link_lower]), np.concatenate([o.upper, o.link_upper])
    both = csr_array(_stack(matrix, -matrix))
    limit = np.concatenate([o.row_upper, -o.row_lower])
    row = np.repeat(np.arange(both.shape[0]), np.diff(both.indptr))
    column, weight = both.indices, both.data
    useful = np.isfinite(limit[row])
    row, column, weight = row[useful], column[useful], weight[useful]
    for _ in range(PASSES):
        least = weight * np.where(weight > 0, lower[column], upper[column])
        endless = ~np.isfinite(least)
        total = np.bincount(row, np.where(endless, 0.0, least), both.shape[0])
        count = np.bincount(row, endless, both.shape[0])
        known = (weight > 0) & (count[row] == 0) & (column < own)
        room = (limit[row] - total[row] + least)[known] / weight[known]
        np.minimum.at(upper, column[known], np.maximum(room, lower[column[known]]))
    return upper[:own]


def _stack(above: csr_array, below: csr_array) -> csr_array:
    return csr_array(
        (
            np.concatenate([above.data, below.data]),
            np.concatenate([above.indices, below.indices]),
            np.concatenate([above.indptr, below.indptr[1:] + above.indptr[-1]]),
        ),
        shape=(2 * above.shape[0], above.shape[1]),
    )
