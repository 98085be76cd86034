"""The model in which statements give way by amounts that are to be small."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from scipy.sparse import csc_array, hstack

from optimizer.solve.arrays import Measure, Vector
from optimizer.solve.explain.relaxable import Mask, Relaxable
from optimizer.solve.explain.statement import Statement
from optimizer.solve.session import Problem


def stretched(
    model: Relaxable,
    cost: Mapping[Statement, float],
    weights: Mapping[Statement, Vector],
    in_force: Mask,
) -> tuple[Problem, dict[Statement, int]]:
    """The problem in which some statements give way by an amount each, at a cost, and others are in force.

    A row gives way by its weight times the amount. Returns the columns of the amounts.
    """
    a = model.arrays
    n, count = len(a.columns), len(cost)
    rows, columns, values = [], [], []
    for k, statement in enumerate(cost):
        index, width = model.rows[statement], weights[statement]
        rows.append(index)
        columns.append(np.full(len(index), k))
        values.append(np.where(np.isfinite(a.row_upper[index]), -width, width))
    empty = [np.zeros(0, dtype=int)]
    where = (np.concatenate(rows or empty), np.concatenate(columns or empty))
    block = csc_array((np.concatenate(values or empty), where), shape=(len(a.row_lower), count))
    base = model.problem(in_force | model.mask(cost))
    wide = replace(a, columns=a.columns + [None] * count, matrix=csc_array(hstack([a.matrix, block])))
    wide = replace(wide, programme=Measure(np.zeros(n + count), 1.0))
    problem = replace(
        base,
        arrays=wide,
        lower=np.concatenate([base.lower, np.zeros(count)]),
        upper=np.concatenate([base.upper, np.full(count, np.inf)]),
        cost=np.concatenate([np.zeros(n), list(cost.values())]),
        integral=np.concatenate([base.integral, np.zeros(count, dtype=bool)]),
    )
    return problem, {s: n + k for k, s in enumerate(cost)}
