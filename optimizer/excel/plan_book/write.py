"""Every sheet in its order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from optimizer.excel.pages.saving import save
from optimizer.excel.plan_book.book import Book
from optimizer.excel.plan_book.futures import write_costs, write_scenarios, write_shortage
from optimizer.excel.plan_book.money import write_funding, write_grants, write_price_support
from optimizer.excel.plan_book.operation import write_production
from optimizer.excel.plan_book.overview import fill_overview, open_overview
from optimizer.excel.plan_book.passport import write_names, write_passport
from optimizer.excel.plan_book.projects import write_business_plans, write_projects
from optimizer.excel.plan_book.rows import write_rows
from optimizer.excel.plan_book.stock import write_stockpiles
from optimizer.excel.plan_book.supply import write_dependence, write_supply
from optimizer.excel.plan_book.targets import write_targets
from optimizer.plan.plan import Plan

REPORTS = (
    write_projects,
    write_business_plans,
    write_funding,
    write_grants,
    write_supply,
    write_dependence,
    write_stockpiles,
    write_price_support,
    write_targets,
    write_costs,
    write_scenarios,
    write_shortage,
    write_production,
    write_passport,
)
ROWS = {
    "funding": "Funding rows",
    "grants": "Grant rows",
    "supply": "Supply rows",
    "dependence": "Dependence rows",
    "stockpiles": "Stockpile rows",
    "price_support": "Price support rows",
    "targets": "Target rows",
    "costs": "Cost rows",
    "shortage": "Shortage rows",
    "production": "Production rows",
    "flows": "Flows",
}
"""Tables whose report is a summary: title of the sheet with all their rows."""


def write_plan_book(plan: Plan, path: Path) -> Path:
    """Write a plan as a workbook for people; where it was saved.

    Raises:
        OSError: the folder cannot be written to, or the disk is full.
    """

    def fill(workbook: Any) -> None:
        _fill(Book(workbook, plan))

    return save(path, fill)


def _fill(book: Book) -> None:
    overview = open_overview(book)
    for report in REPORTS:
        report(book)
    for name, title in ROWS.items():
        write_rows(book, name, title)
    write_names(book)
    fill_overview(book, overview)
    book.finish()
