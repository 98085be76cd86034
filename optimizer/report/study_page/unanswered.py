"""Points of a sweep that have no plan, and why."""

from __future__ import annotations

from optimizer.report.page import Chapter, Words
from optimizer.report.study_page.view import View
from optimizer.words.text import clean


def unanswered(view: View) -> Chapter | None:
    """Each point without a plan with what is known of it; None where every point has one."""
    rows = [row for row in view.rows("points") if row["best_musd"] is None]
    if not rows:
        return None
    told = [
        f"{view.head(row['point'])} ({row['answer']}): {clean(row['message'] or 'nothing is known')}" for row in rows
    ]
    return Chapter("unanswered", "Points without a plan", parts=(Words(told, listed=True),), short="No plan")
