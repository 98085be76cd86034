"""The model without some of its rows, as parts that have no row in common."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array, csc_array
from scipy.sparse.csgraph import connected_components

from optimizer.solve.arrays import Arrays, Measure

Index = npt.NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Part:
    """Some columns of a model with all rows that they are in, but for those that were left out."""

    columns: Index
    """In the whole model."""
    arrays: Arrays
    """With their own share of the cost, and a programme of 1, so that a gap of it is one in MUSD."""


def parts(arrays: Arrays, without: npt.NDArray[np.bool_], together: tuple[Index, Index] | None = None) -> list[Part]:
    """Parts that have no row in common but those left out; all that hold no decision are one, the last.

    Args:
        arrays: the model.
        without: the rows that are left out.
        together: pairs of a number and a column; columns of the same number stay in one part.
    """
    rows, columns = arrays.matrix.tocsr()[~without].nonzero()
    height, width = arrays.matrix.shape
    if together is not None:
        number, more = together
        rows, columns = np.append(rows, number + height), np.append(columns, more)
        height += int(number.max(initial=-1)) + 1
    edges = coo_array((np.ones(len(rows)), (columns, rows + width)), shape=(width + height,) * 2)
    label = connected_components(edges, directed=False)[1][:width]
    deciding = np.unique(label[arrays.integral])
    rest = ~np.isin(label, deciding)
    return [_part(arrays, without, found) for found in (*(label == one for one in deciding), rest) if found.any()]


def _part(arrays: Arrays, without: npt.NDArray[np.bool_], mask: npt.NDArray[np.bool_]) -> Part:
    columns = np.flatnonzero(mask)
    own = csc_array(arrays.matrix[:, columns])
    used = np.zeros(len(arrays.rows), dtype=bool)
    used[own.indices] = True
    rows = np.flatnonzero(used & ~without)
    nothing = Measure(np.zeros(len(columns)), 1.0)
    return Part(
        columns,
        replace(
            arrays,
            columns=[arrays.columns[i] for i in columns],
            rows=[arrays.rows[i] for i in rows],
            matrix=csc_array(own.tocsr()[rows]),
            row_lower=arrays.row_lower[rows],
            row_upper=arrays.row_upper[rows],
            lower=arrays.lower[columns],
            upper=arrays.upper[columns],
            integral=arrays.integral[columns],
            objective=Measure(arrays.objective.weights[columns], 0.0),
            programme=nothing,
            expected_outlay=nothing,
            operation=nothing,
        ),
    )
