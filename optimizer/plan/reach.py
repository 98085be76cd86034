"""What the plan achieves of each target."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from optimizer.model.targets import Sides
from optimizer.plan.tables import TARGETS
from optimizer.plan.values import amount, frame, number, ratio
from optimizer.solve.search import Solution


def targets(solution: Solution) -> pd.DataFrame:
    """One row per inequality: limit, achieved value, slack and shadow price."""
    b = solution.model.targets
    dual = dict(zip(map(id, solution.arrays.rows), solution.row_duals.tolist(), strict=True))
    return frame(TARGETS, (_reached(b, key, dual.get(id(b.hold[key]), 0.0)) for key in b.limit))


def _reached(b: Any, key: Any, dual: float) -> dict[str, Any]:
    limit = b.limit[key]
    slack = amount(b.slack[key]) if limit.is_soft else 0.0
    return {
        "target": limit.target.target,
        "metric": limit.target.metric,
        "material": limit.material,
        "market": limit.market,
        "country": limit.country,
        "scenario": limit.scenario,
        "year": limit.year,
        "value": limit.target.value,
        "achieved": _achieved(b.sides[key]),
        "slack": slack,
        "hard": not limit.is_soft,
        "holds": slack == 0.0,
        "shadow_price": None if np.isnan(dual) else dual + 0.0,
    }


def _achieved(sides: Sides) -> float | None:
    """Measured against reference: a share, a weighted risk or days of cover; None without a reference."""
    measured = sum(c * number(v) for c, v in sides.measured)
    return ratio(measured, sides.constant + sum(c * number(v) for c, v in sides.reference))
