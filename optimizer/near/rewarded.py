"""Plans of large models that differ much: whatever is decided otherwise than in known plans earns a reward.

min cost − λ · (projects that differ)

A row that limits the cost would hold every column and make each linear programme a hundred times slower. A reward
changes a few costs only, so that the next one starts from the last basis. It proves as much: no plan within the limit
differs in more than (limit − minimum) / λ projects, whatever λ.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from optimizer.near.region import Built, Region, Row, narrowed
from optimizer.solve.arrays import Vector
from optimizer.solve.node import Choice
from optimizer.solve.session import Goal, Seen, Stop
from optimizer.solve.tree import Tree

FIRST_WAY_DOWN = Goal(1.0)
"""A goal that every plan meets."""
CLOSE = 0.1
"""Rewards that differ by less than this share are the same reward."""
LEAST = 1e-3
"""Share of the first reward below which there is nothing to be had, and beyond whose inverse nothing more."""


@dataclass
class Limits:
    """Between which rewards the best one lies: the largest whose plan is near enough, the least whose plan is not."""

    first: float
    stays: float = 0.0
    leaves: float = math.inf

    @property
    def next(self) -> float:
        """The reward to try next."""
        if self.stays and self.leaves < math.inf:
            return math.sqrt(self.stays * self.leaves)
        return 2.0 * self.stays or min(self.first, 0.5 * self.leaves)

    @property
    def is_close(self) -> bool:
        """Whether there is nothing left to try."""
        return self.leaves <= max((1.0 + CLOSE) * self.stays, LEAST * self.first) or self.stays >= self.first / LEAST

    def learn(self, reward: float, stays: bool) -> None:
        """One more reward, and whether its plan is near enough."""
        if stays:
            self.stays = max(self.stays, reward)
        else:
            self.leaves = min(self.leaves, reward)


class Rewarded(Tree):
    """A tree in which whatever differs from known plans earns a reward."""

    def __init__(self, region: Region, rows: Sequence[Row], known: Sequence[Built], stop: Stop) -> None:
        super().__init__(narrowed(region.arrays, rows), stop, Seen())
        self.region = region
        self._columns = np.array([self.arrays.built[p] for p in region.candidates], dtype=np.int32)
        self._away = np.array([np.mean([1.0 if p in b else -1.0 for b in known]) for p in region.candidates])
        self._constant = float(np.mean([len(b) for b in known]))

    def reward(self, musd: float) -> float:
        """Set the reward for a project that differs; what every plan costs at least, less its rewards."""
        cost = self.arrays.objective.weights[self._columns] + musd * self._away
        self.relaxed.highs.changeColsCost(len(self._columns), self._columns, cost)
        node = self.solve((), None, float("-inf"))
        return float("-inf") if node is None else node.bound - musd * self._constant

    def way_down(self) -> Vector | None:
        """The first plan on the way down; what is kept of the optimum keeps its years, so that little is undecided."""
        return self.under(self.region.as_planned, FIRST_WAY_DOWN).values

    def _choices(self, values: Vector) -> Iterator[Choice]:
        """The projects first that are nearly decided; the way down tries the nearer side, which is the last branch."""
        found = list(super()._choices(values))
        projects = sorted((c for c in found if c[0][0] == "built"), key=lambda c: self._open(c, values))
        for key, out, into in projects:
            yield (key, into, out) if self._built(key[1], values) < 0.5 else (key, out, into)
        yield from (c for c in found if c[0][0] != "built")

    def _open(self, choice: Choice, values: Vector) -> float:
        """How far a project is from being decided."""
        built = self._built(choice[0][1], values)
        return min(built, 1.0 - built)

    def _built(self, project: str, values: Vector) -> float:
        return float(values[self.arrays.built[project]])
