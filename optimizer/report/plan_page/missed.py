"""The missed targets year by year."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from optimizer.case.sheets import Target
from optimizer.plan.table import Column
from optimizer.report.page import Figure, Rows
from optimizer.report.plan_page.target_checks import TargetChecks, amount, reached
from optimizer.report.plan_page.view import Record, View
from optimizer.study.measures import MISSED
from optimizer.words.text import plural
from optimizer.words.wording import brief

_MOST = 30
_LOOK = {"by": [], "share": True, "most": 1, "label": "Achieved", "side": 330, "tall": True, "hue": "concern"}


def missed_by_year(view: View, missed: list[TargetChecks]) -> Figure:
    """A matrix of missed targets and years: how far the plan stays away from the limit."""
    shown = missed[:_MOST]
    years = sorted({int(row["year"]) for checks in shown for row in checks.rows if row["year"] is not None})
    cells = [
        _cell(view, checks.target, row, years.index(int(row["year"])), n)
        for n, checks in enumerate(shown)
        for row in _worst_by_year(checks)
    ]
    last = sum(any(int(row["year"] or 0) == years[-1] for row in checks.missed) for checks in missed)
    names = [brief(checks.target, view.names, 26) for checks in shown]
    rest = len(missed) - len(shown)
    return Figure(
        id="targets-missed",
        kind="heat",
        heading=f"{_still(last, len(missed))} in {years[-1]}",
        shows=f"Matrix of {plural(len(shown), 'missed target')} and years: the darker a cell, the further the plan "
        "is from the target; a cross marks a miss.",
        data={"views": {"": {"rows": names, "columns": list(map(str, years)), "cells": cells}}, **_LOOK},
        rows=_rows(view, shown),
        note="How far the plan stays away from the limit, % of it, in the worst check of a year; 0 means that it "
        "holds. The most expensive misses stand first." + (f" {rest} more stand in the table below." if rest else ""),
    )


def _still(missed: int, targets: int) -> str:
    """What is said of targets that are missed somewhere, of which so many are missed at the end."""
    if targets == 1:
        return "The missed target is still missed" if missed else "The missed target holds"
    return f"{'All' if missed == targets else f'{missed} of'} {targets} missed targets are still missed"


def _cell(view: View, target: Target, row: Record, column: int, line: int) -> list[Any]:
    missed = (row["slack"] or 0.0) > MISSED
    lacks = max(0.0, 1 - reached(target, row)) if missed else 0.0
    return [column, line, lacks, "×" if missed else "", _said(view, target, row)]


def _rows(view: View, shown: list[TargetChecks]) -> Rows:
    columns = (
        Column("target", "Target", "text"),
        Column("year", "Year", "year"),
        Column("limit", "Limit", "text"),
        Column("achieved", "Achieved", "text"),
        Column("slack", "Missed by", "tonnes", "t"),
    )
    rows = [
        (
            brief(r.target, view.names),
            row["year"],
            amount(r.target, row["value"]),
            amount(r.target, row["achieved"]),
            row["slack"],
        )
        for r in shown
        for row in _worst_by_year(r)
        if (row["slack"] or 0.0) > MISSED
    ]
    return Rows("Missed targets by year, the worst check of each", columns, rows, "table targets of plan.json")


def _worst_by_year(checks: TargetChecks) -> Iterable[Record]:
    by_year: dict[int, Record] = {}
    for row in checks.rows:
        if row["year"] is None or row["achieved"] is None:
            continue
        year, known = int(row["year"]), by_year.get(int(row["year"]))
        if known is None or reached(checks.target, row) < reached(checks.target, known):
            by_year[year] = row
    return by_year.values()


def _said(view: View, target: Target, row: Record) -> str:
    who = f" ({view.names.country(row['country'])})" if row["country"] else ""
    return f"{amount(target, row['achieved'])}{who}, limit {amount(target, row['value'])}"
