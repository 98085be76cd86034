"""Tables with one column for each case, in the same order on every sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from optimizer.excel.pages.layout import Layout
from optimizer.excel.pages.page import Page
from optimizer.excel.pages.styles import DASH
from optimizer.excel.study_book.book import StudyBook
from optimizer.plan.table import Column, Format

NO_PLAN = "no plan"
SIGNED = {"money": '+#,##0.0;-#,##0.0;"–"', "tonnes": '+#,##0;-#,##0;"–"'}
_NARROW = 8.5
_DUST = 1e-6


def column_name(number: int) -> str:
    """Name of the column of a case."""
    return f"case {number}"


def case_columns(book: StudyBook, kind: Format, unit: str = "") -> list[Column]:
    """A column for each case; those without a plan say so in place of the unit."""
    return [
        Column(column_name(n), book.label(case), kind, unit if book.has_plan(case) else NO_PLAN)
        for n, case in enumerate(book.cases)
    ]


def upright(book: StudyBook) -> frozenset[str]:
    """The columns whose labels are turned."""
    return frozenset(map(column_name, range(len(book.cases)))) if book.upright else frozenset()


def widths(book: StudyBook, least: float = _NARROW) -> dict[str, float]:
    """Widths of the columns of cases where they are many."""
    return dict.fromkeys(map(column_name, range(len(book.cases))), least) if book.crowded else {}


def write_by_case(
    book: StudyBook,
    page: Page,
    frame: pd.DataFrame,
    keys: Mapping[str, str],
    values: str,
    kind: Format = "money",
    unit: str = "MUSD",
    *,
    total: str = "",
    signed: bool = False,
    fixed: Mapping[str, float] | None = None,
    **options: Any,
) -> Layout | None:
    """Values by the keys (column and label) down and the cases across; None, and a sentence, where all are 0."""
    wide = spread(book, frame, list(keys), values)
    if wide.empty:
        page.say(f"Nothing to show: no {book.noun} differs from 0 here.", italic=True)
        page.row += 1
        return None
    sums = wide.sum(min_count=1)
    flat = wide.reset_index()
    if total and len(wide) > 1:
        last = pd.DataFrame([{key: total if key == next(iter(keys)) else "" for key in keys} | sums.to_dict()])
        flat = pd.concat([flat.astype(object), last.astype(object)])
    columns = [Column(key, label, "text") for key, label in keys.items()] + case_columns(book, kind, unit)
    shown = (SIGNED if signed else DASH).get(kind, "")
    formats = {column_name(n): shown for n in range(len(book.cases))} if shown else {}
    return page.table(
        columns,
        flat,
        {**widths(book), **(fixed or {})},
        totals=int(bool(total) and len(wide) > 1),
        number_formats=formats,
        marks={**without_plan(book, len(flat)), **options.pop("marks", {})},
        upright=upright(book),
        **options,
    )


def without_plan(book: StudyBook, rows: int) -> dict[str, Sequence[str]]:
    """Marks of the columns of cases that have no plan."""
    return {column_name(n): [NO_PLAN] * rows for n, case in enumerate(book.cases) if not book.has_plan(case)}


def spread(book: StudyBook, frame: pd.DataFrame, keys: list[str], values: str) -> pd.DataFrame:
    """One row for each of the keys with anything but 0, one column for each case; 0 where a plan has no row."""
    known = frame[frame[values].notna()]
    if known.empty:
        return pd.DataFrame()
    known = known.assign(value=known[values].astype(float), case=known["case"].astype(str))
    wide = known.pivot_table(index=keys, columns="case", values="value", aggfunc="sum", sort=False)
    wide = wide.reindex(columns=list(book.cases))
    for case in book.cases:
        if book.has_plan(case):
            wide[case] = wide[case].fillna(0.0)
    wide = wide[wide.abs().max(axis=1) > _DUST]
    wide.columns = pd.Index([column_name(n) for n in range(len(book.cases))])
    return wide
