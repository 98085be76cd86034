"""Figures that nothing in the world can have: a slip of the keyboard or of a formula, and no number to calculate with.

What is odd but possible is asked about in `checks/scale.py`.
"""

from __future__ import annotations

from optimizer.case.columns import Column, Kind
from optimizer.case.names import shown

_FIRST_YEAR, _LAST_YEAR = 1, 9999
_MOST_YEARS = 9999
"""Lives and contracts that never end are often written as 999 or 9999 years."""
_MOST_PER_T = 1e12
"""USD for a tonne of anything."""
_MOST_MUSD = 1e12
"""Also in currencies of which a dollar buys many thousands; the product of the world in a year is 1e8 MUSD."""
_MOST = 1e12
"""Tonnes, and whatever else is counted: all that mankind moves in a year are 1e11 tonnes."""
_MOST_FACTOR = 1e6
_MOST_SHARE = 1000.0


def beyond_belief(value: float, column: Column) -> str:
    """What is wrong with a number that nothing can have; empty where nothing is."""
    if column.kind is Kind.WHOLE and column.unit == "year":
        return "" if _FIRST_YEAR <= value <= _LAST_YEAR else f"is {value:.12g}: write a year such as 2030"
    most = _most(column)
    if abs(value) <= most:
        return ""
    limit = f"{most:.0%}" if column.kind is Kind.SHARE else f"{most:,.0f} {column.unit}".rstrip()
    return f"is {shown(value)}: more than {limit} cannot be meant"


def _most(column: Column) -> float:
    if column.kind is Kind.WHOLE:
        return _MOST_YEARS
    if column.kind is Kind.SHARE:
        return _MOST_SHARE
    if column.unit.startswith("USD/t"):
        return _MOST_PER_T
    if "MUSD" in column.unit or column.unit.startswith("millions"):
        return _MOST_MUSD
    return _MOST_FACTOR if "factor" in column.unit or column.unit == "t/t" else _MOST
