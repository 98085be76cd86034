"""Values of a solved model as plain numbers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd
import pyomo.environ as pyo

from optimizer.plan.table import Table

DUST = 1e-6
"""Tonnes or MUSD below this are the solver's rounding, not a decision."""


def number(component: Any) -> float:
    """Value of a variable or expression; a variable that no row uses is 0."""
    if component.is_variable_type():
        return float(component.value or 0.0)
    return float(pyo.value(component))


def amount(component: Any) -> float:
    """The same, with the solver's rounding taken for 0."""
    value = number(component)
    return value if abs(value) > DUST else 0.0


def frame(table: Table, rows: Iterable[dict[str, Any]]) -> pd.DataFrame:
    """Rows as a frame with exactly the columns of the table."""
    return pd.DataFrame(list(rows), columns=table.names)


def ratio(part: float, whole: float) -> float | None:
    """Part / whole; None where there is no whole."""
    return part / whole if abs(whole) > DUST else None
