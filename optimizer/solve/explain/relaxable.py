"""The model of the wide case with every statement as rows that can be dropped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csc_array, csr_array, vstack

from optimizer.case.facts import Facts
from optimizer.model import build
from optimizer.solve.arrays import Arrays, Vector, compile_model
from optimizer.solve.explain.stated import stated_bounds, stated_rows, unasked
from optimizer.solve.explain.statement import Statement, rank
from optimizer.solve.explain.wide import bans, never, widen
from optimizer.solve.session import Problem

Rows = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Relaxable:
    """Arrays in which only what the world is like is certain, and the rows of each statement about it."""

    facts: Facts
    """Of the case itself."""
    model: Any
    """Of the wide case."""
    arrays: Arrays
    rows: Mapping[Statement, Rows]
    """In the order of `KINDS`."""

    @cached_property
    def largest(self) -> Vector:
        """The largest coefficient of each row."""
        return np.asarray(abs(self.arrays.matrix).max(axis=1).toarray()).ravel()

    @cached_property
    def by_row(self) -> csr_array:
        """The matrix for looking rows up."""
        return csr_array(self.arrays.matrix)

    @cached_property
    def stated(self) -> Mask:
        """The rows of all statements; the others are certain."""
        return self.mask(self.rows)

    def mask(self, statements: Iterable[Statement]) -> Mask:
        """The rows of some statements."""
        return self.mask_of(self.rows[s] for s in statements)

    def mask_of(self, groups: Iterable[Sequence[int] | Rows]) -> Mask:
        """The rows of some groups of rows."""
        mask = np.zeros(len(self.arrays.row_lower), dtype=bool)
        for rows in groups:
            mask[rows] = True
        return mask

    def problem(self, in_force: Mask) -> Problem:
        """Find a point that keeps the rows in force."""
        off = self.stated & ~in_force
        return replace(
            Problem.of(self.arrays),
            cost=starts(self.arrays),
            offset=0.0,
            rows=(
                np.where(off, -np.inf, self.arrays.row_lower),
                np.where(off, np.inf, self.arrays.row_upper),
            ),
        )


def starts(arrays: Arrays) -> Vector:
    """1 for each start of a project: points with few of them are found soonest."""
    weights = np.zeros(len(arrays.columns))
    weights[[i for columns in arrays.starts.values() for i in columns]] = 1.0
    return weights


def relaxable(facts: Facts) -> Relaxable:
    """Build and compile the wide case, and find what states its rows."""
    wide = widen(facts)
    model = build(wide)
    arrays = compile_model(model)
    stated = stated_rows(arrays, facts)
    arrays, extra = _with_rows(_certain(arrays, model, facts), list(_extra(arrays, model, facts, wide)))
    for statement, row in extra:
        stated.setdefault(statement, []).append(row)
    return Relaxable(facts, model, arrays, {s: np.array(stated[s]) for s in sorted(stated, key=rank)})


@dataclass(frozen=True)
class _Extra:
    statement: Statement | None
    columns: list[int]
    weights: list[float]
    low: float
    high: float


def _extra(arrays: Arrays, model: Any, facts: Facts, wide: Facts) -> Iterator[_Extra]:
    """Rows for what stands in bounds, for what the wide case offers, and what holds whatever a share says."""
    for statement, column, low, high in stated_bounds(arrays, facts):
        yield _Extra(statement, [column], [1.0], low, high)
    place = {id(v): i for i, v in enumerate(arrays.columns)}
    for ban in bans(model, facts, wide):
        pairs = [(place[id(v)], w) for v, w in zip(ban.variables, ban.weights, strict=True) if id(v) in place]
        yield _Extra(ban.statement, [i for i, _ in pairs], [w for _, w in pairs], -np.inf, 0.0)
    for (f, p), gives in model.funding.gives.items():
        given = [place[id(v)] for (g, q, _), v in model.funding.grant.items() if (g, q) == (f, p) and id(v) in place]
        capex = facts.case.projects[p].capex_musd
        yield _Extra(None, [*given, place[id(gives)]], [1.0] * len(given) + [-capex], -np.inf, 0.0)


def _certain(arrays: Arrays, model: Any, facts: Facts) -> Arrays:
    """The arrays with the bounds of the world only, and without what nobody asks for."""
    lower, upper = arrays.lower.copy(), arrays.upper.copy()
    for _, column, low, high in stated_bounds(arrays, facts):
        lower[column] = 0.0 if low > -np.inf else lower[column]
        upper[column] = np.inf if high < np.inf else upper[column]
    upper[arrays.mask(never(model, facts))] = 0.0
    free = unasked(arrays, facts)
    row_lower, row_upper = arrays.row_lower.copy(), arrays.row_upper.copy()
    row_lower[free], row_upper[free] = -np.inf, np.inf
    return replace(arrays, lower=lower, upper=upper, row_lower=row_lower, row_upper=row_upper)


def _with_rows(arrays: Arrays, extra: list[_Extra]) -> tuple[Arrays, list[tuple[Statement, int]]]:
    """The arrays with further rows, and what states them."""
    first, n = len(arrays.row_lower), len(arrays.columns)
    index = np.repeat(np.arange(len(extra)), [len(e.columns) for e in extra])
    columns = [i for e in extra for i in e.columns]
    weights = [w for e in extra for w in e.weights]
    block = csc_array((weights, (index, columns)), shape=(len(extra), n))
    wide = replace(
        arrays,
        rows=arrays.rows + [None] * len(extra),
        matrix=csc_array(vstack([arrays.matrix, block])),
        row_lower=np.concatenate([arrays.row_lower, [e.low for e in extra]]),
        row_upper=np.concatenate([arrays.row_upper, [e.high for e in extra]]),
    )
    return wide, [(e.statement, first + k) for k, e in enumerate(extra) if e.statement]
