"""Every sheet of a study in its order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from optimizer.excel.pages.page import Page
from optimizer.excel.pages.saving import save
from optimizer.excel.study_book.book import StudyBook
from optimizer.excel.study_book.cooperation import write_cooperation
from optimizer.excel.study_book.costs import write_costs
from optimizer.excel.study_book.differences import write_differences, write_inputs
from optimizer.excel.study_book.frontier import fill_frontier, open_frontier
from optimizer.excel.study_book.money import write_money
from optimizer.excel.study_book.overview import fill_overview, open_overview
from optimizer.excel.study_book.passport import write_passport
from optimizer.excel.study_book.projects import write_projects
from optimizer.excel.study_book.scenarios import write_scenarios
from optimizer.excel.study_book.steps import write_dropped, write_nested, write_steps
from optimizer.excel.study_book.stock import write_stockpiles
from optimizer.excel.study_book.stories import write_stories
from optimizer.excel.study_book.targets import write_targets
from optimizer.excel.study_book.two_plans import fill_two_plans, open_two_plans
from optimizer.study.study import Study

Report = Callable[[StudyBook], None]
Opening = tuple[Callable[[StudyBook], Page], Callable[[StudyBook, Page], None]]

REPORTS: dict[str, tuple[Report, ...]] = {
    "comparison": (
        write_projects,
        write_stories,
        write_differences,
        write_costs,
        write_money,
        write_stockpiles,
        write_scenarios,
        write_targets,
        write_cooperation,
        write_inputs,
    ),
    "sweep": (
        write_steps,
        write_projects,
        write_dropped,
        write_nested,
        write_money,
        write_scenarios,
        write_targets,
    ),
    "difference": (
        write_differences,
        write_inputs,
        write_projects,
        write_costs,
        write_money,
        write_stockpiles,
        write_scenarios,
        write_targets,
    ),
}
WITHOUT_PLANS = (write_stories, write_inputs)
"""All that there is to tell where nothing could be solved."""
FIRST: dict[str, Opening] = {
    "comparison": (open_overview, fill_overview),
    "sweep": (open_frontier, fill_frontier),
    "difference": (open_two_plans, fill_two_plans),
}


def write_study_book(study: Study, path: Path) -> Path:
    """Write a study as a workbook for people; where it was saved.

    Raises:
        OSError: the folder cannot be written to, or the disk is full.
    """

    def fill(workbook: Any) -> None:
        _fill(StudyBook(workbook, study))

    return save(path, fill)


def _fill(book: StudyBook) -> None:
    open_first, fill_first = FIRST[book.study.kind]
    page = open_first(book)
    solved = any(map(book.has_plan, book.cases))
    for report in REPORTS[book.study.kind]:
        if solved or report in WITHOUT_PLANS:
            report(book)
    write_passport(book)
    fill_first(book, page)
    book.finish()
