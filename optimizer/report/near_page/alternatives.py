"""Plans that cost almost the same and build other projects: each in one sentence, and project by project."""

from __future__ import annotations

from collections.abc import Mapping

from optimizer.report.beside import Beside, Row
from optimizer.report.matrix import Line, Matrix
from optimizer.report.near_page.view import OPTIMUM, label, plans, within_musd
from optimizer.report.page import Chapter, Part, Rows, Words
from optimizer.report.starts import key, start_cell
from optimizer.words.amounts import musd
from optimizer.words.text import clean, plural, shorten

_SHOWN = (
    "case", "differ", "dearer_musd", "dearer_share", "picked", "public_musd", "short_t", "targets_missed",
)  # fmt: skip
_GROUPS = (("must-have", "Must-have"), ("choice", "Choice"), ("never", "Never"), ("committed", "Committed"))


def alternatives(found: Beside) -> Chapter | None:
    """The plans in sentences, side by side, and the projects in which they differ."""
    rows = found.rows("alternatives")
    if not rows:
        return None
    proof = [clean(row["words"]) for row in rows if row["case"] == OPTIMUM and row["words"]]
    others = [f"{label(row['case'])}: {clean(row['words'])}" for row in rows if row["case"] != OPTIMUM]
    parts: list[Part] = [Words(others, listed=True)] if others else []
    if others:
        parts += [_side_by_side(found), _matrix(found)]
    count = plural(len(others), "plan")
    within, differ = musd(within_musd(found)), plural(int(found.document["differ"]), "project")
    first = (
        f"{count} of at most {within} more {'was' if len(others) == 1 else 'were'} found that "
        f"{'builds' if len(others) == 1 else 'build'} other projects. Who would choose otherwise for reasons that no "
        "model knows, can: the cost is known."
        if others
        else f"No plan of at most {within} more was found that differs in at least {differ}. Where a single project "
        "can be decided otherwise, the next chapter says so."
    )
    return found.opening((first, *proof), parts)


def _side_by_side(found: Beside) -> Rows:
    columns = found.columns("alternatives", _SHOWN)
    rows = [(label(row["case"]), *(row[c.name] for c in columns[1:])) for row in found.rows("alternatives")]
    return Rows("The plans side by side", columns, rows, found.source("alternatives"), folded=False)


def _matrix(found: Beside) -> Matrix:
    rows = found.rows("starts")
    years = {(str(r["case"]), str(r["project"])): int(r["start_year"]) for r in rows if r["start_year"] is not None}
    lines = [_line(found, row, years) for row in found.rows("classes")]
    differ = sum("differ" in line.groups for line in lines)
    known = {group for line in lines for group in line.groups}
    groups = [g for g in (("differ", "Differ"), *_GROUPS) if g[0] in known]
    return Matrix(
        id="near-matrix",
        heading=f"The plans differ in {plural(differ, 'project')}: built or not, or when",
        caption="Projects by plan: year of the decision to build",
        corner="Project",
        columns=[label(plan) for plan in plans(found)],
        lines=lines,
        key=key("in this plan"),
        groups=[*groups, ("all", "All")],
        source=found.source("starts", "classes"),
        search=True,
    )


def _line(found: Beside, row: Row, years: Mapping[tuple[str, str], int]) -> Line:
    project = str(row["project"])
    starts = [years.get((plan, project)) for plan in plans(found)]
    groups = ["all", str(row["class"]), *(["differ"] if len(set(starts)) > 1 else [])]
    sure = "" if row["proven"] or row["class"] == "committed" else ", not proven"
    capex = "" if row["capex_musd"] is None else musd(row["capex_musd"])
    front = [f"{row['class']}{sure}", shorten(found.names.country(str(row["country"])), 22), capex]
    cells = [
        start_cell(start, starts[0] if number else None, number > 0, row["class"] == "committed")
        for number, start in enumerate(starts)
    ]
    return Line(clean(row["name"] or project), " · ".join(part for part in front if part), cells, groups)
