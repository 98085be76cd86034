"""Where a study comes from, and how to read its figures."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from optimizer.excel.pages.cells import figure, present, records
from optimizer.excel.pages.facts import write_facts
from optimizer.excel.pages.page import Page
from optimizer.excel.study_book.book import StudyBook
from optimizer.plan.plan import Plan
from optimizer.plan.table import Column
from optimizer.study.tables import CASES
from optimizer.words.text import NO_BOUND, clean, percent, readable

_READING = (
    "Cost is the expected discounted cost of all supply. Each plan is proven within its gap: the best plan of a {noun} "
    "costs no more than the plan found and no less than the bound. A difference of two costs is therefore only known "
    "within the two gaps: it is at least and at most the amounts beside it. Where 0 lies between them, the search "
    "cannot tell the two apart; a smaller gap can."
)
_PROVEN = ("objective_musd", "bound_musd", "gap_musd", "solve_s")
_CASE_WIDTHS = {"answer": 24, "share": 13, "asked": 11}


def write_passport(book: StudyBook) -> None:
    """The workbook, what was asked for, how to read a range, and the proof of each plan."""
    page = book.page(
        "Passport", f"Passport of this {book.study.kind}", "Where the figures come from, and how to read them."
    )
    study = book.study
    rows = [
        ("Workbook", study.workbook),
        ("SHA-256 of the workbook", study.workbook_sha256),
        ("Kind of study", study.kind),
    ]
    rows += [(readable(name), clean(value)) for name, value in study.facts.items()]
    rows += _versions(book)
    write_facts(page, [_READING.format(noun=book.noun)], rows)
    page.subtitle(f"Proof by {book.noun}")
    _proofs(book, page)


def _versions(book: StudyBook) -> list[tuple[str, str]]:
    """Versions that made the plans, unless the study itself says them."""
    if any(name.lower().startswith("version") for name in book.study.facts):
        return []
    made: dict[str, list[str]] = {}
    for plan in book.study.plans.values():
        for name, version in plan.passport.versions.items():
            made.setdefault(readable(name), []).append(clean(version))
    return [(f"Version of {n}", ", ".join(sorted(set(v)))) for n, v in made.items()]


def _proofs(book: StudyBook, page: Page) -> None:
    """One line for each case: what is proven, and how long it took."""
    declared = {c.name: c for c in CASES.columns}
    names = ("case", "message", "answer", "objective_musd", "bound_musd", "gap_musd", "share", "asked", "solve_s")
    share = Column("share", "Gap of programme", "text", "%")
    asked = Column("asked", "Gap asked for", "text", "%")
    own = {**declared, "share": share, "asked": asked, "case": Column("case", book.noun.capitalize(), "text")}
    rows = [_proof(book, case) for case in book.cases]
    if not rows:
        page.say("There is none.", italic=True)
        return
    page.table([own[n] for n in names], pd.DataFrame(rows, columns=list(names)), _CASE_WIDTHS)


def _proof(book: StudyBook, case: str) -> dict[str, object]:
    plan = book.study.plans.get(case)
    found: dict[str, object] = {"case": book.label(case), "answer": "plan" if plan else "", "message": ""}
    found |= _figures(plan) | {name: value for name, value in _given(book, case).items() if present(value)}
    gap = figure(found.get("gap_musd"))
    if plan is not None:
        found["share"] = NO_BOUND if gap is None else percent(max(0.0, gap / max(1.0, plan.programme_musd)))
        found["asked"] = percent(plan.passport.mip_gap)
    return found


def _figures(plan: Plan | None) -> dict[str, object]:
    if plan is None:
        return dict.fromkeys(_PROVEN)
    values = (plan.objective_musd, figure(plan.bound_musd), figure(plan.gap_musd), sum(plan.passport.seconds.values()))
    return dict(zip(_PROVEN, values, strict=True))


def _given(book: StudyBook, case: str) -> dict[str, object]:
    """What the study itself says about a case; of a point, what its neighbours prove too."""
    if book.study.kind == "comparison":
        return _row(book, "cases", "case", case, ("answer", "message", *_PROVEN))
    if book.study.kind == "difference":
        return {}
    found = _row(book, "points", "point", case, ("answer", "message", "best_musd", "proven_musd"))
    best, proven = figure(found.pop("best_musd", None)), figure(found.pop("proven_musd", None))
    gap = None if best is None or proven is None else best - proven
    return {**found, "objective_musd": best, "bound_musd": proven, "gap_musd": gap}


def _row(book: StudyBook, name: str, key: str, case: str, columns: Sequence[str]) -> dict[str, object]:
    frame = book.table(name)
    rows = records(frame.loc[frame[key].astype(str) == case, list(columns)])
    return dict(rows[0]) if rows else {}
