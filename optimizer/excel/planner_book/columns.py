"""The columns of a planner's sheet: the declared ones, the years, and what rows bring along."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from optimizer.case.columns import STAR, Column, Kind
from optimizer.case.sheets import OWN_COLUMNS, SHEETS, Sheet

Rows = Sequence[Mapping[Any, Any]]

TEMPLATE_YEARS = (2027, 2030, 2035, 2040)
"""Year columns of series in an empty sheet."""
_SERIES = ("prices", "demand", "supply")


@dataclass(frozen=True)
class Placed:
    """A column of the written sheet; `column` is None for one that is the planner's own."""

    header: str | int
    column: Column | None
    is_year: bool = False

    @property
    def is_required(self) -> bool:
        """Whether a row needs this cell."""
        return self.column is not None and self.column.required and not self.is_year


def placed_columns(declared: Sheet, rows: Rows) -> list[Placed]:
    """Declared columns in their order, then years, then columns that only the rows know."""
    seen = list(dict.fromkeys(key for row in rows for key in row))
    placed = [Placed(name, column) for name, column in declared.columns.items() if name not in OWN_COLUMNS]
    if declared.years is not None:
        years = sorted(key for key in seen if isinstance(key, int)) or _template_years(declared)
        placed += [Placed(year, dataclasses.replace(declared.years, name=str(year)), True) for year in years]
    known = {p.header for p in placed}
    own = [key for key in seen if isinstance(key, str) and key not in known]
    own += [name for name in declared.columns if name in OWN_COLUMNS and name not in own]
    if not own:
        own = ["note"]
    return placed + [Placed(name, declared.columns.get(name)) for name in own]


def _template_years(declared: Sheet) -> list[int]:
    if declared.name == "profiles":
        return list(range(1, 9))
    if declared.name in _SERIES:
        return list(TEMPLATE_YEARS)
    return list(range(TEMPLATE_YEARS[0], TEMPLATE_YEARS[-1] + 1))


def unit_label(column: Column | None) -> str:
    """What stands above a header: the unit, or what kind of thing a cell holds."""
    if column is None:
        return "your own"
    if column.unit:
        return column.unit
    if column.kind is Kind.REFERENCE:
        return f"→ {column.of}"
    if column.kind is Kind.LIST:
        return f"→ {column.of}, …"
    return {Kind.YES_NO: "yes / no", Kind.CHOICE: "choose", Kind.WHOLE: "whole", Kind.ANY: "any"}.get(
        column.kind, "text"
    )


def explain(placed: Placed, sheet: str) -> str:
    """The comment on a header: what the column is, its unit, default, and what it allows."""
    column = placed.column
    if column is None:
        return "Your own column: it is not read."
    lines = [column.doc + "."]
    if column.unit:
        lines.append(f"Unit: {column.unit}")
    if placed.is_year and sheet == "profiles":
        lines.append(f"Year {placed.header}; add columns as needed.")
    elif placed.is_year:
        lines.append("Add or remove year columns as needed.")
    elif placed.is_required:
        lines.append("Required.")
    else:
        lines.append(f"Empty means {column.default_label() or 'none'}.")
    return "\n".join([*lines, *_allowed(column)])


def _allowed(column: Column) -> list[str]:
    if column.choices:
        return [f"One of: {', '.join(column.choices)}"]
    if column.kind is Kind.YES_NO:
        return ["yes or no"]
    if column.of:
        forms = [f"a name from sheet {column.of}", *column.words, *(f"{prefix}:NAME" for prefix in column.prefixes)]
        forms += [f"{STAR} for all"] if column.star else []
        many = "several, separated by commas: " if column.kind is Kind.LIST else ""
        return [f"Takes {many}{', '.join(forms)}"]
    low = "" if column.low is None else _bound(column, column.low)
    high = "" if column.high is None else _bound(column, column.high)
    if low and high:
        return [f"From {low} to {high}"]
    return [f"At least {low}"] if low else []


def _bound(column: Column, value: float) -> str:
    return f"{value:.0%}" if column.kind is Kind.SHARE else f"{value:g}"


def title_of(name: str) -> str:
    """How a sheet is headed: its name as words, and never one of its column names."""
    words = name.replace("_", " ")
    return f"{words[:1].upper()}{words[1:]}" + (" (required)" if SHEETS[name].required else "")
