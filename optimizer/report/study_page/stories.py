"""What each case changes, in words."""

from __future__ import annotations

from optimizer.report.folds import Fold, Folds
from optimizer.report.page import Chapter
from optimizer.report.study_page.against_base import Found, differences
from optimizer.report.study_page.view import View
from optimizer.study.certainty import compared
from optimizer.words.text import clean


def stories(view: View) -> Chapter | None:
    """The sentences about each case; None where there are none."""
    told: dict[str, list[str]] = {}
    for row in view.rows("stories"):
        if row["words"]:
            told.setdefault(str(row["case"]), []).append(clean(row["words"]))
    if not told:
        return None
    found = differences(view)
    folds = [Fold(_head(view, case, found), told[case]) for case in [*view.cases, *told] if case in told]
    unique = list(dict.fromkeys((fold.head, tuple(fold.points)) for fold in folds))
    parts = (Folds([Fold(head, points) for head, points in unique], f"Sentences: {view.source('stories')}."),)
    words = "Which cells the case changes, and what follows: cost, projects, money, stock, shortage and targets."
    return Chapter("stories", "Case by case", (words,), parts)


def _head(view: View, case: str, found: Found) -> str:
    return f"{view.head(case)}: {compared(found[case])}" if case in found else view.head(case)
