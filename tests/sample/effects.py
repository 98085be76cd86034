"""Rows of the sheet hazards for tests."""

from __future__ import annotations

from typing import Any

from optimizer.case.sheets import HazardEffect

_EMPTY = ("yearly_probability", "years_low", "years_high", "first_year", "last_year")


def effect(kind: str = "export_cut", low: float = 0.2, high: float = 0.9, **other: Any) -> HazardEffect:
    """One row that says what strikes and how hard."""
    values: dict[str, Any] = dict.fromkeys(_EMPTY) | dict.fromkeys(("country", "material", "market"), "*") | other
    return HazardEffect(hazard="stop", kind=kind, value_low=low, value_high=high, **values)
