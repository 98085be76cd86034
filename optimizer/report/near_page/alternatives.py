"""Plans that cost almost the same and build other projects: each in one sentence, and project by project."""

from __future__ import annotations

from collections.abc import Mapping

from optimizer.near.tables import ALTERNATIVES
from optimizer.report.matrix import Line, Matrix
from optimizer.report.near_page.view import OPTIMUM, NearView, Row
from optimizer.report.page import Chapter, Part, Rows, Words
from optimizer.report.starts import key, start_cell
from optimizer.words.amounts import musd
from optimizer.words.text import clean, plural, shorten

_SHOWN = (
    "case", "differ", "dearer_musd", "dearer_share", "picked", "public_musd", "short_t", "targets_missed",
)  # fmt: skip
_GROUPS = (("must-have", "Must-have"), ("choice", "Choice"), ("never", "Never"), ("committed", "Committed"))


def alternatives(view: NearView) -> Chapter | None:
    """The plans in sentences, side by side, and the projects in which they differ."""
    rows = view.rows("alternatives")
    if not rows:
        return None
    proof = [clean(row["words"]) for row in rows if row["case"] == OPTIMUM and row["words"]]
    others = [f"{view.label(row['case'])}: {clean(row['words'])}" for row in rows if row["case"] != OPTIMUM]
    parts: list[Part] = [Words(others, listed=True)] if others else []
    if others:
        parts += [_side_by_side(view), _matrix(view)]
    found = plural(len(others), "plan")
    within = musd(view.within_musd)
    first = (
        f"{found} of at most {within} more {'was' if len(others) == 1 else 'were'} found that "
        f"{'builds' if len(others) == 1 else 'build'} other projects. Who would choose otherwise for reasons that no "
        "model knows, can: the cost is known."
        if others
        else f"No plan of at most {within} more was found that builds enough other projects."
    )
    return Chapter("alternatives", "Plans almost as good", (first, *proof), parts, "Alternatives")


def _side_by_side(view: NearView) -> Rows:
    known = {c.name: c for c in ALTERNATIVES.columns}
    columns = [known[name] for name in _SHOWN]
    rows = [(view.label(row["case"]), *(row[c.name] for c in columns[1:])) for row in view.rows("alternatives")]
    return Rows("The plans side by side", columns, rows, view.source("alternatives"), folded=False)


def _matrix(view: NearView) -> Matrix:
    rows = view.rows("starts")
    years = {(str(r["case"]), str(r["project"])): int(r["start_year"]) for r in rows if r["start_year"] is not None}
    lines = [_line(view, row, years) for row in view.rows("classes")]
    differ = sum("differ" in line.groups for line in lines)
    known = {group for line in lines for group in line.groups}
    groups = [g for g in (("differ", "Differ"), *_GROUPS) if g[0] in known]
    return Matrix(
        id="near-matrix",
        heading=f"The plans differ in {plural(differ, 'project')}: built or not, or when",
        caption="Projects by plan: year of the decision to build",
        corner="Project",
        columns=[view.label(plan) for plan in view.plans],
        lines=lines,
        key=key("in this plan"),
        groups=[*groups, ("all", "All")],
        source=view.source("starts", "classes"),
        search=True,
    )


def _line(view: NearView, row: Row, years: Mapping[tuple[str, str], int]) -> Line:
    project = str(row["project"])
    starts = [years.get((plan, project)) for plan in view.plans]
    groups = ["all", str(row["class"]), *(["differ"] if len(set(starts)) > 1 else [])]
    sure = "" if row["proven"] or row["class"] == "committed" else ", not proven"
    capex = "" if row["capex_musd"] is None else musd(row["capex_musd"])
    front = [f"{row['class']}{sure}", shorten(view.names.country(str(row["country"])), 22), capex]
    cells = [
        start_cell(start, starts[0] if number else None, number > 0, row["class"] == "committed")
        for number, start in enumerate(starts)
    ]
    return Line(clean(row["name"] or project), " · ".join(part for part in front if part), cells, groups)
