"""The sheet of production: what every project makes in base."""

from __future__ import annotations

from optimizer.excel.pages.pivot import year_matrix
from optimizer.excel.plan_book.book import Book
from optimizer.excel.plan_book.money import in_base
from optimizer.excel.plan_book.rows import empty


def write_production(book: Book) -> None:
    """Output by project and year in base."""
    page = book.page(
        "Production",
        "Output by project and year",
        "Tonnes of the main product in base. Capacity, use and scenarios stand in the sheet 'Production rows'.",
    )
    if empty(book, page, "production"):
        return
    base = in_base(book, "production").copy()
    if base.empty:
        page.say("No project produces anything in base.", italic=True)
        return
    projects = book.case.projects
    base["who"] = [book.names.project(p) for p in base["project"]]
    base["what"] = [book.names.short_material(projects[p].product) if p in projects else "" for p in base["project"]]
    layout = year_matrix(
        page, base, ("who", "Project"), "run_t", more_keys=[("what", "Product")], kind="tonnes", unit="t"
    )
    page.sheet.autofilter(layout.first - 1, 0, layout.last, len(layout.columns) - 1)
    page.freeze_head(layout, 2)
