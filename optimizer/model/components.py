"""Variables, rows and named sums over a sparse index, made all at once.

To Pyomo they are its own components. Left out is what takes it most of its time: a set of all indices beside the data,
and rules that are called index by index.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pyomo.environ as pyo
from pyomo.core.base.constraint import ConstraintData, IndexedConstraint
from pyomo.core.base.expression import ExpressionData, IndexedExpression
from pyomo.core.base.set import FiniteSetOf
from pyomo.core.base.var import IndexedVar, VarData


class _Indices(FiniteSetOf):  # type: ignore[misc]  # Pyomo has no types
    """The indices of a component: the keys of what it holds, all of them tuples of the same length, or all names."""

    @property
    def dimen(self) -> int:
        """How many names an index has."""
        first = next(iter(self._ref), None)
        return len(first) if isinstance(first, tuple) else 1


class _Sparse:
    """Indexed by what it holds, in the order in which that was given."""

    _data: dict[Any, Any]

    def keys(self, *_: Any, **__: Any) -> Iterator[Any]:
        """The indices."""
        return iter(self._data)

    def values(self, *_: Any, **__: Any) -> Iterator[Any]:
        """What it holds."""
        return iter(self._data.values())

    def items(self, *_: Any, **__: Any) -> Iterator[tuple[Any, Any]]:
        """Both."""
        return iter(self._data.items())


class Variables(_Sparse, IndexedVar):  # type: ignore[misc]
    """Variables between two limits."""

    def __init__(
        self,
        indices: Iterable[Any],
        lower: float | Mapping[Any, float] | None = 0.0,
        upper: float | Mapping[Any, float | None] | None = None,
        domain: Any = pyo.Reals,
    ) -> None:
        """One variable for each index.

        Args:
            indices: each once.
            lower: the lower limit of all of them, or of each; None for none.
            upper: the upper limit, in the same way.
            domain: of all of them.
        """
        data: dict[Any, Any] = {}
        IndexedVar.__init__(self, _Indices(data), dense=False)
        first = VarData(component=self)
        each_lower, first._lb = (lower, None) if isinstance(lower, Mapping) else (None, lower)
        each_upper, first._ub = (upper, None) if isinstance(upper, Mapping) else (None, upper)
        first._domain = domain
        copy = VarData.copy
        for index in indices:
            data[index] = variable = copy(first)
            variable._index = index
        if each_lower is not None:
            for index, variable in data.items():
                variable._lb = each_lower[index]
        if each_upper is not None:
            for index, variable in data.items():
                variable._ub = each_upper[index]
        self._data = data


class Rows(_Sparse, IndexedConstraint):  # type: ignore[misc]
    """Constraints."""

    def __init__(self, rows: Mapping[Any, Any]) -> None:
        """One constraint for each index.

        Args:
            rows: what `equal`, `at_most` and `at_least` make.
        """
        data: dict[Any, Any] = {}
        IndexedConstraint.__init__(self, _Indices(data))
        for index, row in rows.items():
            data[index] = constraint = ConstraintData(component=self)
            constraint._index, constraint._expr = index, row
        self._data = data

    def renew(self, rows: Mapping[Any, Any]) -> list[Any]:
        """Put other constraints in place of those of the same indices, which are returned."""
        for index, row in rows.items():
            self._data[index]._expr = row
        return [self._data[index] for index in rows]


class Sums(_Sparse, IndexedExpression):  # type: ignore[misc]
    """Named expressions."""

    def __init__(self, sums: Mapping[Any, Any]) -> None:
        """One named expression for each index."""
        data: dict[Any, Any] = {}
        IndexedExpression.__init__(self, _Indices(data), rule={})
        for index, expression in sums.items():
            data[index] = named = ExpressionData(expression, component=self)
            named._index = index
        self._data = data
