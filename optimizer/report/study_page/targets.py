"""Which targets are missed in which case, and by how much."""

from __future__ import annotations

from collections.abc import Mapping

from optimizer.report.matrix import Cell, Line, Matrix
from optimizer.report.page import Chapter
from optimizer.report.study_page.view import Row, View
from optimizer.words.amounts import number
from optimizer.words.names import Names
from optimizer.words.text import clean, plural
from optimizer.words.wording import POOLED, brief

_DUST = 1e-6


def targets(view: View) -> Chapter | None:
    """Target by case; None where no plan misses any."""
    rows = view.rows("targets")
    if not any((row["missed"] or 0) > 0 for row in rows):
        return None
    by = {(str(row["case"]), str(row["target"])): row for row in rows}
    said = {str(row["target"]): clean(row["sentence"] or row["target"]) for row in rows}
    often = {t: sum(_is_missed(by.get((case, t))) for case in view.planned) for t in said}
    order = sorted((t for t in said if often[t]), key=lambda t: -often[t])
    lines = [_line(view, by, t, said[t], often[t]) for t in order]
    everywhere = sum(often[t] == len(view.planned) for t in order)
    groups = [("some", "Missed in some"), ("every", "Missed in all"), ("all", "All missed")]
    known = [g for g in groups if any(g[0] in line.groups for line in lines)]
    matrix = Matrix(
        id="target-matrix",
        heading=_message(view, everywhere, len(order) - everywhere),
        caption=f"Targets by {view.noun}: how far each is missed, t or MUSD",
        corner="Target",
        columns=[view.head(case) for case in view.planned],
        lines=lines,
        key=(
            ("missed", "12,300", "missed by so much over all years, t (MUSD for shares of money)"),
            ("held", "✓", "held"),
        ),
        groups=known,
        source=view.source("targets"),
        search=len(lines) > 12,
    )
    words = "Targets that at least one plan misses; every other target of the workbook holds in every plan."
    return Chapter("targets", "Which targets give way", (words,), (matrix,), "Targets")


def _line(view: View, by: Mapping[tuple[str, str], Row], target: str, sentence: str, often: int) -> Line:
    found = [by.get((case, target)) for case in view.planned]
    group = "every" if often == len(view.planned) else "some"
    return Line(*_said(view, target, sentence), [_cell(row) for row in found], ("all", group))


def _said(view: View, target: str, sentence: str) -> tuple[str, str]:
    """What a target asks for on half a line, and its years, where a plan beside the study knows it."""
    for plan in view.plans.values():
        if known := plan.case.targets.get(target):
            years = (known.from_year, known.to_year)
            pooled = known.metric.endswith(POOLED)
            return brief(known, Names(plan.case)), "" if pooled else "–".join(map(str, dict.fromkeys(years)))
    return sentence, ""


def _is_missed(row: Row | None) -> bool:
    return row is not None and (row["missed"] or 0) > 0 and (row["slack"] or 0) > _DUST


def _cell(row: Row | None) -> Cell:
    if row is None or not _is_missed(row):
        return Cell("✓", "held", "held")
    return Cell(number(row["slack"]), "missed", "missed")


def _message(view: View, everywhere: int, sometimes: int) -> str:
    every, some = {
        "point": ("at every point", "at some points"),
        "plan": ("in both plans", "in one of them"),
    }.get(view.noun, ("in every case", "in some cases"))
    if not everywhere:
        return f"{plural(sometimes, 'target')} {'is' if sometimes == 1 else 'are'} missed {some} only"
    also = f", {sometimes} {some} only" if sometimes else ""
    return f"{plural(everywhere, 'target')} {'is' if everywhere == 1 else 'are'} missed {every}{also}"
