"""Where the plan comes from, what its figures mean, and what identifiers stand for."""

from __future__ import annotations

import math

import pandas as pd

from optimizer.excel.pages.styles import TAB_ROWS
from optimizer.excel.plan_book.book import Book
from optimizer.plan.table import Column
from optimizer.words.text import NO_BOUND, percent, readable

_WHAT = Column("what", "What", "text")
_VALUE = Column("value", "Value", "text")
_MEANING = Column("meaning", "Meaning", "text")


def write_passport(book: Book) -> None:
    """Everything needed to tell this plan from any other and to make it again."""
    page = book.page(
        "Passport",
        "Passport of this plan",
        "Where the plan comes from: enough to tell it from any other and to make it again.",
    )
    frame = pd.DataFrame(_origin(book) + _proof(book) + _run(book), columns=["what", "value", "meaning"])
    layout = page.table([_WHAT, _VALUE, _MEANING], frame, {"value": 68, "meaning": 80})
    page.freeze_head(layout, 0)


def _origin(book: Book) -> list[tuple[str, str, str]]:
    passport = book.plan.passport
    versions = [(readable(k), v, "version that made the plan") for k, v in passport.versions.items()]
    return [
        ("Workbook", passport.workbook, "the file that was solved"),
        ("SHA-256", passport.workbook_sha256, "fingerprint of that file: another one means that it was changed"),
        ("Case", passport.case, "'base' is the workbook as it stands"),
        ("Years", f"{book.case.years[0]}–{book.case.years[-1]}", "first and last year of the plan"),
        *versions,
    ]


def _proof(book: Book) -> list[tuple[str, str, str]]:
    plan = book.plan
    stop = percent(plan.passport.mip_gap)
    words = {
        "optimal": f"the search ended because the plan is proven within {stop} of the programme",
        "feasible": f"the search was stopped before the plan was proven within {stop} of the programme",
    }
    return [
        ("Status", plan.status, words.get(plan.status, "")),
        (
            "Objective",
            _musd(plan.objective_musd),
            "discounted cost of the plan: expectation and worst scenarios, as set",
        ),
        ("Bound", _musd(plan.bound_musd), "no plan can cost less than this"),
        ("Gap", _musd(plan.gap_musd), "objective less bound: the most that any other plan could save"),
        ("Programme", _musd(plan.programme_musd), "discounted capex, price support and stock purchases in base"),
        (
            "Gap of the programme",
            percent(plan.gap) if math.isfinite(plan.gap) else NO_BOUND,
            "the gap as a share of the programme. The bill for all supply dwarfs what is decided; a share of the "
            "objective would hide whole projects",
        ),
        ("Expected public outlay", _musd(plan.expected_outlay_musd), "discounted, over the scenarios"),
    ]


def _run(book: Book) -> list[tuple[str, str, str]]:
    passport = book.plan.passport
    times = [(f"Time: {readable(k).lower()}", f"{v:,.1f} s", "") for k, v in passport.seconds.items()]
    return [
        ("Asked for", percent(passport.mip_gap), "gap at which to stop, as a share of the programme"),
        ("Time limit", f"{passport.time_limit_s:,.0f} s", "after which the best plan found is taken"),
        ("Threads", str(passport.threads), "of the solver"),
        ("Seed", str(passport.seed), "of the solver; the same seed, versions and threads give the same plan"),
        ("Size", passport.size, "of the model"),
        *times,
    ]


def _musd(value: float) -> str:
    return f"{value:,.1f} MUSD" if math.isfinite(value) else NO_BOUND


def write_names(book: Book) -> None:
    """What identifiers stand for."""
    page = book.page("Names", "Names", "What the identifiers of the workbook stand for.", TAB_ROWS)
    names = book.names
    kinds = {
        "Material": names.materials,
        "Market": names.markets,
        "Country": names.countries,
        "Funder": names.funders,
        "Project": names.projects,
    }
    rows = [(kind, key, name) for kind, known in kinds.items() for key, name in known.items()]
    columns = [Column("kind", "Kind", "text"), Column("id", "Identifier", "text"), Column("name", "Name", "text")]
    layout = page.table(columns, pd.DataFrame(rows, columns=["kind", "id", "name"]), {"name": 80}, filter=True)
    page.freeze_head(layout, 0)
