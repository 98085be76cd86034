"""Which targets hold, which are missed and by how much."""

from __future__ import annotations

from optimizer.plan.table import Column
from optimizer.report.page import Chapter, Rows
from optimizer.report.plan_page.missed import missed_by_year
from optimizer.report.plan_page.target_checks import TargetChecks, amount, target_checks
from optimizer.report.plan_page.view import View
from optimizer.words.text import plural
from optimizer.words.wording import sentence


def targets(view: View) -> Chapter | None:
    """Every target in words, and the missed ones year by year."""
    found = target_checks(view)
    if not found:
        return None
    missed = [checks for checks in found if checks.missed]
    heading = f"{len(found) - len(missed)} of {plural(len(found), 'target')} hold in every check"
    words = (
        "Hard targets hold in every plan. A soft target may be missed at the penalty that the "
        "workbook sets; the plan does so where meeting it would cost more."
    )
    if missed:
        penalty = sum(checks.penalty_musd for checks in missed)
        words += (
            f" {plural(len(missed), 'soft target')} {'is' if len(missed) == 1 else 'are'} missed "
            f"somewhere, at {penalty:,.0f} MUSD of penalties, discounted."
        )
    yearly = [checks for checks in missed if checks.yearly]
    figures = [missed_by_year(view, yearly)] if yearly else []
    return Chapter("targets", heading, (words,), (*figures, _table(view, found)), short="Targets")


def _table(view: View, found: list[TargetChecks]) -> Rows:
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
            amount(r.target, r.worst["achieved"]) if r.worst else None,
            r.penalty_musd if r.missed else None,
        )
        for r in found
    ]
    return Rows(
        "Every target, the most expensive miss first", columns, rows, "table targets of plan.json", folded=False
    )
