"""Which targets hold, which are missed and by how much."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from optimizer.case.sheets import Target
from optimizer.plan.table import Column
from optimizer.report.page import Chapter, Figure, Rows
from optimizer.report.plan_page.view import Record, View
from optimizer.study.measures import MISSED
from optimizer.words.text import percent, plural
from optimizer.words.wording import DAYS, POOLED, brief, sentence

_MOST = 30


@dataclass(frozen=True)
class Reach:
    """A target with its checks."""

    target: Target
    rows: list[Record]
    penalty_musd: float
    """What missing it costs, discounted."""

    @property
    def missed(self) -> list[Record]:
        """The checks that do not hold."""
        return [row for row in self.rows if (row["slack"] or 0.0) > MISSED]

    @property
    def worst(self) -> Record | None:
        """The check that is furthest from its limit; None where nothing is supplied or demanded."""
        known = [row for row in self.missed or self.rows if row["achieved"] is not None]
        return min(known, key=lambda row: _reached(self.target, row), default=None)


def reaches(view: View) -> list[Reach]:
    """Every target, the most expensive miss first."""
    by_target: dict[str, list[Record]] = {}
    for row in view.rows("targets"):
        by_target.setdefault(row["target"], []).append(row)
    known = [(view.case.targets[t], rows) for t, rows in by_target.items() if t in view.case.targets]
    found = [Reach(target, rows, sum(_penalty(view, target, row) for row in rows)) for target, rows in known]
    return sorted(found, key=lambda reach: (not reach.missed, -reach.penalty_musd))


def _penalty(view: View, target: Target, row: Record) -> float:
    """Discounted MUSD; targets on shares of money have no year, and a slack in MUSD."""
    slack, penalty = row["slack"] or 0.0, target.penalty or 0.0
    if target.metric.endswith(POOLED) or row["year"] is None:
        return float(slack * penalty)
    settings = view.case.settings
    return float(slack * penalty / 1e6 * (1 + settings.discount_rate) ** (settings.first_year - int(row["year"])))


def _reached(target: Target, row: Record) -> float:
    """How much of the way to the limit is gone: 1 where it holds."""
    limit, achieved = float(row["value"]), float(row["achieved"] or 0.0)
    part, whole = (limit, achieved) if target.metric.startswith("max_") else (achieved, limit)
    return 1.0 if whole <= 0 else part / whole


def _amount(target: Target, value: float | None) -> str:
    return "nothing" if value is None else f"{value:,.0f} days" if target.metric == DAYS else percent(value)


def targets(view: View) -> Chapter | None:
    """Every target in words, and the missed ones year by year."""
    found = reaches(view)
    if not found:
        return None
    missed = [reach for reach in found if reach.missed]
    heading = f"{len(found) - len(missed)} of {plural(len(found), 'target')} hold in every check"
    words = (
        "Hard targets hold in every plan. A soft target may be missed at the penalty that the "
        "workbook sets; the plan does so where meeting it would cost more."
    )
    if missed:
        penalty = sum(reach.penalty_musd for reach in missed)
        words += (
            f" {plural(len(missed), 'soft target')} {'is' if len(missed) == 1 else 'are'} missed "
            f"somewhere, at {penalty:,.0f} MUSD of penalties, discounted."
        )
    figures = [_by_year(view, missed)] if any(row["year"] for reach in missed for row in reach.missed) else []
    return Chapter("targets", heading, (words,), (*figures, _table(view, found)), short="Targets")


def _by_year(view: View, missed: list[Reach]) -> Figure:
    yearly = [reach for reach in missed if any(row["year"] for row in reach.missed)]
    shown = yearly[:_MOST]
    years = sorted({int(row["year"]) for reach in shown for row in reach.rows if row["year"] is not None})
    cells = [
        [
            years.index(int(row["year"])),
            n,
            max(0.0, 1 - _reached(reach.target, row)),
            "×" if (row["slack"] or 0) > MISSED else "",
            _said(view, reach.target, row),
        ]
        for n, reach in enumerate(shown)
        for row in _worst_by_year(reach)
    ]
    last = [reach for reach in yearly if any(int(row["year"] or 0) == years[-1] for row in reach.missed)]
    rows = [
        (
            brief(reach.target, view.names),
            int(row["year"]),
            _amount(reach.target, row["value"]),
            _amount(reach.target, row["achieved"]),
            row["slack"],
        )
        for reach in shown
        for row in _worst_by_year(reach)
        if (row["slack"] or 0) > MISSED
    ]
    columns = (
        Column("target", "Target", "text"),
        Column("year", "Year", "year"),
        Column("limit", "Limit", "text"),
        Column("achieved", "Achieved", "text"),
        Column("slack", "Missed by", "tonnes", "t"),
    )
    return Figure(
        id="targets-missed",
        kind="heat",
        heading=f"{'All' if len(last) == len(yearly) else len(last)} of them are still missed in {years[-1]}",
        shows=f"Matrix of {len(shown)} missed targets and years: the darker a cell, the further the plan is "
        "from the target; a cross marks a miss.",
        data={
            "views": {
                "": {
                    "rows": [brief(r.target, view.names, 26) for r in shown],
                    "columns": list(map(str, years)),
                    "cells": cells,
                }
            },
            "by": [],
            "share": True,
            "most": 1,
            "label": "Achieved",
            "side": 330,
            "tall": True,
            "hue": "concern",
        },
        rows=Rows("Missed targets by year", columns, rows, "table targets of plan.json"),
        note="What lacks of the way to the limit, %, in the worst check of a year; 0 means that it holds. "
        "The most expensive misses stand first."
        + (f" {len(yearly) - _MOST} more stand in the table below." if len(yearly) > _MOST else ""),
    )


def _worst_by_year(reach: Reach) -> Iterable[Record]:
    by_year: dict[int, Record] = {}
    for row in reach.rows:
        if row["year"] is None or row["achieved"] is None:
            continue
        year, known = int(row["year"]), by_year.get(int(row["year"]))
        if known is None or _reached(reach.target, row) < _reached(reach.target, known):
            by_year[year] = row
    return by_year.values()


def _said(view: View, target: Target, row: Record) -> str:
    who = f" ({view.names.country(row['country'])})" if row["country"] else ""
    return f"{_amount(target, row['achieved'])}{who}, limit {_amount(target, row['value'])}"


def _table(view: View, found: list[Reach]) -> Rows:
    columns = (
        Column("words", "What it asks for", "text"),
        Column("hard", "Hard", "yes_no"),
        Column("state", "State", "text"),
        Column("worst", "Achieved at worst", "text"),
        Column("penalty", "Penalty", "money", "MUSD"),
    )
    rows = [
        (
            sentence(r.target, view.names),
            r.target.penalty is None,
            f"missed in {len(r.missed)} of {plural(len(r.rows), 'check')}" if r.missed else "held",
            _amount(r.target, r.worst["achieved"]) if r.worst else None,
            r.penalty_musd if r.missed else None,
        )
        for r in found
    ]
    return Rows(
        "Every target, the most expensive miss first", columns, rows, "table targets of plan.json", folded=False
    )
