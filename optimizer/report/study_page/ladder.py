"""Core, swing and never: from which budget on each project is picked, and which a looser point drops."""

from __future__ import annotations

from collections.abc import Mapping

from optimizer.report.folds import Fold, Folds
from optimizer.report.page import Chapter, Part
from optimizer.report.study_page.frontier import along, solved
from optimizer.report.study_page.projects import project_matrix, starts
from optimizer.report.study_page.view import View
from optimizer.words.amounts import musd
from optimizer.words.text import clean, plural


def ladder(view: View) -> Chapter | None:
    """Projects by point with the first budget of each; None where no plan builds any."""
    rows = view.rows("projects")
    if not rows or len(view.planned) < 2:
        return None
    parts: list[Part] = [project_matrix(view, _first(view))]
    dropped = [row for row in view.rows("dropped") if row["words"]]
    if dropped:
        folds = [Fold(view.projects.get(str(r["project"]), clean(r["name"])), [clean(r["words"])]) for r in dropped]
        parts.append(Folds(folds, f"Dropped by a looser point: {view.source('dropped')}."))
    return Chapter("projects", "Core, swing and never", _words(view, bool(dropped)), parts, "Projects")


def _words(view: View, dropped: bool) -> list[str]:
    classes = [row["class"] for row in view.rows("projects")]
    core, swing, never = (classes.count(name) for name in ("core", "swing", "never"))
    told = (
        f"{plural(core, 'project')} {_is(core)} core: picked at every point. {swing} {_is(swing)} swing: picked at "
        f"some. {never} {_is(never)} never picked, whatever the point."
    )
    if dropped:
        told += " A project can be worth its money while money is short and be displaced when there is more."
    return [told]


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _first(view: View) -> Mapping[str, str]:
    """The first point at which each candidate is picked, as budget where that is varied."""
    column, _ = along(view)
    years = starts(view)
    found: dict[str, str] = {}
    for row in solved(view):
        at = f"from {musd(row[column])}" if column == "budget_musd" else f"from {view.label(row['point'])}"
        for case, project in years:
            if case == row["point"]:
                found.setdefault(project, at)
    candidates = {str(row["project"]) for row in view.rows("projects") if row["class"] == "swing"}
    return {project: at for project, at in found.items() if project in candidates}
