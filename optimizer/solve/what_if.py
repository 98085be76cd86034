"""Other decisions than those of the plan, and what they cost: in seconds, since most of the plan stays as it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from optimizer.solve.arrays import Vector
from optimizer.solve.search import Solution
from optimizer.solve.session import Goal, Seen, Stop
from optimizer.solve.tree import Box, Tree


@dataclass(frozen=True)
class Answer:
    """The best plan under some decisions, by its cost in MUSD; infinite where there is none."""

    cost_musd: float
    bound_musd: float
    """No plan under these decisions costs less."""
    starts: Mapping[str, tuple[int, str]]
    """Start year and price-floor level of what it builds."""


class WhatIf:
    """A solved case that can be asked again and again."""

    def __init__(self, solution: Solution, stop: Stop | None = None) -> None:
        self.solution = solution
        self.arrays = solution.arrays
        self._tree = Tree(self.arrays, stop or Stop(), Seen())
        chosen = np.round(solution.values)
        self._starts = {
            p: tuple((i, float(chosen[i]), float(chosen[i])) for i in columns)
            for p, columns in self.arrays.starts.items()
        }

    def solve(self, forced: Mapping[str, bool], free: Collection[str] | None = (), gap: float = 0.0) -> Answer:
        """The best plan with some projects forced in (True) or out (False).

        Args:
            forced: decisions that have to hold.
            free: other projects that may be decided anew; every project where None. The rest stays as in the plan:
                built or not, when, and under which floor. Who pays, stock and operation are always decided anew.
            gap: share of the programme at which to stop.
        """
        outcome = self._tree.under((*self._forced(forced), *self._kept(forced, free)), Goal(gap))
        values = outcome.values
        starts = {} if values is None else self._starts_of(values)
        return Answer(outcome.objective, outcome.bound, starts)

    def bound(self, forced: Mapping[str, bool]) -> float:
        """What every plan with these decisions costs at least, MUSD: the linear programme with all else free."""
        node = self._tree.solve(self._forced(forced), None, float("-inf"))
        return float("inf") if node is None else node.bound

    def _forced(self, forced: Mapping[str, bool]) -> tuple[Box, ...]:
        return tuple((self.arrays.built[p], float(built), float(built)) for p, built in forced.items())

    def _kept(self, forced: Mapping[str, bool], free: Collection[str] | None) -> tuple[Box, ...]:
        if free is None:
            return ()
        return tuple(box for p, boxes in self._starts.items() if p not in forced and p not in free for box in boxes)

    def _starts_of(self, values: Vector) -> dict[str, tuple[int, str]]:
        found = {}
        for p, columns in self.arrays.starts.items():
            for i in columns:
                if values[i] > 0.5:
                    _, year, level = self.arrays.columns[i].index()
                    found[p] = (year, level)
        return found
