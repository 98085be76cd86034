"""Where the alternatives come from, and how to read what is said to be proven."""

from __future__ import annotations

from optimizer.excel.pages.facts import write_facts
from optimizer.excel.study_book.book import StudyBook
from optimizer.near.study import NearStudy
from optimizer.words.text import clean, readable

_READING = (
    "An alternative costs at most the distance more than the optimum and differs from it, and from every other "
    "alternative, in at least so many projects as were asked for: built or not built. Another year, floor or funder is "
    "no difference. The most different plan comes first. Each is a full plan with its own folder.",
    "Proven means: by the bound of a search, whatever else is decided. Where a search ended early, plans that differ "
    "more, or decide otherwise on a project, may exist all the same; that is said wherever it holds. The optimum "
    "itself is known within its gap, and an alternative may turn out cheaper by no more than that.",
)


def write_passport(book: StudyBook, study: NearStudy) -> None:
    """The workbook, what was asked for, and how to read it."""
    page = book.page("Passport", "Passport of these alternatives", "Where they come from, and how to read them.")
    near, plan = study.near, study.optimum
    rows = [
        ("Workbook", plan.passport.workbook),
        ("SHA-256 of the workbook", plan.passport.workbook_sha256),
        ("Case", plan.passport.case),
        ("Distance", f"{near.distance_musd:,.1f} MUSD"),
        ("Projects apart at least", str(near.asked.differ)),
        ("Alternatives asked for", str(near.asked.count)),
        ("Seconds for each", f"{near.asked.each_s:g}"),
        ("No plan differs in more projects than", str(int(near.most))),
        ("There are no others", "proven" if near.exhausted else "not proven"),
        ("Objective of the optimum", f"{plan.objective_musd:,.1f} MUSD, gap {max(0.0, plan.gap_musd):,.1f} MUSD"),
    ]
    rows += [(readable(name), clean(value)) for name, value in study.facts.items()]
    write_facts(page, _READING, rows)
