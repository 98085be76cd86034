"""Budgets of scenarios in which stock is bought as if money were no matter, and whether they allow it.

Where no price falls, price support is owed as in base or less, and budgets that allow what base buys allow as a rule
what a scenario buys. There the chains are operated apart from the budgets, and each plan is looked at once more. Where
the budgets do not allow it after all, the scenario is told and has to be operated within them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from scipy.sparse import csc_array, csr_array, eye_array, hstack

from optimizer.case.case import BASE
from optimizer.case.facts import Facts
from optimizer.case.future import Future
from optimizer.solve.arrays import Arrays, Vector
from optimizer.solve.highs import open_highs
from optimizer.solve.recourse.operation import Index, Mask

SHORT = 1e-6
"""Share of a row's limits by which money may be short: what the solver's tolerance comes to."""


class ShortOfMoneyError(Exception):
    """Budgets do not allow what some scenarios buy."""

    def __init__(self, scenarios: Iterable[str]) -> None:
        self.scenarios = frozenset(scenarios)
        super().__init__(f"budgets do not allow what is bought in {', '.join(sorted(self.scenarios))}")


def without_lower_prices(facts: Facts) -> frozenset[str]:
    """The scenarios in which no material costs less than in base, so that no more price support is owed."""
    return frozenset(name for name, future in facts.futures.items() if name != BASE and not _falls(facts, future))


def _falls(facts: Facts, future: Future) -> bool:
    years = [(material, t) for material in facts.case.materials for t in future.window]
    return any(future.price(*place) < facts.base.price(*place) for place in years)


@dataclass(frozen=True, eq=False)
class Payments:
    """Who pays what in some scenarios, once it is known what is bought there."""

    whole: Arrays
    columns: Index
    """Price support paid and money unspent."""
    rows: Index
    bought: Mask
    """Columns of what is bought for stock in these scenarios."""
    scenarios: list[str]

    def left_out(self, arrays: Arrays) -> Arrays:
        """Arrays of the same rows, without what is bought in their budgets: whatever is planned costs no more."""
        matrix = arrays.matrix.tocoo()
        budgets = np.zeros(len(arrays.rows), dtype=bool)
        budgets[self.rows] = True
        kept = ~(self.bought[matrix.col] & budgets[matrix.row])
        entries = (matrix.data[kept], (matrix.row[kept], matrix.col[kept]))
        return replace(arrays, matrix=csc_array(entries, shape=matrix.shape))

    def settled(self, values: Vector) -> Vector:
        """What is paid, in the order of `columns`, where all else is as in a point of the whole.

        Raises:
            ShortOfMoneyError: the budgets do not allow it.
        """
        if not len(self.rows):
            return np.zeros(len(self.columns))
        given = values.copy()
        given[self.columns] = 0.0
        found, lacking = self._least_lacking(self._matrix @ given)
        broken = self.rows[lacking > SHORT * (1 + abs(self._matrix) @ np.abs(given))]
        if len(broken):
            raise ShortOfMoneyError(self.scenarios[i] for i in set(self.whole.row_scenario[broken].tolist()))
        return found

    @cached_property
    def _matrix(self) -> csr_array:
        return csr_array(self.whole.matrix)[self.rows]

    def _least_lacking(self, done: Vector) -> tuple[Vector, Vector]:
        """What is paid so that as little as possible is lacking, and by how much each row is broken."""
        matrix = csc_array(self._matrix)[:, self.columns]
        height, width = matrix.shape
        lower = np.append(self.whole.lower[self.columns], np.zeros(2 * height))
        upper = np.append(self.whole.upper[self.columns], np.full(2 * height, np.inf))
        cost = np.append(np.zeros(width), np.ones(2 * height))
        limits = self.whole.row_lower[self.rows] - done, self.whole.row_upper[self.rows] - done
        beyond = eye_array(height)
        highs = open_highs(cost, 0.0, (lower, upper), limits, csr_array(hstack([matrix, beyond, -beyond])))
        highs.run()
        found = np.array(highs.getSolution().col_value)
        return found[:width], found[width : width + height] + found[width + height :]


def payments(model: Any, whole: Arrays, apart: frozenset[str]) -> Payments:
    """The payments of some scenarios."""
    columns = whole.mask(paid(model, apart))
    bought = whole.mask(v for s in apart for v in model.future[s].stock.purchase.values())
    rows = _budget_rows(model, whole, apart)
    return Payments(whole, np.flatnonzero(columns), np.flatnonzero(rows), bought, list(model.future))


def paid(model: Any, scenarios: Iterable[str]) -> Iterator[Any]:
    """The variables of who pays price support, and of what is left of budgets."""
    for future in (model.future[s] for s in scenarios):
        for component in (future.price_support.topup, future.outlays.unspent, future.outlays.brought):
            yield from component.values()


def _budget_rows(model: Any, whole: Arrays, scenarios: Iterable[str]) -> Mask:
    blocks = {id(model.future[s].outlays) for s in scenarios}
    support = {id(model.future[s].price_support.paid) for s in scenarios}
    components = [row.parent_component() for row in whole.rows]
    return np.array([id(c.parent_block()) in blocks or id(c) in support for c in components], dtype=bool)
