"""Where an explanation comes from, and how to read its figures."""

from __future__ import annotations

from optimizer.excel.pages.facts import write_facts
from optimizer.excel.why_book.book import WhyBook
from optimizer.words.amounts import musd
from optimizer.words.text import NO_BOUND, clean, percent, readable

_READING = (
    "Shadow price: what one unit more would save, read off the linear programme with the projects as decided. It is "
    "exact for a small change and says nothing about other projects.",
    "Solved difference: the cost of another plan less that of this one, both found by the solver.",
    "At least: no plan with the opposite decision costs less, whatever else it does; proven by the linear relaxation "
    "or by the bound of the search.",
    "All differences are against this plan. It may itself be dearer than the best plan by its gap; where that decides, "
    "the tables say so.",
)


def write_passport(book: WhyBook) -> None:
    """The workbook, the plan, and how to read each kind of figure."""
    page = book.page("Passport", "Passport of this explanation", "Where the figures come from, and how to read them.")
    plan, passport = book.plan, book.plan.passport
    gap = NO_BOUND if plan.bound_musd == float("-inf") else f"{musd(plan.gap_musd)}, {percent(max(0.0, plan.gap))}"
    rows = [
        ("Workbook", passport.workbook),
        ("SHA-256 of the workbook", passport.workbook_sha256),
        ("Case", passport.case),
        ("Cost of the plan", musd(plan.objective_musd)),
        ("Gap of the plan", f"{gap} of the programme" if gap != NO_BOUND else gap),
        *((readable(name), clean(value)) for name, value in book.explanation.facts.items()),
        *((f"Version of {name}", version) for name, version in passport.versions.items()),
    ]
    write_facts(page, _READING, rows)
