"""Targets that no plan can reach: the least by which each missed one is missed, whatever it costs."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from optimizer.plan.values import DUST
from optimizer.solve.search import Solution
from optimizer.solve.session import Problem, Stop, run
from optimizer.why.asked import Report


def missed_targets(solution: Solution) -> list[str]:
    """Soft targets that the plan misses somewhere, those first that cost most."""
    b = solution.model.targets
    slack: dict[str, float] = {}
    for key, variable in b.slack.items():
        if (variable.value or 0.0) > DUST:
            slack[key[0]] = slack.get(key[0], 0.0) + variable.value * (b.limit[key].target.penalty or 0.0)
    return sorted(slack, key=lambda name: -slack[name])


def least_slacks(
    solution: Solution, targets: Iterable[str], stop: Stop, time_limit_s: float, report: Report
) -> dict[str, float]:
    """Least slack of each target over all its inequalities, t or MUSD; those that there was no time for are left out.

    Projects may be built in part and every other soft target may be missed at will, so a target whose least slack is
    above 0 is out of reach of every plan; one with 0 may or may not be within reach.
    """
    arrays, wanted, found = solution.arrays, list(targets), {}
    whole = replace(Problem.of(arrays), integral=np.zeros_like(arrays.integral), offset=0.0)
    before, stop.deadline = stop.deadline, min(stop.deadline, time.monotonic() + time_limit_s)
    for number, name in enumerate(wanted):
        report("reach", number, len(wanted))
        slacks = [v for key, v in solution.model.targets.slack.items() if key[0] == name]
        outcome = None if stop.now else run(replace(whole, cost=arrays.mask(slacks).astype(float)), stop)
        if outcome is not None and outcome.status == "optimal":
            found[name] = outcome.objective if outcome.objective > DUST else 0.0
    stop.deadline = before
    return found
