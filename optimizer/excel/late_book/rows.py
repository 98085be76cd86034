"""The sheets with a row for each delay, shortage, target and dearer project."""

from __future__ import annotations

from dataclasses import dataclass

from optimizer.excel.late_book.book import LateBook
from optimizer.excel.pages.pivot import matrix
from optimizer.late.tables import BREAKS, DEARER, DELAYS, SCENARIO_COSTS, SHORTAGE
from optimizer.plan.table import Table

_WIDTHS = {"project": 36, "worst_scenario": 22, "first_target": 34, "target": 36, "material": 34, "words": 80}


@dataclass(frozen=True)
class _Sheet:
    title: str
    table: Table
    none: str


_SHEETS = (
    _Sheet("Delays", DELAYS, "No project is built."),
    _Sheet("Shortage", SHORTAGE, "No delay leaves anything short."),
    _Sheet("Targets", BREAKS, "No delay breaks a target."),
    _Sheet("Dearer", DEARER, "No project is built."),
)


def write_rows(book: LateBook) -> None:
    """Every sheet of rows, and the costs by scenario."""
    for sheet in _SHEETS:
        _write(book, sheet)
        if sheet.table is DELAYS:
            _by_scenario(book)


def _write(book: LateBook, sheet: _Sheet) -> None:
    page = book.page(sheet.title, sheet.table.title, sheet.table.doc)
    frame = book.table(sheet.table.name)
    if frame.empty:
        page.say(sheet.none, italic=True)
        return
    columns = [c for c in sheet.table.columns if c.name != "name"]
    layout = page.table(columns, frame, _WIDTHS, filter=True)
    page.freeze_head(layout, 1)


def _by_scenario(book: LateBook) -> None:
    """The longest delay of each project by scenario."""
    longest = max(book.found.asked.years, default=0)
    doc = f"What being {longest} years late adds to the cost of each scenario, MUSD discounted."
    page = book.page("By scenario", SCENARIO_COSTS.title, doc)
    frame = book.table("scenarios")
    frame = frame[frame["years_late"] == longest]
    if frame.empty:
        page.say("No project is built.", italic=True)
        return
    rank = {book.names.project(str(p)): n for n, p in enumerate(book.found.tables["ranking"]["project"])}
    frame = frame.assign(rank=frame["project"].map(rank)).sort_values("rank", kind="stable")
    layout = matrix(page, frame, ["project"], ["Project"], "scenario", "cost_musd", unit="MUSD", total=False)
    page.freeze_head(layout, 1)
