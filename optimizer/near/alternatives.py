"""Plans near an optimum: found one after the other, each as different as can be, and each a full plan."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from optimizer.near.asked import Asked
from optimizer.near.differing import most_different
from optimizer.near.region import Built, Region
from optimizer.near.standing import Standing, standings
from optimizer.plan.plan import Plan
from optimizer.solve.polish import Polished, polish
from optimizer.solve.search import Solution, stage_one_variables
from optimizer.solve.session import Stop
from optimizer.solve.what_if import WhatIf

OPTIMUM = "optimum"
Read = Callable[[Solution], Plan]
"""The plan of a solution whose values stand in its model."""
Tell = Callable[[str], None]
"""Called with what is looked for next."""


@dataclass(frozen=True, eq=False)
class Near:
    """The optimum, plans near it, and how each project stands in them."""

    asked: Asked
    distance_musd: float
    plans: Mapping[str, Plan]
    """The optimum first, then the alternatives, the most different first."""
    built: Mapping[str, Built]
    """The candidates that each of them builds."""
    standings: tuple[Standing, ...]
    """Of every project that may be built or not."""
    most: float
    """No plan within the distance differs in more projects from the optimum."""
    exhausted: bool
    """Whether it is proven that no further plan is different enough from all of these."""
    interrupted: bool
    """Whether the planner ended the search."""


@dataclass(frozen=True, eq=False)
class _Alternative:
    built: Built
    plan: Plan


def alternatives(
    solution: Solution, optimum: Plan, asked: Asked, read: Read, stop: Stop | None = None, tell: Tell = lambda _: None
) -> Near:
    """Look for plans near a solution, then at each project.

    Args:
        solution: the case, solved.
        optimum: its plan.
        asked: how near, how different, how many.
        read: makes the plan of a solution.
        stop: for Ctrl-C to end it; what was found by then is kept.
        tell: told what is looked for next.
    """
    stop = stop or Stop()
    region = region_of(solution, asked)
    best = _Alternative(region.optimum, optimum)
    found, most, exhausted = [best], float(len(region.candidates)), False
    while len(found) <= asked.count and not stop.pressed:
        tell(f"alternative {len(found)}")
        stop.deadline = time.monotonic() + asked.each_s
        result = most_different(region, [a.built for a in found], asked.differ, stop)
        exhausted = result.is_proven_none
        if len(found) == 1:
            most = min(most, asked.differ - 1 if exhausted else result.most)
        if result.values is None:
            break
        polished = polish(region.building(result.values), result.values, stage_one_variables(solution.model))
        found.append(_Alternative(region.built(polished.values), _read(solution, polished, read)))
    stop.deadline = float("inf")
    costs = {a.built: a.plan.objective_musd - solution.objective_musd for a in found[1:]}
    ask = WhatIf(solution, stop)
    known = standings(region, ask, costs, stop, asked.each_s / 10, lambda p: tell(f"{p} decided otherwise"))
    ordered = [best, *sorted(found[1:], key=lambda a: (-len(a.built ^ best.built), a.plan.objective_musd))]
    names = [OPTIMUM, *(f"alternative {n}" for n in range(1, len(ordered)))]
    return Near(
        asked,
        region.distance_musd,
        {name: a.plan for name, a in zip(names, ordered, strict=True)},
        {name: a.built for name, a in zip(names, ordered, strict=True)},
        tuple(known),
        most,
        exhausted,
        stop.pressed,
    )


def region_of(solution: Solution, asked: Asked) -> Region:
    """The plans that cost at most the distance more than a solution."""
    facts, arrays = solution.facts, solution.arrays
    candidates = tuple(p for p in facts.starts if not facts.is_sure(p))
    optimum = frozenset(p for p in candidates if solution.values[arrays.built[p]] > 0.5)
    distance = asked.within.of(solution.programme_musd)
    built = (columns for columns in arrays.starts.values() if any(solution.values[i] > 0.5 for i in columns))
    as_planned = tuple((i, 0.0, 0.0) for columns in built for i in columns if solution.values[i] < 0.5)
    return Region(arrays, candidates, optimum, solution.objective_musd + distance, distance, as_planned)


def _read(solution: Solution, polished: Polished, read: Read) -> Plan:
    """The plan of another point; its bound is that of the case: no plan at all costs less."""
    solution.arrays.write_back(polished.values)
    return read(
        replace(
            solution,
            values=polished.values,
            objective_musd=polished.objective,
            bound_musd=min(solution.bound_musd, polished.objective),
            programme_musd=solution.arrays.programme.of(polished.values),
            row_duals=polished.row_duals,
            proven=False,
        )
    )
