"""The rows of a plan's tables in the order of the workbook, whatever order the model has them in."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from optimizer.case.case import Case

_BY = {
    "grants": ("project", "year", "funder"),
    "funding": ("scenario", "funder", "year"),
    "stockpiles": ("scenario", "stockpile", "year"),
    "price_support": ("scenario", "project", "year", "funder"),
    "targets": ("target", "material", "market", "year", "scenario", "country"),
    "costs": ("scenario",),
    "scenarios": ("scenario",),
    "shortage": ("scenario", "material", "market", "tier", "year"),
    "production": ("scenario", "project", "year"),
    "flows": ("scenario", "from", "row", "year", "material", "market"),
}
"""The columns that each table is sorted by; the others are in an order of their own."""


def in_order(tables: Mapping[str, pd.DataFrame], case: Case) -> dict[str, pd.DataFrame]:
    """The tables with their rows as a planner knows them.

    Args:
        tables: by name.
        case: the case in the order of the workbook.
    """
    places = _places(case)
    return {name: _sorted(table, _BY.get(name, ()), places) for name, table in tables.items()}


def _sorted(table: pd.DataFrame, by: tuple[str, ...], places: Mapping[str, Mapping[str, int]]) -> pd.DataFrame:
    if not by:
        return table
    order = np.lexsort([_rank(table[column], places.get(column)) for column in reversed(by)])
    return table.iloc[order].reset_index(drop=True)


def _rank(column: pd.Series, places: Mapping[str, int] | None) -> npt.NDArray[np.float64]:
    """Where each cell stands; what is empty, or has no place of its own, comes first."""
    if places is not None:
        return np.array([places.get(value, -1) for value in column], dtype=float)
    return np.array(column.astype(float).fillna(-1.0), dtype=float)


def _places(case: Case) -> dict[str, dict[str, int]]:
    names = {
        "scenario": case.probability,
        "project": case.projects,
        "from": case.projects,  # suppliers come first, each in its own row
        "funder": case.funders,
        "stockpile": case.stockpiles,
        "target": case.targets,
        "material": case.materials,
        "market": case.markets,
        "country": case.countries,
        "tier": dict.fromkeys(row.tier for row in case.demand),
    }
    return {column: {name: place for place, name in enumerate(known)} for column, known in names.items()}
