from __future__ import annotations

from collections.abc import Iterable

from optimizer.case.checks.events import not_used
from optimizer.case.checks.rule import Rule, Sight, error, warning, where_horizon_is_known
from optimizer.case.future import NEUTRAL_VALUE
from optimizer.case.hazards import OF_THE_HAZARD, rows_by_hazard
from optimizer.case.sheets import HazardEffect
from optimizer.case.validate import above_all
from optimizer.errors import Finding

_CHOOSABLE = ("country", "material", "market")
_SHARES = ("export_cut", "outage")


def columns_fit_kind(sight: Sight) -> Iterable[Finding]:
    """A filled column that the kind of effect does not use is an error; a `*` there says nothing wrong."""
    for row in sight.case.hazards:
        yield from not_used(row, row.kind, _CHOOSABLE)


def values_fit_kind(sight: Sight) -> Iterable[Finding]:
    """A cut or outage is a share, the others are factors; the largest value is not below the least."""
    for row in sight.case.hazards:
        for column in ("value_low", "value_high") if row.kind in _SHARES else ():
            if column in row.at.filled and getattr(row, column) > 1:
                yield from error(row, column, f"{column} {above_all(getattr(row, column))}", "kind")
        yield from _in_order(row, "value_low", "value_high")
        if row.value_low == row.value_high == NEUTRAL_VALUE[row.kind]:
            message = f"value_low is {row.value_low:g}, and so is value_high: the hazard has no effect"
            yield from warning(row, "value_low", message, "value_high", "kind")


def spans_in_order(sight: Sight) -> Iterable[Finding]:
    """It lasts no fewer years at most than at least, and may strike from its first year to its last."""
    for row in sight.case.hazards:
        yield from _in_order(row, "years_low", "years_high")
        yield from _in_order(row, "first_year", "last_year")


def _in_order(row: HazardEffect, low: str, high: str) -> Iterable[Finding]:
    least, most = getattr(row, low), getattr(row, high)
    if {low, high} <= row.at.filled and row.at.unsound.isdisjoint((low, high)) and most < least:
        yield from error(row, high, f"{high} {most:g} is below {low} {least:g}")


def may_strike(sight: Sight) -> Iterable[Finding]:
    """Some year in which a hazard may strike is in the horizon."""
    settings = sight.case.settings
    for row in sight.case.hazards:
        if row.first_year is not None and row.first_year > settings.last_year:
            after = f"first_year is {row.first_year}, after the horizon, which ends in {settings.last_year}"
            yield from warning(row, "first_year", f"{after}: it never strikes")
        if row.last_year is not None and row.last_year < settings.first_year:
            before = f"last_year is {row.last_year}, before the horizon, which begins in {settings.first_year}"
            yield from warning(row, "last_year", f"{before}: it never strikes")


def rows_agree(sight: Sight) -> Iterable[Finding]:
    """The first row of a hazard says how likely it is and how long it lasts; its other rows say nothing else."""
    for name, (head, *others) in rows_by_hazard(sight.case).items():
        for column in ("yearly_probability", "years_low"):
            if getattr(head, column) is None:
                yield from error(head, column, f"{column} is empty: the first row of the hazard {name} has to say it")
        for row in others:
            for column in OF_THE_HAZARD:
                said, value = getattr(head, column), getattr(row, column)
                if column in row.at.filled and value != said and column not in head.at.unsound:
                    first = f"the first row of the hazard {name} (row {head.at.row})"
                    what = "is empty" if said is None else f"says {said:g}"
                    message = f"{column} is {value:g}, and {first} {what}: rows of one hazard strike together"
                    yield from error(row, column, f"{message}; empty the cell, or rename the hazard")


RULES: tuple[Rule, ...] = (
    columns_fit_kind,
    values_fit_kind,
    spans_in_order,
    where_horizon_is_known(may_strike),
    rows_agree,
)
