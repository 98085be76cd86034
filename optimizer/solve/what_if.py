"""Other decisions than those of the plan, and what they cost: in seconds, since most of the plan stays as it is."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from optimizer.solve.arrays import Vector
from optimizer.solve.chains import Chains
from optimizer.solve.node import Box
from optimizer.solve.search import Solution
from optimizer.solve.session import Goal, Seen, Status, Stop
from optimizer.solve.ties import ties
from optimizer.solve.tree import Tree


@dataclass(frozen=True)
class Answer:
    """The best plan under some decisions, by its cost in MUSD; infinite where there is none."""

    cost_musd: float
    bound_musd: float
    """No plan under these decisions costs less."""
    starts: Mapping[str, tuple[int, str]]
    """Start year and price-floor level of what it builds."""
    status: Status = "optimal"
    """``infeasible`` where there is proven to be none, ``stopped`` where none was found in time."""
    values: Vector | None = field(default=None, repr=False, compare=False)
    """Its point."""


class WhatIf:
    """A solved case that can be asked again and again.

    Committed projects may be forced out too, as if nothing had been decided on them.
    """

    def __init__(self, solution: Solution, stop: Stop | None = None) -> None:
        self.solution = solution
        self.arrays = solution.arrays
        self._stop = stop or Stop()
        lower = self.arrays.lower.copy()
        self._sure = [p for p in self.arrays.built if solution.facts.is_sure(p)]
        lower[[self.arrays.built[p] for p in self._sure]] = 0.0
        self._tree = Tree(replace(self.arrays, lower=lower), self._stop, Seen())
        self._root: Any = None
        """Basis of the linear programme without decisions."""
        self._chains: Chains | None = None
        chosen = np.round(solution.values)
        self._starts = {
            p: tuple((i, float(chosen[i]), float(chosen[i])) for i in columns)
            for p, columns in self.arrays.starts.items()
        }
        self._givers: dict[str, list[Box]] = {p: [] for p in self._starts}
        for p, i in _givers(solution):
            self._givers[p].append((i, float(chosen[i]), float(chosen[i])))

    def solve(
        self,
        forced: Mapping[str, bool],
        free: Collection[str] | None = (),
        gap: float = 0.0,
        time_limit_s: float = float("inf"),
        lifted: Collection[int] = (),
        givers: bool = False,
    ) -> Answer:
        """The best plan with some projects forced in (True) or out (False).

        Args:
            forced: decisions that have to hold.
            free: other projects that may be decided anew; every project where None. The rest stays as in the plan:
                built or not, when, under which floor, and who gives where that is a yes or no. How much everyone
                gives, stock and operation are always decided anew.
            gap: share of the programme at which to stop.
            time_limit_s: seconds after which the best one found so far is the answer.
            lifted: rows whose upper limit does not count.
            givers: whether who gives is decided anew for the rest too.
        """
        with self._within(time_limit_s), self._without(lifted):
            outcome = self._tree.under((*self._forced(forced), *self._kept(forced, free, givers)), Goal(gap))
        starts = {} if outcome.values is None else self._starts_of(outcome.values)
        return Answer(outcome.objective, outcome.bound, starts, outcome.status, outcome.values)

    def bound(self, forced: Mapping[str, bool], time_limit_s: float = float("inf")) -> float:
        """What every plan with these decisions costs at least, MUSD, with all else free.

        The better of two bounds: of the linear programme, and of the chains one by one.
        """
        boxes = self._forced(forced)
        with self._within(time_limit_s):
            if self._root is None:
                self._begin()
            node = self._tree.solve(boxes, self._root, float("-inf"))
            if node is None:
                return float("inf") if self._tree.relaxed.is_infeasible else float("-inf")
            return max(node.bound, self._chains.least(boxes) if self._chains else float("-inf"))

    def _begin(self) -> None:
        """Solve the linear programme without decisions, and split the model at its prices."""
        node = self._tree.solve(self._forced({}), None, float("-inf"))
        if node is None:
            return
        self._root = node.basis
        duals = self._tree.relaxed.row_duals
        arrays = self._tree.arrays
        chains = Chains(arrays, ties(self.solution.model, arrays), duals, self._stop)
        self._chains = chains if chains.are_apart else None

    @contextmanager
    def _without(self, rows: Collection[int]) -> Iterator[None]:
        """Lift the upper limits of some rows inside."""
        highs, arrays = self._tree.relaxed.highs, self.arrays
        for row in rows:
            highs.changeRowBounds(row, arrays.row_lower[row], float("inf"))
        try:
            yield
        finally:
            for row in rows:
                highs.changeRowBounds(row, arrays.row_lower[row], arrays.row_upper[row])

    @contextmanager
    def _within(self, seconds: float) -> Iterator[None]:
        """Stop what is asked inside after so many seconds, or with everything else."""
        deadline = self._stop.deadline
        self._stop.deadline = min(deadline, time.monotonic() + seconds)
        try:
            yield
        finally:
            self._stop.deadline = deadline

    def _forced(self, forced: Mapping[str, bool]) -> tuple[Box, ...]:
        decided = {**dict.fromkeys(self._sure, True), **forced}
        return tuple((self.arrays.built[p], float(built), float(built)) for p, built in decided.items())

    def _kept(self, forced: Mapping[str, bool], free: Collection[str] | None, givers: bool) -> tuple[Box, ...]:
        if free is None:
            return ()
        kept = [p for p in self._starts if p not in forced and p not in free]
        starts = [box for p in kept for box in self._starts[p]]
        return (*starts, *(box for p in kept for box in self._givers[p] if not givers))

    def _starts_of(self, values: Vector) -> dict[str, tuple[int, str]]:
        found = {}
        for p, columns in self.arrays.starts.items():
            for i in columns:
                if values[i] > 0.5:
                    _, year, level = self.arrays.columns[i].index()
                    found[p] = (year, level)
        return found


def _givers(solution: Solution) -> Iterator[tuple[str, int]]:
    """Columns that say who gives to a project."""
    arrays, funding = solution.arrays, solution.model.funding
    column = {id(v): i for i, v in enumerate(arrays.columns)}
    named: list[tuple[str, Any]] = [(index[1], v) for index, v in funding.gives.items()]
    named += [(index[0], v) for index, v in funding.side.items()]
    return ((p, column[id(v)]) for p, v in named if id(v) in column)
