"""How sure a difference of two plans is: each plan's best possible cost lies between its bound and its objective."""

from __future__ import annotations

import math
from dataclasses import dataclass

from optimizer.plan.plan import Plan

ROUNDING_MUSD = 0.05
"""Costs that differ by less are the same to a reader."""


@dataclass(frozen=True)
class Difference:
    """A difference in MUSD of two costs that are known within their gaps."""

    value: float
    low: float
    high: float

    @property
    def told_apart(self) -> bool:
        """Whether the gaps cannot explain it: even the least or the most it could be is on the same side of 0."""
        return self.low > ROUNDING_MUSD or self.high < -ROUNDING_MUSD

    @property
    def is_nothing(self) -> bool:
        """Whether the two costs are proven to be the same to a reader."""
        return all(abs(part) <= ROUNDING_MUSD for part in (self.value, self.low, self.high))

    def __neg__(self) -> Difference:
        return Difference(-self.value, -self.high, -self.low)


@dataclass(frozen=True)
class Cost:
    """The cost of the best plan: found is `best`, proven is that no plan costs less than `bound`."""

    best: float
    bound: float = -math.inf

    @classmethod
    def of(cls, plan: Plan) -> Cost:
        """Objective and bound of a plan, MUSD."""
        return cls(plan.objective_musd, plan.bound_musd)

    def less(self, other: Cost) -> Difference:
        """This less the other.

        >>> Cost(105.0, 100.0).less(Cost(90.0, 88.0))
        Difference(value=15.0, low=10.0, high=17.0)
        """
        return Difference(self.best - other.best, self.bound - other.best, self.best - other.bound)


def columns(name: str, difference: Difference | None) -> dict[str, float | None]:
    """The three columns of a difference in a study table; empty where there is none or a bound is unknown."""
    parts = (difference.value, difference.low, difference.high) if difference else (None, None, None)
    kept = [part if part is not None and math.isfinite(part) else None for part in parts]
    return dict(zip((f"{name}_musd", f"{name}_low_musd", f"{name}_high_musd"), kept, strict=True))
