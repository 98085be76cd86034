"""A frontier: what is known about each point of a sweep, with what its neighbours prove about it.

Every plan for a tighter point is also one for a looser point, at the same cost or less, and no plan of a tighter point
costs less than the bound of a looser one. So the best plan known for a point may be a neighbour's, and its bound too;
what is left between the two is where the true frontier lies.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from optimizer.plan.plan import Plan
from optimizer.study.study import Answered
from optimizer.study.uncertainty import Cost, Difference


@dataclass(frozen=True, eq=False)
class Point:
    """One point of a sweep as it was solved."""

    label: str
    value: float
    """Factor on the budgets, or value of the target."""
    answered: Answered
    budget_musd: float | None = None
    nested: Answered | None = None
    """The same with everything built that the tighter points picked."""


@dataclass(frozen=True, eq=False)
class Known:
    """What is known about a point: its best plan, whose that is, and within what its cost is proven."""

    point: Point
    plan: Plan | None
    plan_of: str
    cost: Cost
    """Infinite where no plan is known; the bound is infinite where there is proven to be none."""
    nested_plan: Plan | None = None
    nested: Cost | None = None

    @property
    def picks(self) -> frozenset[str]:
        """Candidate projects that the best plan builds."""
        return picks(self.plan) if self.plan else frozenset()

    @property
    def price_of_nesting(self) -> Difference | None:
        """What keeping the picks of tighter points costs; never less than nothing."""
        if self.nested is None or self.plan is None:
            return None
        return at_least_nothing(self.nested.less(self.cost))


def picks(plan: Plan) -> frozenset[str]:
    """Candidate projects that a plan builds."""
    built = plan.tables["projects"]
    return frozenset(built["project"][built["status"] == "picked"])


def at_least_nothing(difference: Difference) -> Difference:
    """A difference that cannot be negative, whatever the gaps say."""
    return Difference(*(max(0.0, part) for part in (difference.value, difference.low, difference.high)))


def frontier(points: Sequence[Point]) -> list[Known]:
    """What is known about each point; points are given, and returned, from the tightest to the loosest."""
    found: list[Known] = []
    best: tuple[Plan | None, str] = (None, "")
    kept: Plan | None = None
    for point, bound in zip(points, _bounds(points), strict=True):
        own = [(point.answered.plan, point.label)]
        if point.nested:
            own.append((point.nested.plan, point.nested.name))
        best = min((best, *own), key=lambda candidate: _objective(candidate[0]))
        cost = Cost(_objective(best[0]), min(bound, _objective(best[0])))
        nested = None
        if point.nested and point.nested.plan:
            kept = min((kept, point.nested.plan), key=_objective)
            nested = Cost(_objective(kept), max(cost.bound, _bound(point.nested)))
        found.append(Known(point, *best, cost, kept if nested else None, nested))
    return found


def _bounds(points: Sequence[Point]) -> list[float]:
    """The best bound of each point: its own or that of a looser one."""
    bounds: list[float] = []
    for point in reversed(points):
        bounds.append(max(_bound(point.answered), bounds[-1] if bounds else -math.inf))
    return bounds[::-1]


def _objective(plan: Plan | None) -> float:
    return plan.objective_musd if plan else math.inf


def _bound(answered: Answered) -> float:
    if answered.plan:
        return answered.plan.bound_musd
    return math.inf if answered.answer == "no plan" else -math.inf
