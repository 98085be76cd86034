"""The page of a study: a comparison of cases, a sweep, or the difference of two plans."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from optimizer.report.page import Chapter, Page
from optimizer.report.study_page import head
from optimizer.report.study_page.against_base import against_base
from optimizer.report.study_page.changes import everything, inputs, story
from optimizer.report.study_page.cooperation import cooperation
from optimizer.report.study_page.frontier import frontier
from optimizer.report.study_page.ladder import ladder
from optimizer.report.study_page.measured import measured
from optimizer.report.study_page.money import money
from optimizer.report.study_page.nested import nested
from optimizer.report.study_page.projects import projects
from optimizer.report.study_page.scenarios import scenarios
from optimizer.report.study_page.steps import steps
from optimizer.report.study_page.stories import stories
from optimizer.report.study_page.targets import targets
from optimizer.report.study_page.terms import terms
from optimizer.report.study_page.trade import trade
from optimizer.report.study_page.unanswered import unanswered
from optimizer.report.study_page.view import View

Make = Callable[[View], Chapter | None]

CHAPTERS: Mapping[str, Sequence[Make]] = {
    "comparison": (
        against_base,
        trade,
        projects,
        cooperation,
        terms,
        money,
        scenarios,
        targets,
        stories,
    ),
    "sweep": (frontier, steps, ladder, measured, nested, money, scenarios, targets, unanswered),
    "difference": (story, projects, money, scenarios, targets, everything, inputs),
}
"""In the order of the page; a chapter without anything to say is left out."""


def study_page(file: Path) -> Page:
    """The page of a comparison, a sweep or a difference.

    Raises:
        ResultError: the file is no study.
    """
    view = View(file)
    chapters = [chapter for make in CHAPTERS[view.study.kind] if (chapter := make(view)) is not None]
    return Page(head.title(view), head.kicker(view), head.lead(view), chapters, head.tiles(view), head.foot(view))
