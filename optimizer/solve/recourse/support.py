"""Price support of scenarios, counted where it is owed.

Who pays what is owed is decided in each scenario, but what is paid together follows from the starts and floors. Counted
there, it costs nothing to say who pays, and only whether budgets allow it is left to be asked of a scenario.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.sparse import csc_array, csr_array, dia_array, vstack

from optimizer.case.case import BASE
from optimizer.solve.arrays import Arrays, Measure, Vector
from optimizer.solve.recourse.operation import Index, Mask, NotSeparableError


@dataclass(frozen=True, eq=False)
class Support:
    """A model whose objective and sums count price support of scenarios by what is owed."""

    arrays: Arrays
    paid: Index
    """Rows that say what is owed."""
    worth: Vector
    """What 1 MUSD owed counts in the objective, by row of `paid`."""
    sums: csr_array
    """What 1 MUSD owed adds to each row that adds up costs: those rows × rows of `paid`."""

    def prices_of_paid(self, adding: Vector) -> Vector:
        """What has to be added to the prices of the rows `paid`, given those of the rows that add up costs."""
        return np.asarray(self.worth - self.sums.T @ adding)


def counted_as_owed(model: Any, whole: Arrays, adding: Index) -> Support:
    """The same model with what price support costs moved from those who pay to what is owed.

    Args:
        model: the Pyomo model of the arrays.
        whole: the compiled model.
        adding: the rows that only add up costs.

    Raises:
        NotSeparableError: it matters to the objective who pays.
    """
    paying, paid = _paying(model, whole)
    rows = csr_array(whole.matrix)[paid]
    first, factor = _one_of_each(rows, paying)
    sums = csr_array(whole.matrix)[adding]
    share = csr_array(csc_array(sums)[:, first] @ dia_array((1.0 / factor[None, :], [0]), shape=(len(paid),) * 2))
    owed = csr_array(sums - share @ rows)
    if _most(owed[:, paying]) > _NOTHING:
        raise NotSeparableError
    owed.data[np.abs(owed.data) < _NOTHING] = 0.0
    owed.eliminate_zeros()
    limit = whole.row_lower[paid]
    row_lower, row_upper = whole.row_lower.copy(), whole.row_upper.copy()
    row_lower[adding] -= share @ limit
    row_upper[adding] -= share @ limit

    def moved(measure: Measure) -> Measure:
        return _moved(measure, rows, first, factor, limit, paying)

    arrays = replace(
        whole,
        matrix=_with_rows(whole.matrix, adding, owed),
        row_lower=row_lower,
        row_upper=row_upper,
        objective=moved(whole.objective),
        programme=moved(whole.programme),
        expected_outlay=moved(whole.expected_outlay),
        operation=moved(whole.operation),
    )
    return Support(arrays, paid, whole.objective.weights[first] / factor, share)


_NOTHING = 1e-9


def _paying(model: Any, whole: Arrays) -> tuple[Mask, Index]:
    """The columns of support paid in scenarios, and the rows that say what is owed."""
    scenarios = [future.price_support for name, future in model.future.items() if name != BASE]
    paying = whole.mask(variable for support in scenarios for variable in support.topup.values())
    wanted = {id(row) for support in scenarios for row in support.paid.values()}
    paid = np.fromiter((id(row) in wanted for row in whole.rows), bool, len(whole.rows))
    used = np.zeros(len(whole.rows), dtype=bool)
    used[csc_array(whole.matrix)[:, paying].indices] = True
    return paying, np.flatnonzero(paid & used)


def _one_of_each(rows: csr_array, paying: Mask) -> tuple[Index, Vector]:
    """A column of support in each row, and its coefficient."""
    entries = rows.tocoo()
    own = paying[entries.col]
    first, factor = np.zeros(rows.shape[0], dtype=np.intp), np.ones(rows.shape[0])
    first[entries.row[own]], factor[entries.row[own]] = entries.col[own], entries.data[own]
    return first, factor


def _moved(measure: Measure, rows: csr_array, first: Index, factor: Vector, limit: Vector, paying: Mask) -> Measure:
    """The measure with what is paid counted as owed."""
    worth = measure.weights[first] / factor
    weights = measure.weights - rows.T @ worth
    if np.abs(weights[paying]).max(initial=0.0) > _NOTHING:
        raise NotSeparableError
    return Measure(np.where(paying, 0.0, weights), measure.constant + float(worth @ limit))


def _with_rows(matrix: csc_array, places: Index, rows: csr_array) -> csc_array:
    """The matrix with some rows replaced."""
    order = np.arange(matrix.shape[0])
    order[places] = matrix.shape[0] + np.arange(len(places))
    return csc_array(vstack([matrix, rows], format="csr")[order])


def _most(matrix: csr_array) -> float:
    return float(np.abs(matrix.data).max(initial=0.0))
