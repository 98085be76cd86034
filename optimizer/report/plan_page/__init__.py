"""The page of one plan, a chapter a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from optimizer.plan.stored import read_plan_file
from optimizer.report.page import Chapter, Page
from optimizer.report.plan_page import head
from optimizer.report.plan_page.costs import costs
from optimizer.report.plan_page.dependence import dependence
from optimizer.report.plan_page.futures import futures
from optimizer.report.plan_page.money import money
from optimizer.report.plan_page.projects import projects
from optimizer.report.plan_page.stock import stock
from optimizer.report.plan_page.supply import supply
from optimizer.report.plan_page.targets import targets
from optimizer.report.plan_page.view import View

CHAPTERS: tuple[Callable[[View], Chapter | None], ...] = (
    projects,
    money,
    supply,
    dependence,
    targets,
    futures,
    stock,
    costs,
)
"""In the order of the page; a chapter without anything to say is left out."""


def plan_page(file: Path) -> Page:
    """The page of a plan.

    Raises:
        ResultError: the file is no plan.
    """
    view = View(read_plan_file(file), file.parent)
    chapters = [chapter for make in CHAPTERS if (chapter := make(view)) is not None]
    return Page(head.title(view), head.kicker(view), head.lead(view), chapters, head.tiles(view), head.foot(view))
