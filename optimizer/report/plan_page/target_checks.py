"""How far the plan reaches each target."""

from __future__ import annotations

from dataclasses import dataclass

from optimizer.case.sheets import Target
from optimizer.report.plan_page.view import Record, View
from optimizer.study.measures import MISSED
from optimizer.study.penalty import penalty_musd
from optimizer.words.text import percent
from optimizer.words.wording import DAYS


@dataclass(frozen=True)
class TargetChecks:
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
    def yearly(self) -> bool:
        """Whether a check of some year does not hold."""
        return any(row["year"] for row in self.missed)

    @property
    def worst(self) -> Record | None:
        """The check that is furthest from its limit; None where nothing is supplied or demanded."""
        known = [row for row in self.missed or self.rows if row["achieved"] is not None]
        return min(known, key=lambda row: reached(self.target, row), default=None)


def target_checks(view: View) -> list[TargetChecks]:
    """Every target, the most expensive miss first."""
    by_target: dict[str, list[Record]] = {}
    for row in view.rows("targets"):
        by_target.setdefault(row["target"], []).append(row)
    known = [(view.case.targets[t], rows) for t, rows in by_target.items() if t in view.case.targets]
    found = [TargetChecks(target, rows, sum(_cost(view, target, row) for row in rows)) for target, rows in known]
    return sorted(found, key=lambda checks: (not checks.missed, -checks.penalty_musd))


def _cost(view: View, target: Target, row: Record) -> float:
    year = None if row["year"] is None else int(row["year"])
    return penalty_musd(view.case, target, row["slack"] or 0.0, year)


def reached(target: Target, row: Record) -> float:
    """How much of the way to the limit is gone: 1 where it holds."""
    limit, achieved = float(row["value"]), float(row["achieved"] or 0.0)
    part, whole = (limit, achieved) if target.metric.startswith("max_") else (achieved, limit)
    return 1.0 if whole <= 0 else part / whole


def amount(target: Target, value: float | None) -> str:
    """An achieved value in words."""
    return "nothing" if value is None else f"{value:,.0f} days" if target.metric == DAYS else percent(value)
