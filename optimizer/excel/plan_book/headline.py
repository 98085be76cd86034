"""The plan in a few figures and sentences."""

from __future__ import annotations

import math
from dataclasses import dataclass

from optimizer.excel.plan_book.book import Book
from optimizer.excel.plan_book.money import in_base
from optimizer.excel.plan_book.targets import TargetLine
from optimizer.plan.plan import Plan
from optimizer.words.proof import proof
from optimizer.words.text import NO_BOUND, percent, plural, usd

COMMITTED = "committed"


@dataclass(frozen=True)
class Figures:
    """What the headline says."""

    picked: int
    candidates: int
    committed: int
    capex: float
    public: float
    budget_share: float | None
    targets: int
    held: int


def figures(book: Book, reached: list[TargetLine]) -> Figures:
    """Count and add up what the tables say."""
    projects, funding = book.table("projects"), in_base(book, "funding")
    committed = int((projects["status"] == COMMITTED).sum())
    limited = funding[funding["budget_musd"].notna()]
    budget = float(limited["budget_musd"].sum())
    return Figures(
        picked=len(projects) - committed,
        candidates=sum(p.status == "candidate" for p in book.case.projects.values()),
        committed=committed,
        capex=float(projects["capex_musd"].sum()),
        public=float(funding["outlay_musd"].sum()),
        budget_share=float(limited["outlay_musd"].sum()) / budget if budget > 0 else None,
        targets=len(reached),
        held=sum(r.holds for r in reached),
    )


def tiles(book: Book, found: Figures) -> list[tuple[str, str]]:
    """Large figures and what they are."""
    projects = plural(found.candidates, "candidate project")
    return [
        (f"{found.picked} of {found.candidates}", f"{projects.split(' ', 1)[1]} built"),
        (usd(found.capex), "capital cost of all that is built"),
        (usd(found.public), "public money in base" + _of_budget(found)),
        (usd(book.plan.programme_musd), "programme: capex, price support, stock (discounted)"),
        (f"{found.held} of {found.targets}" if found.targets else "none", "targets held everywhere"),
        _gap_tile(book.plan),
    ]


def _gap_tile(plan: Plan) -> tuple[str, str]:
    if not math.isfinite(plan.gap):
        return NO_BOUND, "a better plan could save any amount"
    return percent(max(0.0, plan.gap)), "of the programme: the most a better plan could save"


def _of_budget(found: Figures) -> str:
    return "" if found.budget_share is None else f", {percent(found.budget_share)} of budgets"


def sentences(book: Book, found: Figures) -> str:
    """The headline in words."""
    plan, verb = book.plan, "is" if found.picked == 1 else "are"
    built = f"{found.picked} of {plural(found.candidates, 'candidate project')} {verb} built"
    committed = f", beside {plural(found.committed, 'committed one')}" if found.committed else ""
    return (
        f"{built}{committed}, for {usd(found.capex)} of capital cost. "
        f"Public money: {usd(found.public)} in base, {usd(plan.expected_outlay_musd)} expected and discounted. "
        f"Programme: {usd(plan.programme_musd)}. {proof(plan)}"
    )


def subtitle(book: Book) -> str:
    """Case, workbook and years."""
    case = "as the workbook stands" if book.case.name == "base" else f"case {book.case.name}"
    years = f"{book.case.years[0]}–{book.case.years[-1]}"
    origin = f"Plan for {years}, {case}. Workbook {book.plan.passport.workbook}."
    return f"{origin} MUSD is million US dollars without inflation."
