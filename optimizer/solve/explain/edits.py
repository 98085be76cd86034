"""From an amount by which a statement gives way to the cells that change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from optimizer.solve.arrays import Vector
from optimizer.solve.explain import phrases
from optimizer.solve.explain.edit import SETTINGS, Edit
from optimizer.solve.explain.levers import value
from optimizer.solve.explain.order import SHEET_OF
from optimizer.solve.explain.reasons import currency
from optimizer.solve.explain.relaxable import Relaxable
from optimizer.solve.explain.rounding import rounded_out
from optimizer.solve.explain.statement import Statement

_SHARES = ("share", "min_share", "min_public_share", "max_public_share", "min_utilisation", "min_partner_share")


def edits(model: Relaxable, statement: Statement, amount: float, point: Vector, margin: float) -> Iterator[Edit]:
    """The cells of a statement changed so that it gives way by at least the amount, as it does at the point."""
    kind, name, _ = statement
    if kind in ("committed", "excluded"):
        yield _project(model, name, "status", "candidate")
    elif kind == "requires":
        yield _project(model, name, "requires", None)
    elif kind == "group":
        members = [p for p in _built(model, point) if model.facts.case.projects[p].exclusive_group == name]
        for member in members[1:]:
            yield _project(model, member, "exclusive_group", "")
    elif kind in ("earliest_start", "latest_start"):
        yield _project(model, name, kind, _built(model, point)[name])
    elif kind == "consent":
        at = model.facts.case.countries[name].at
        yield Edit("countries", name, "consent", False, True, f"{name} gives consent: no → yes", at)
    elif kind in ("joint_funding", "viability"):
        before = getattr(model.facts.case.settings, kind)
        words = "yes → no" if before else "no → yes"
        yield Edit(SETTINGS, kind, "value", before, not before, f"{kind}: {words}", model.facts.case.setting_at(kind))
    else:
        yield _figure(model, statement, amount, margin)


def _built(model: Relaxable, point: Vector) -> dict[str, int]:
    """Start year of what is built at a point, in the order of the model."""
    columns = model.arrays.columns
    chosen = [columns[i].index() for ids in model.arrays.starts.values() for i in ids if point[i] > 0.5]
    return {p: year for p, year, _ in chosen}


def _project(model: Relaxable, name: str, column: str, after: Any) -> Edit:
    row = model.facts.case.projects[name]
    before = getattr(row, column)
    sentence = f"{column} of {name}: {before} → {'(empty)' if after in (None, '') else after}"
    return Edit("projects", name, column, before, after, sentence, row.at)


def _figure(model: Relaxable, statement: Statement, amount: float, margin: float) -> Edit:
    """A figure that moves; shares and tonnes stay within what their cells take."""
    case = model.facts.case
    kind, name, number = statement
    before = value(case, statement)
    up = _rises(model, statement)
    after = max(0.0, rounded_out(before, before + amount if up else before - amount, margin))
    metric = case.targets[name].metric if kind == "target" else ""
    if kind in _SHARES or (metric and metric != "min_cover_days"):
        after = min(1.0, after)
    words = _words(model, statement, before, after)
    if kind == "min_partner_share":
        return Edit(SETTINGS, kind, "value", before, after, f"{kind}: {words}", model.facts.case.setting_at(kind))
    if kind == "share":
        sheet, row = ("funding_rules", str(number - 1)) if number else ("funders", name)
        at = case.funding_rules[number - 1].at if number else case.funders[name].at
        return Edit(sheet, row, "max_share", before, after, f"max_share of {name}: {words}", at)
    sheet = SHEET_OF.get(kind, "projects")
    column = {"budget": str(number), "target": "value"}.get(kind, kind)
    at = getattr(case, sheet)[name].at
    what = {"budget": "budget", "target": metric}.get(kind, column)
    return Edit(sheet, name, column, before, after, f"{what} of {name}: {words}", at)


def _rises(model: Relaxable, statement: Statement) -> bool:
    if statement.kind == "target":
        return model.facts.case.targets[statement.name].metric.startswith("max_")
    return statement.kind in ("budget", "share") or statement.kind.startswith("max_")


def _words(model: Relaxable, statement: Statement, before: float, after: float) -> str:
    """The change of a figure in its unit."""
    case, (kind, name, number) = model.facts.case, statement
    if kind == "target":
        metric = case.targets[name].metric
        return f"{phrases.target_value(metric, before)} → {phrases.target_value(metric, after)}"
    if kind == "budget":
        money = f"{phrases.figure(before)} → {phrases.figure(after)} million {currency(case, name)}"
        return f"{money} in {number} (+{phrases.figure(after - before)})"
    if kind in _SHARES:
        return f"{phrases.percent(before)} → {phrases.percent(after)}"
    return f"{phrases.figure(before)} → {phrases.figure(after)} t"
