"""Whether there is a plan when only some rows are in force."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from optimizer.solve.arrays import Vector
from optimizer.solve.explain.relaxable import Mask, Relaxable
from optimizer.solve.session import Stop, run

FIRST_POINT: Mapping[str, Any] = {"mip_max_improving_sols": 1}
TRUSTED: Mapping[str, Any] = {"presolve": "on"}
"""Named, the solver's word that there is no plan is taken with presolve too, and not checked once more."""
TOLERANCE = 1e-6
"""How far a row may be missed, relative to its limit."""


@dataclass
class Within(Stop):
    """A stop of its own that also hears that of the whole work."""

    whole: Stop = field(default_factory=Stop)

    @classmethod
    def seconds(cls, seconds: float, whole: Stop) -> Within:
        """A stop in so many seconds, or when the whole work stops."""
        return cls(deadline=min(time.monotonic() + seconds, whole.deadline), whole=whole)

    @property
    def now(self) -> bool:
        """Whether to stop now."""
        return self.whole.now or super().now


@dataclass(frozen=True)
class Verdict:
    """A point that keeps the rows, or proof that there is none; neither where time ran out."""

    values: Vector | None = None
    impossible: bool = False


@dataclass
class Oracle:
    """Answers questions about the same model; points found before answer many of them at once."""

    model: Relaxable
    stop: Stop
    each_s: float = 30.0
    """Time for one question."""
    missed: list[tuple[Vector, Mask]] = field(default_factory=list)
    """Points found so far, and the rows that they miss."""

    def ask(self, in_force: Mask, sure: bool = False) -> Verdict:
        """Whether there is a plan with these rows in force; `sure` where the answer no has to be beyond doubt."""
        for values, missed in self.missed:
            if not (missed & in_force).any():
                return Verdict(values)
        if self.stop.now:
            return Verdict()
        options = {**FIRST_POINT, **({} if sure else TRUSTED)}
        problem = replace(self.model.problem(in_force), options=options)
        outcome = run(problem, Within.seconds(self.each_s, self.stop))
        if outcome.values is not None:
            self.keep(outcome.values)
        return Verdict(outcome.values, outcome.status == "infeasible")

    def impossible(self, in_force: Mask) -> bool:
        """Whether it is known that there is no plan with these rows in force."""
        return self.ask(in_force).impossible

    def keep(self, values: Vector) -> None:
        """Remember a point."""
        a = self.model.arrays
        body = np.asarray(a.matrix @ values)
        low = a.row_lower - TOLERANCE * np.maximum(1.0, np.abs(a.row_lower))
        high = a.row_upper + TOLERANCE * np.maximum(1.0, np.abs(a.row_upper))
        self.missed.append((values, (body < low) | (body > high)))
