"""What the start of a project in one plan is, compared with another plan."""

from __future__ import annotations

import pandas as pd

from optimizer.excel.study_book.book import StudyBook
from optimizer.study.starting import SIGNS

Starts = dict[tuple[str, str], int]
"""Year of the decision by case and project."""


def starts(book: StudyBook) -> Starts:
    """The start of each project in each plan that builds it."""
    frame = book.table("starts")
    years = zip(frame["case"], frame["project"], frame["start_year"], strict=True)
    return {(str(c), str(p)): int(y) for c, p, y in years if pd.notna(y)}


def floors(book: StudyBook) -> dict[tuple[str, str], str]:
    """The price floor of each project in each plan that grants one."""
    frame = book.table("starts")
    rows = zip(frame["case"], frame["project"], frame["price_floor"], strict=True)
    return {(str(c), str(p)): str(f) for c, p, f in rows if pd.notna(f) and str(f).strip()}


def references(book: StudyBook) -> dict[str, str | None]:
    """The plan that each plan is compared with: base, or in a sweep the point before."""
    planned = [case for case in book.cases if book.has_plan(case)]
    if book.study.kind == "sweep":
        return {case: (planned[n - 1] if n else None) for n, case in enumerate(planned)}
    return {case: (book.base if case != book.base else None) for case in planned}


def number_format(found: str, has_floor: bool) -> str:
    """The sign before the year, and F behind it where the price is supported."""
    sign = SIGNS.get(found, "")
    return (f'"{sign} "' if sign else "") + "0" + ('" F"' if has_floor else "")
