from __future__ import annotations

from collections.abc import Iterable

from optimizer.case.checks.rule import Rule, Sight, error, tell, warning, where_horizon_is_known
from optimizer.case.columns import STAR
from optimizer.case.future import NEUTRAL_VALUE
from optimizer.case.sheets import Row
from optimizer.case.validate import above_all
from optimizer.errors import Finding, Severity

USES = {
    "export_cut": ("country", "material", "market", "first_year", "last_year"),
    "outage": ("country", "material", "project", "first_year", "last_year"),
    "delay": ("country", "project"),
    "price": ("country", "material", "first_year", "last_year"),
    "demand": ("material", "market", "first_year", "last_year"),
}
"""The columns that each kind of event uses."""
_CHOOSABLE = ("country", "material", "market", "project", "first_year", "last_year")


def columns_fit_kind(sight: Sight) -> Iterable[Finding]:
    """A filled column that the kind of event does not use is an error; a `*` there says nothing wrong."""
    for row in sight.case.events:
        yield from not_used(row, row.kind, _CHOOSABLE)


def not_used(row: Row, kind: str, choosable: tuple[str, ...]) -> Iterable[Finding]:
    """The filled cells among those that a planner may choose of which the kind makes no use."""
    used = [column for column in USES[kind] if column in choosable]
    for column in choosable:
        if column in row.at.filled and column not in used:
            severity: Severity = "warning" if getattr(row, column) == STAR else "error"
            article = "an" if kind[0] in "aeiou" else "a"
            message = f"{article} {kind} does not use {column}: empty the cell (it uses {', '.join(used)})"
            yield from tell(severity, row, column, message, "kind")


def values_fit_kind(sight: Sight) -> Iterable[Finding]:
    """A cut or outage is a share, a delay whole years, the others factors."""
    for row in sight.case.events:
        if row.kind in ("export_cut", "outage") and row.value > 1:
            yield from error(row, "value", f"value {above_all(row.value)}", "kind")
        elif row.kind == "delay" and not float(row.value).is_integer():
            yield from error(row, "value", f"value is {row.value:g}: a delay is a whole number of years", "kind")
        elif row.value == NEUTRAL_VALUE[row.kind]:
            yield from warning(row, "value", f"value is {row.value:g}: the event has no effect", "kind")


def years_in_order(sight: Sight) -> Iterable[Finding]:
    """An event's last year is not before its first, and some year of it is in the horizon."""
    settings = sight.case.settings
    for row in sight.case.events:
        if row.kind == "delay":
            continue
        first = settings.first_year if row.first_year is None else row.first_year
        last = settings.last_year if row.last_year is None else row.last_year
        column = "last_year" if row.last_year is not None else "first_year"
        if row.first_year is not None and row.last_year is not None and last < first:
            yield from error(row, column, f"last_year {last} is before first_year {first}", "first_year", "last_year")
        elif last < settings.first_year or first > settings.last_year:
            message = f"the event is in {row.first_year or '…'}–{row.last_year or '…'}, outside the horizon: no effect"
            yield from warning(row, column, message, "first_year", "last_year", "kind")


def project_wins(sight: Sight) -> Iterable[Finding]:
    """Where an event names a project, its country and material count for nothing."""
    for row in sight.case.events:
        for column in ("country", "material") if row.project else ():
            if column in USES[row.kind] and column in row.at.filled and getattr(row, column) != STAR:
                yield from warning(
                    row, column, f"{column} counts for nothing: the event names {row.project}", "project"
                )


def scenarios_differ(sight: Sight) -> Iterable[Finding]:
    """A scenario has an event; one without is base again."""
    used = {row.scenario for row in sight.case.events}
    for row in sight.case.scenarios.values():
        if row.scenario not in used and sight.complete("events"):
            yield from warning(row, "scenario", f"the scenario {row.scenario} has no events: it is the same as base")


RULES: tuple[Rule, ...] = (
    columns_fit_kind,
    values_fit_kind,
    where_horizon_is_known(years_in_order),
    project_wins,
    scenarios_differ,
)
