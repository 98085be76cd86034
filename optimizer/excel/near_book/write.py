"""Every sheet of the alternatives in its order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from optimizer.excel.near_book.classes import write_classes
from optimizer.excel.near_book.overview import fill_overview, open_overview
from optimizer.excel.near_book.passport import write_passport
from optimizer.excel.pages.saving import save
from optimizer.excel.study_book.book import StudyBook
from optimizer.excel.study_book.costs import write_costs
from optimizer.excel.study_book.money import write_money
from optimizer.excel.study_book.projects import write_projects
from optimizer.excel.study_book.scenarios import write_scenarios
from optimizer.excel.study_book.stock import write_stockpiles
from optimizer.excel.study_book.targets import write_targets
from optimizer.near.study import NearStudy

COMPARED = (write_projects, write_costs, write_money, write_stockpiles, write_scenarios, write_targets)
"""The sheets that compare plans, as of any study."""


def write_near_book(study: NearStudy, path: Path) -> Path:
    """Write alternatives as a workbook for people; where it was saved.

    Raises:
        OSError: the folder cannot be written to, or the disk is full.
    """

    def fill(workbook: Any) -> None:
        book = StudyBook(workbook, study.comparison)
        page = open_overview(book)
        write_classes(book, study)
        for report in COMPARED:
            report(book)
        write_passport(book, study)
        fill_overview(book, page, study)
        book.finish()

    return save(path, fill)
