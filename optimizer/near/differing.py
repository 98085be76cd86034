"""The plan near an optimum that differs most from it: exact for small models, a search with a clock for large ones."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from optimizer.near.region import GAP, Built, Region, narrowed
from optimizer.near.rewarded import Limits, Rewarded
from optimizer.solve.arrays import Vector
from optimizer.solve.search import LARGE
from optimizer.solve.session import Goal, Problem, Stop, run

_ROUNDING = 1e-6


@dataclass(frozen=True)
class Found:
    """What a search for the most different plan came to."""

    values: Vector | None
    most: float
    """No plan that is far enough from the known ones differs from the optimum in more projects; −∞ if there is none."""

    @property
    def is_proven_none(self) -> bool:
        """Whether it is proven that no plan is far enough from all known ones."""
        return self.values is None and self.most == -math.inf


def most_different(region: Region, known: Sequence[Built], least: int, stop: Stop) -> Found:
    """The plan that differs most from the optimum, and from every known one in `least` projects at least.

    Of plans of small models that differ equally much, the cheapest. In large models the plan is the farthest that a
    search until `stop` finds; it is steered away from all known plans.

    Args:
        region: the plans that are near.
        known: what the known plans build, the optimum first.
        least: projects in which the plan has to differ from each of them.
        stop: ends the search.
    """
    exact = len(region.arrays.columns) < LARGE
    found = _exactly(region, known, least, stop) if exact else _steered(region, known, least, stop)
    whole = math.floor(found.most + _ROUNDING) if math.isfinite(found.most) else found.most
    return replace(found, most=whole)


def _exactly(region: Region, known: Sequence[Built], least: int, stop: Stop) -> Found:
    rows = region.apart(known, least)
    outcome = run(Problem.of(region.farthest(rows)), stop, goal=Goal(GAP))
    if outcome.values is None:
        return Found(None, -math.inf if outcome.status == "infeasible" else -outcome.bound)
    far = region.apart([region.optimum], len(region.built(outcome.values) ^ region.optimum))
    cheapest = run(replace(Problem.of(narrowed(region.arrays, [*rows, *far])), start=outcome.values), stop)
    return Found(outcome.values if cheapest.values is None else cheapest.values, -outcome.bound)


def _steered(region: Region, known: Sequence[Built], least: int, stop: Stop) -> Found:
    """The way down from several linear programmes, each with another reward for what is decided otherwise."""
    tree = Rewarded(region, region.apart(known, least), known, stop)
    rewards = Limits(first=4.0 * region.distance_musd / max(1, len(region.candidates)))
    best, most = None, math.inf
    while not rewards.is_close and not stop.now:
        reward = rewards.next
        most = min(most, (region.limit_musd - tree.reward(reward)) / reward)
        if most < least - _ROUNDING:
            return Found(None, -math.inf)
        values = None if stop.now else tree.way_down()
        if values is None or region.arrays.objective.of(values) > region.limit_musd:
            rewards.learn(reward, stays=False)
            continue
        rewards.learn(reward, stays=True)
        if best is None or region.differ(values) >= region.differ(best):
            best = values
    return Found(best, most if len(known) == 1 else math.inf)
