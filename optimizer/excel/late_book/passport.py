"""What is assumed about late and dearer projects, and of which plan."""

from __future__ import annotations

from optimizer.excel.late_book.book import LateBook
from optimizer.excel.pages.facts import write_facts
from optimizer.words.text import clean

_ASSUMED = (
    "A late project: what the plan decides stays – starts, price floors, grants, stock plan – and the capital is spent "
    "as planned. The project begins to operate so many years later, in base and in every scenario. Production, "
    "deliveries and stock are then decided anew at the least cost, soft targets at their penalties, budgets aside.",
    "A hard target breaks only where nothing else is possible; that costs nothing here, but it is said. Targets that "
    "the plan misses anyway break where they are missed by more.",
    "Stock: a delay is a surprise. In a world without other events, stockpiles of what the late project makes may be "
    "released in the years in which it should have operated, and are bought back at the end. What that saves and "
    "covers stands beside the cost of the delay and is no part of it.",
    "A dearer project costs the plan its discounted capital cost less the credit for unused life, whoever pays. Its "
    "owner lacks what the dearer business plan lacks at the private rate beyond the grants of the plan.",
)


def write_passport(book: LateBook) -> None:
    """The plan, what was asked for, and what is assumed."""
    page = book.page("Passport", "Passport of this study", "What is assumed, and of which plan.")
    passport, asked = book.found.plan.passport, book.found.asked
    rows = [
        ("Workbook", passport.workbook),
        ("SHA-256 of the workbook", passport.workbook_sha256),
        ("Case", passport.case),
        ("Years late", ", ".join(map(str, asked.years))),
        ("Dearer", f"{asked.dearer:.0%}"),
        ("Objective of the plan", f"{book.found.plan.objective_musd:,.1f} MUSD"),
        *((f"Version of {name}", clean(number)) for name, number in passport.versions.items()),
    ]
    write_facts(page, _ASSUMED, rows)
