"""What a change does to a value: it is set, multiplied, or added to."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from optimizer.case.changes import YEARS, InputChange
from optimizer.case.columns import Column, Kind
from optimizer.case.sheets import Event, Row, Target

ALL_YEARS = "all years"
_RUNS = 5
_AMOUNTS = (Kind.NUMBER, Kind.SHARE, Kind.WHOLE)


@dataclass(frozen=True)
class Effect:
    """A way to say what a change does; the one of the lowest rank is said where several hold for as many rows."""

    text: str
    rank: int = field(default=0, compare=False)
    is_row: bool = False

    def said(self, rows: int) -> str:
        """The effect behind the names of the rows."""
        return f"{'is' if rows == 1 else 'are'} {self.text}" if self.is_row else self.text


def effects(change: InputChange) -> list[Effect]:
    """The ways to say what a change does."""
    if not change.column:
        return [Effect("new" if change.before is None else "gone", is_row=True)]
    if change.column == YEARS:
        return list(_of_years(change))
    found = [Effect(f"{value_text(change.before, change)} → {value_text(change.after, change)}")]
    column = _column(change)
    if column and column.kind in _AMOUNTS and _number(change.before) and _number(change.after):
        found += _steps(change.before, change.after, column)
    return [*found, Effect(f"→ {value_text(change.after, change)}", 3)]


def _steps(before: float, after: float, column: Column) -> Iterable[Effect]:
    """By which factor, by how much."""
    if column.kind is not Kind.WHOLE and before and after:
        yield Effect(f"× {_figure(after / before)}", 1)
    yield Effect(_added(after - before, column), 2)


def _added(amount: float, column: Column) -> str:
    sign = "−" if amount < 0 else "+"
    if column.kind is Kind.SHARE:
        return f"{sign}{_figure(abs(100 * amount))} points"
    return f"{sign}{_figure(abs(amount))}"


def _of_years(change: InputChange) -> Iterable[Effect]:
    before, after, column = change.before, change.after, change.declared
    years = sorted({*before, *after})
    if column and before.keys() == after.keys():
        if _equal(after.values()):
            yield Effect(f"{_span(change, years, zero_too=True)} → {_text(after[years[0]], column)}", 2)
        ratios = [after[y] / before[y] for y in years if before[y]]
        if len(ratios) == len(years) and _equal(ratios) and ratios[0]:
            yield Effect(f"{_span(change, years)} × {_figure(ratios[0])}", 1)
        if _equal(steps := [after[y] - before[y] for y in years]):
            yield Effect(f"{_span(change, years, zero_too=True)} {_added(steps[0], column)}", 3)
    yield Effect(f"{value_text(before, change)} → {value_text(after, change)}", 4)


def _span(change: InputChange, years: list[int], zero_too: bool = False) -> str:
    """All years, or those that are changed; a year of 0 stays 0 when it is multiplied."""
    held: Mapping[int, float] = getattr(change.rows[0], YEARS, {})
    whole = [y for y, value in held.items() if value or (zero_too and y in years)]
    return ALL_YEARS if set(whole) <= set(years) else _runs_of(years)


def _runs_of(years: list[int]) -> str:
    runs: list[list[int]] = []
    for year in years:
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def value_text(value: Any, change: InputChange) -> str:
    """A value as a planner types it; a series as years with their values; nothing for a whole row."""
    if isinstance(value, Row) or (value is None and not change.column):
        return ""
    if isinstance(value, Mapping):
        return _series(value, change)
    return _text(value, _column(change))


def _column(change: InputChange) -> Column | None:
    """The column that is changed; the values of most targets and events are shares."""
    row = change.rows[0] or change.rows[1]
    is_share = isinstance(row, Target) and row.metric != "min_cover_days"
    is_share = is_share or (isinstance(row, Event) and row.kind in ("export_cut", "outage"))
    if change.column == "value" and is_share:
        return Column(Kind.SHARE, "")
    return change.declared


def _series(values: Mapping[int, float], change: InputChange) -> str:
    """Years with equal values together, the first ones where there are many."""
    by_value: dict[str, list[int]] = {}
    for year in sorted(values):
        by_value.setdefault(_text(values[year], change.declared), []).append(year)
    parts = [f"{text} in {_runs_of(years)}" for text, years in by_value.items()]
    return ", ".join(parts[:_RUNS]) + (", …" if len(parts) > _RUNS else "") or "empty"


def _text(value: Any, column: Column | None) -> str:
    if value is None or value in ("", ()):
        return "empty"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(value)
    if not _number(value):
        return str(value)
    if column and column.kind is Kind.SHARE:
        return f"{100 * value:.10g}%"
    return str(value) if column and column.kind is Kind.WHOLE else _figure(value)


def _figure(value: float) -> str:
    """Ten digits are what a planner may have typed; the rest is the rounding of a calculation."""
    return f"{float(f'{value:.10g}'):,.10g}"


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _equal(values: Iterable[float]) -> bool:
    known = list(values)
    return all(math.isclose(v, known[0], rel_tol=1e-9, abs_tol=1e-12) for v in known)
