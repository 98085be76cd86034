"""Linear sums of a model as a matrix: a row for each sum, a column for each variable."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt
import pyomo.environ as pyo
from scipy.sparse import csc_array, csr_array

from optimizer.model.linear import gather

Places = npt.NDArray[np.int64]


def _ids(variables: list[Any]) -> Places:
    """What tells variables apart, since they cannot be compared."""
    return np.fromiter(map(id, variables), np.int64, len(variables))


class Columns:
    """The variables of a model, component by component, as they were declared."""

    def __init__(self, m: Any) -> None:
        self.components = [c for c in m.component_objects(pyo.Var) if not c.is_reference()]
        self.variables = list(chain.from_iterable(c.values() for c in self.components))
        self.component = np.repeat(np.arange(len(self.components)), [len(c) for c in self.components])
        """Of each variable, the number of its component."""
        ids = _ids(self.variables)
        self._sorted = np.argsort(ids)
        self._ids = ids[self._sorted]

    def places(self, variables: list[Any]) -> Places:
        """The column of each variable."""
        wanted = _ids(variables)
        found = np.searchsorted(self._ids, wanted)  # half the time of looking them up one by one
        assert np.array_equal(self._ids.take(found, mode="clip"), wanted), "a variable is not part of the model"
        return self._sorted[found]

    def by_use(self, seen: Places) -> Places:
        """The columns in the order in which their components are seen first; those that are never seen go last."""
        components = self.component[seen]
        first = np.full(len(self.components), len(seen))
        first[components[::-1]] = np.arange(len(seen))[::-1]  # what is written last stays
        return np.argsort(first[self.component], kind="stable")


class Sums:
    """Sums over columns, one after the other; a variable may come more than once in a sum."""

    def __init__(self, expressions: Iterable[Any]) -> None:
        self._coefficients: list[float] = []
        self._variables: list[Any] = []
        constants, ends = [], [0]
        for expression in expressions:
            constants.append(gather(expression, 1.0, self._coefficients, self._variables))
            ends.append(len(self._variables))
        self.constants = np.array(constants, dtype=float)
        self._ends = np.array(ends)

    def matrix(self, columns: Columns) -> tuple[csc_array, Places]:
        """The sums as rows, terms of the same variable added up in their order; and the column of every term."""
        places = columns.places(self._variables)
        return self._matrix(places, len(columns.variables)), places

    def over(self, column: Mapping[int, int]) -> csc_array:
        """The same over given columns, by the `id` of each variable; one without a column counts as nothing."""
        places = np.fromiter((column.get(id(v), len(column)) for v in self._variables), np.int64, len(self._variables))
        return self._matrix(places, len(column) + 1)[:, : len(column)]

    def _matrix(self, places: Places, columns: int) -> csc_array:
        data = np.array(self._coefficients, dtype=float)
        matrix = csc_array(csr_array((data, places, self._ends), shape=(len(self.constants), columns)))
        matrix.sum_duplicates()
        matrix.eliminate_zeros()
        return matrix
