"""Cuts: what decisions have to allow for operation to be possible, and what it then costs at least."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csc_array, csr_array, vstack

from optimizer.solve.arrays import Arrays, Vector
from optimizer.solve.recourse.standin import StandIn

NEGLIGIBLE = 1e-12
"""Coefficients below this are left out: together with bounds far below 1e9 they come to nothing."""


@dataclass(frozen=True, eq=False)
class Cut:
    """Σ weights · columns ≥ least."""

    columns: npt.NDArray[np.int32]
    weights: Vector
    least: float
    share: int
    """Column of the cost of the operation that it is about, whether or not it is in the cut."""
    prices: Vector
    """The prices of the rows of that operation that prove the cut."""
    tying: bool = False
    """Whether that operation ties chains together that have nothing else in common."""

    def lacks(self, values: Vector) -> float:
        """By how much a point breaks it."""
        return self.least - float(self.weights @ values[self.columns])


def add_cuts(highs: Any, cuts: Sequence[Cut]) -> None:
    """Append cuts to what HiGHS holds."""
    sizes = [len(cut.columns) for cut in cuts]
    begin = np.concatenate([[0], np.cumsum(sizes[:-1])]).astype(np.int32)
    least = np.array([cut.least for cut in cuts])
    columns, weights = np.concatenate([c.columns for c in cuts]), np.concatenate([c.weights for c in cuts])
    highs.addRows(len(cuts), least, np.full(len(cuts), np.inf), len(columns), begin, columns, weights)


def with_cuts(arrays: Arrays, cuts: Sequence[Cut]) -> Arrays:
    """The same with cuts as further rows."""
    if not cuts:
        return arrays
    begin = np.concatenate([[0], np.cumsum([len(cut.columns) for cut in cuts])])
    entries = (np.concatenate([c.weights for c in cuts]), np.concatenate([c.columns for c in cuts]), begin)
    rows = csr_array(entries, shape=(len(cuts), arrays.matrix.shape[1]))
    return replace(
        arrays,
        rows=[*arrays.rows, *(StandIn(i, cut) for i, cut in enumerate(cuts))],
        matrix=csc_array(vstack([arrays.matrix, rows], format="csc")),
        row_lower=np.concatenate([arrays.row_lower, [cut.least for cut in cuts]]),
        row_upper=np.concatenate([arrays.row_upper, np.full(len(cuts), np.inf)]),
    )


def cuts_of(rows: Sequence[Any]) -> list[Cut]:
    """The cuts among the last rows of arrays."""
    return [row.meaning for row in rows if isinstance(row, StandIn)]
