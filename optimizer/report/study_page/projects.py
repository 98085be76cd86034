"""Which project is built in which case, and when."""

from __future__ import annotations

from collections.abc import Mapping

from optimizer.report.matrix import Cell, Line, Matrix
from optimizer.report.page import Chapter
from optimizer.report.starts import key, start_cell
from optimizer.report.study_page.view import Row, View
from optimizer.words.amounts import musd
from optimizer.words.listing import listed
from optimizer.words.text import clean, plural, shorten

Starts = Mapping[tuple[str, str], int]
"""Year of the decision by case and project."""

_CLASSES = {
    "comparison": (("sometimes", "Picked in some"), ("always", "Picked in all")),
    "sweep": (("swing", "Swing"), ("core", "Core")),
    "difference": (("sometimes", "Built in one"), ("always", "Built in both")),
}
_ALL = (("never", "Never picked"), ("committed", "Committed"), ("all", "All"))


def starts(view: View) -> Starts:
    """The start of each project in each plan that builds it."""
    rows = (row for row in view.rows("starts") if row["start_year"] is not None)
    return {(str(row["case"]), str(row["project"])): int(row["start_year"]) for row in rows}


def projects(view: View) -> Chapter | None:
    """The projects by case; None where no plan builds any."""
    rows = view.rows("projects")
    if not rows or len(view.planned) < 2:
        return None
    return Chapter(
        "projects", f"Which projects, in which {view.noun}", _words(view), (project_matrix(view),), "Projects"
    )


def project_matrix(view: View, front: Mapping[str, str] | None = None) -> Matrix:
    """Projects down, cases across, with the year of the decision.

    Args:
        view: the study.
        front: something else to tell of each project, before its country.
    """
    rows, years = view.rows("projects"), starts(view)
    known = {str(row["class"]) for row in rows}
    groups = [g for g in (*_CLASSES[view.study.kind], *_ALL) if g[0] in known or g[0] == "all"]
    against = "at the point before" if view.study.kind == "sweep" else f"in {view.label(view.base)}"
    return Matrix(
        id="project-matrix",
        heading=_message(view),
        caption=f"Projects by {view.noun}: year of the decision to build",
        corner="Project",
        columns=[view.head(case) for case in view.planned],
        lines=[_line(view, row, years, front) for row in rows],
        key=key(against),
        groups=groups,
        source=f"tables projects and starts of {view.file}",
        note=_unsure(view),
        search=True,
    )


def _line(view: View, row: Row, years: Starts, front: Mapping[str, str] | None) -> Line:
    project = str(row["project"])
    country = shorten(view.names.country(str(row["country"])), 22)
    capex = "" if row["capex_musd"] is None else musd(row["capex_musd"])
    kind = clean(row["kind"]).replace("_", " ")
    return Line(
        head=view.projects[project],
        front=" · ".join(part for part in ((front or {}).get(project, ""), country, kind, capex) if part),
        cells=[_cell(view, years, case, project, row["class"] == "committed") for case in view.planned],
        groups=("all", str(row["class"])),
    )


def _cell(view: View, years: Starts, case: str, project: str, committed: bool) -> Cell:
    before = view.before(case)
    start = years.get((case, project))
    return start_cell(start, years.get((before, project)) if before else None, before is not None, committed)


def _message(view: View) -> str:
    is_sweep = view.study.kind == "sweep"
    classes = [row["class"] for row in view.rows("projects")]
    always, sometimes = (classes.count(name) for name in (("core", "swing") if is_sweep else ("always", "sometimes")))
    if not sometimes:
        return f"Every {view.noun} picks the same {plural(always, 'candidate project')}"
    verb = "is" if always == 1 else "are"
    where = {"point": "at every point", "plan": "in both plans"}.get(view.noun, "in every case")
    picked = f"{plural(always, 'candidate project')} {verb} picked {where}"
    return f"{picked}; {sometimes} {'depends' if sometimes == 1 else 'depend'} on the {view.noun}"


def _words(view: View) -> list[str]:
    if view.study.kind == "difference":
        return ["The year of the decision in both plans, for each project that either of them could build."]
    never = sum(row["class"] == "never" for row in view.rows("projects"))
    said = f" {plural(never, 'project')} {'is' if never == 1 else 'are'} never picked." if never else ""
    return [
        "A project that is picked whatever happens is a safe first step. One that is picked in some cases only is "
        f"where the choice lies.{said}"
    ]


def _unsure(view: View) -> str:
    """Where other projects may be chance."""
    if view.study.kind == "sweep":
        return _unsure_steps(view)
    same = [row["case"] for row in view.rows("cases") if row["told_apart"] is not None and not row["told_apart"]]
    if not same:
        return ""
    verb = "costs" if len(same) == 1 else "cost"
    names = listed(map(view.head, same), 12)
    return f"{names} {verb} the same as base within the gap: where their projects differ, that may be chance."


def _unsure_steps(view: View) -> str:
    weak = [view.head(row["to"]) for row in view.rows("steps") if not row["told_apart"]]
    if not weak:
        return ""
    return f"{listed(weak, 12)}: the step there saves no more than the gap explains, so its changes may be chance."
