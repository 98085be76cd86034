"""Models made one after the other: the last one is made over where the next case differs in a few amounts only."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from scipy.sparse import csc_array

from optimizer.case.facts import Facts
from optimizer.model import build
from optimizer.model.renewal import Renewed, renewed
from optimizer.solve.arrays import Arrays, Measure, compile_model, limits_of
from optimizer.solve.sums import Places, Sums


class Maker:
    """Makes models and compiles them. A model is good until the next one is asked for."""

    def __init__(self) -> None:
        self._last: tuple[Facts, Any, Arrays] | None = None

    def make(self, facts: Facts) -> tuple[Any, Arrays]:
        """The model of a case and its arrays, the same to the last digit as if they were made afresh."""
        last, self._last = self._last, None
        found = None if last is None else _made_over(*last, facts)
        if found is None:
            last = None  # leaves before the next one comes
            model = build(facts)
            found = model, compile_model(model)
        self._last = (facts, *found)
        return found


def _made_over(before: Facts, model: Any, arrays: Arrays, after: Facts) -> tuple[Any, Arrays] | None:
    changed = renewed(model, before, after)
    again = None if changed is None else over(arrays, changed)
    return None if again is None else (model, again)


def over(arrays: Arrays, changed: Renewed) -> Arrays | None:
    """The arrays of a model that was made over; None where a row has got other variables."""
    column = {id(v): i for i, v in enumerate(arrays.columns)}
    measures: dict[str, Any] = {o.local_name: _measure(o.expr, column) for o in changed.objectives}
    if not changed.rows:
        return replace(arrays, **measures)
    wanted = {id(row) for row in changed.rows}
    rows = np.flatnonzero(np.fromiter((id(row) in wanted for row in arrays.rows), bool, len(arrays.rows)))
    limits = [arrays.rows[i].to_bounded_expression() for i in rows.tolist()]
    bodies = Sums(body for _, body, _ in limits)
    matrix = _put(arrays.matrix, rows, bodies.over(column))
    if matrix is None:
        return None
    row_lower, row_upper = arrays.row_lower.copy(), arrays.row_upper.copy()
    row_lower[rows] = limits_of([low for low, _, _ in limits], -np.inf) - bodies.constants
    row_upper[rows] = limits_of([high for _, _, high in limits], np.inf) - bodies.constants
    return replace(arrays, matrix=matrix, row_lower=row_lower, row_upper=row_upper, **measures)


def _measure(expression: Any, column: dict[int, int]) -> Measure:
    sums = Sums([expression])
    weights = np.zeros(len(column))
    row = sums.over(column).tocsr()
    weights[row.indices] = row.data
    return Measure(weights, float(sums.constants[0]))


def _put(matrix: csc_array, rows: Places, fresh: csc_array) -> csc_array | None:
    """The matrix with other figures in some rows; None where they would stand in other places."""
    height = matrix.shape[0]
    places = np.repeat(np.arange(matrix.shape[1]), np.diff(matrix.indptr)) * height + matrix.indices
    wanted = np.repeat(np.arange(fresh.shape[1]), np.diff(fresh.indptr)) * height + rows[fresh.indices]
    found = np.searchsorted(places, wanted)
    if not np.array_equal(np.flatnonzero(np.isin(matrix.indices, rows)), found):
        return None
    data = matrix.data.copy()
    data[found] = fresh.data
    return csc_array((data, matrix.indices, matrix.indptr), shape=matrix.shape)
