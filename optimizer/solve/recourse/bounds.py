"""Limits that follow from the rows of an operation: no purchase beyond what is on offer, no run beyond capacity."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array, vstack

from optimizer.solve.arrays import Vector

PASSES = 4
"""Times that limits are followed from one column to the next: capacity, run, shipments, what is made of them."""


def implied_upper(own: int, matrix: csr_array, rows: tuple[Vector, Vector], columns: tuple[Vector, Vector]) -> Vector:
    """An upper limit of each of the first columns, infinite where neither its own nor the rows give one.

    Args:
        own: how many columns; those after them are decided elsewhere.
        matrix: the rows.
        rows: their lower and upper limits.
        columns: lower and upper limits of the columns.
    """
    lower, upper = columns[0], columns[1].copy()
    both = csr_array(vstack([matrix, -matrix], format="csr"))
    limit = np.append(rows[1], -rows[0])
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
