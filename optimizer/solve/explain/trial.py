"""Whether a changed case has a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from optimizer.case.facts import Facts
from optimizer.model import build
from optimizer.solve.arrays import compile_model
from optimizer.solve.explain.oracle import FIRST_POINT, TRUSTED, Within
from optimizer.solve.explain.relaxable import starts
from optimizer.solve.session import Problem, Stop, run

TRIAL_S = 30.0


def gives_plan(facts: Facts, decided: Mapping[str, float], stop: Stop) -> bool:
    """Whether there is a plan, as far as is known in time; decisions by name of variable are tried first."""
    if stop.now:
        return False
    arrays = compile_model(build(facts))
    names = [v.name if whole else "" for v, whole in zip(arrays.columns, arrays.integral, strict=True)]
    values = np.array([decided.get(name, 0.0) for name in names])
    options = {**FIRST_POINT, **TRUSTED}
    problem = replace(Problem.of(arrays), cost=starts(arrays), offset=0.0, options=options)
    trials = problem.fixed(arrays.integral, values), problem
    return any(run(trial, Within.seconds(TRIAL_S, stop)).values is not None for trial in trials)
