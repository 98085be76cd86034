"""The plans near an optimum as rows: what they may cost, and in how many projects they differ from known ones.

cost:      objective ≤ limit
distance:  Σ_{p not in B} built[p] + Σ_{p in B} (1 − built[p]) ≥ K      for every known plan, which builds the set B

A plan is what it builds: another year, price floor or funder makes no difference. Projects that every plan has to build
count for nothing.

Pyomo's `contrib.alternative_solutions` lists near-optimal plans of small models rightly (the tests compare with it),
but always in steps of one project: plans that differ in K of them show only once all nearer ones have been listed, and
each step hands the whole model to the solver anew and knows no time limit. A row asks for K at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csc_array, vstack

from optimizer.solve.arrays import Arrays, Measure, Vector
from optimizer.solve.node import Box

Built = frozenset[str]
"""The candidates that a plan builds."""
Row = tuple[Vector, float]
"""weights·x ≤ limit."""
STEP = 0.99
"""Two counts of projects that differ by less are the same count."""
_SCALE = 100.0


@dataclass(frozen=True, eq=False)
class Region:
    """All plans that cost at most the limit."""

    arrays: Arrays
    candidates: tuple[str, ...]
    """The projects that a plan may build or not."""
    optimum: Built
    limit_musd: float
    """The most that a plan may cost."""
    distance_musd: float
    """What that is more than the optimum."""
    as_planned: tuple[Box, ...] = ()
    """Bounds under which what the optimum builds begins when it does there, or not at all."""

    def built(self, values: Vector) -> Built:
        """What a point builds."""
        return frozenset(p for p in self.candidates if values[self.arrays.built[p]] > 0.5)

    def differ(self, values: Vector) -> int:
        """In how many projects a point differs from the optimum."""
        return len(self.built(values) ^ self.optimum)

    def building(self, values: Vector) -> Arrays:
        """The model of all plans that build what a point builds: what is not needed there would be polished away."""
        lower, upper = self.arrays.lower.copy(), self.arrays.upper.copy()
        for p in self.candidates:
            i = self.arrays.built[p]
            lower[i] = upper[i] = round(values[i])
        return replace(self.arrays, lower=lower, upper=upper)

    def apart(self, known: Iterable[Built], least: int) -> list[Row]:
        """The rows that keep a plan away from known ones."""
        return [(-away.weights, away.constant - least) for away in map(self._distance, known)]

    def farthest(self, rows: Collection[Row]) -> Arrays:
        """The model of the plan in the region that differs most from the optimum, within some rows more.

        Its objective is minus the number of projects that differ; its programme is such that a gap of `GAP` is one.
        """
        away = self._distance(self.optimum)
        size = np.zeros_like(away.weights)
        cost = (self.arrays.objective.weights, self.limit_musd - self.arrays.objective.constant)
        within = narrowed(self.arrays, [cost, *rows])
        return replace(within, objective=Measure(-away.weights, -away.constant), programme=Measure(size, _SCALE))

    def _distance(self, built: Built) -> Measure:
        """In how many projects a point differs from a plan."""
        weights = np.zeros(len(self.arrays.columns))
        for p in self.candidates:
            weights[self.arrays.built[p]] = -1.0 if p in built else 1.0
        return Measure(weights, float(len(built)))


GAP = STEP / _SCALE
"""The gap at which the most different plan is found: one project."""


def narrowed(arrays: Arrays, rows: Collection[Row]) -> Arrays:
    """The same model with more rows."""
    if not rows:
        return arrays
    more = csc_array(np.vstack([weights for weights, _ in rows]))
    limits = np.array([limit for _, limit in rows])
    return replace(
        arrays,
        rows=[*arrays.rows, *([None] * len(rows))],
        matrix=csc_array(vstack([arrays.matrix, more])),
        row_lower=np.append(arrays.row_lower, np.full(len(rows), -np.inf)),
        row_upper=np.append(arrays.row_upper, limits),
    )
