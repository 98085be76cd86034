"""What the product makes of a world: the cost of its plan, through a file and with the audit."""

from __future__ import annotations

import math
import tempfile
from pathlib import Path
from typing import Any

import pytest

import optimizer
from optimizer.errors import NoPlanError
from tests.properties.worlds import Sheets
from tests.reference.writing import write_book

EQUAL = 1e-6
"""Costs agree to this share."""
SECONDS = 300


def cost(sheets: Sheets, case: str = "base") -> float:
    """MUSD of the proven plan, which has passed its audit; infinite where there is none."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_book(Path(folder) / "world.xlsx", sheets)
        try:
            plan = optimizer.solve(path, case, gap=0, time_limit_s=SECONDS)
        except NoPlanError:
            return math.inf
    assert plan.status == "optimal"
    return plan.objective_musd


def the_same(musd: float) -> Any:
    """Equal but for the tolerances of the solver."""
    return pytest.approx(musd, rel=EQUAL, abs=EQUAL)


def at_most(found: float, musd: float) -> bool:
    """Whether a cost is no higher than another, but for the tolerances of the solver."""
    return found <= musd or found == the_same(musd)
