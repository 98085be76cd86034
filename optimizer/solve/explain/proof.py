"""Why a linear programme has no point: the rows that already leave none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from optimizer.solve.arrays import Vector
from optimizer.solve.explain.oracle import Within
from optimizer.solve.explain.relaxable import Mask, Relaxable, Rows
from optimizer.solve.explain.statement import Statement
from optimizer.solve.explain.stretched import stretched
from optimizer.solve.session import Stop, run

NOTICED = 1e-7
LONGEST_S = 60.0


@dataclass(frozen=True)
class Proof:
    """The part of the model that leaves the linear programme without a point; empty where it has one."""

    statements: tuple[Statement, ...]
    rows: Mask
    """Rows of the world and of statements."""


def proof(model: Relaxable, among: Sequence[Statement], stop: Stop) -> Proof:
    """A proof that the linear programme has no point with these statements in force.

    The least sum of amounts by which statements are missed has a dual; rows without a share in it play no part.
    """
    sizes = {s: _sizes(model, model.rows[s]) for s in among}
    problem, _ = stretched(model, dict.fromkeys(among, 1.0), sizes, model.mask([]))
    linear = replace(problem, integral=np.zeros_like(problem.integral))
    outcome = run(linear, Within.seconds(LONGEST_S, stop))
    if outcome.row_duals is None or outcome.objective < NOTICED:
        return Proof((), model.mask([]))
    share = np.abs(outcome.row_duals)
    return Proof(tuple(s for s in among if share[model.rows[s]].max() > NOTICED), share > 0.0)


def _sizes(model: Relaxable, index: Rows) -> Vector:
    """The largest figure of each row."""
    a = model.arrays
    limit = np.where(np.isfinite(a.row_upper[index]), a.row_upper[index], a.row_lower[index])
    return np.maximum(np.maximum(np.abs(limit), model.largest[index]), 1.0)
