"""The sheet of projects: which are built in which plans, and when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from optimizer.excel.pages.layout import Layout
from optimizer.excel.pages.page import Page
from optimizer.excel.study_book.book import StudyBook
from optimizer.excel.study_book.by_case import NO_PLAN, case_columns, column_name, upright, widths
from optimizer.excel.study_book.starts import Starts, floors, number_format, references, starts
from optimizer.plan.table import Column
from optimizer.study.starting import GONE, mark
from optimizer.words.text import clean, plural, shorten, usd

CLASSES = {
    "always": "picked in every plan",
    "core": "picked at every point",
    "sometimes": "picked in some plans",
    "swing": "picked at some points",
    "never": "never picked",
    "committed": "committed before the plans",
}
_FRONT = (
    Column("name", "Project", "text"),
    Column("class", "Built", "text"),
    Column("kind", "Kind", "text"),
    Column("product", "Product", "text"),
    Column("country", "Country", "text"),
    Column("capex_musd", "Capex", "money", "MUSD"),
    Column("times", "Plans", "whole", "", "plans that build it"),
)
_WIDTHS = {"name": 42, "class": 11, "kind": 13, "product": 34, "country": 22, "times": 8}
_SPANS = ((0, 0), (1, 3), (4, 6))
_MOST_NOTES = 600


def write_projects(book: StudyBook) -> None:
    """Start of each project in each plan, coloured by how it compares."""
    against = "at the point before" if book.study.kind == "sweep" else f"in {book.reference}"
    page = book.page(
        "Projects",
        f"Projects by {book.noun}",
        f"Year of the decision to build each project, by {book.noun}; an empty cell: not built. Colours and signs "
        f"compare with what is built {against}.",
    )
    frame = arranged(book)
    if frame.empty:
        page.say(f"No {book.noun} has a plan, so that no project is built.", italic=True)
        return
    _say_counts(page, frame)
    page.key(_meanings(against), _SPANS)
    layout = _matrix(book, page, frame)
    _notes(book, page, layout, frame)
    page.freeze_head(layout, 1)


def arranged(book: StudyBook) -> pd.DataFrame:
    """Projects with their names by class, in the order of the study within each."""
    frame = book.table("projects").copy()
    if frame.empty:
        return frame
    known = list(CLASSES)
    rank = [known.index(c) if c in known else len(known) for c in frame["class"].astype(str)]
    frame = frame.assign(rank=rank).sort_values("rank", kind="stable")
    frame["kind"] = [clean(k).replace("_", " ") for k in frame["kind"]]
    frame["name"] = [book.names.project(p) for p in frame["project"]]
    frame["country"] = [book.names.country(c) for c in frame["country"]]
    frame["product"] = [shorten(book.names.material(m), 36) for m in frame["product"]]
    return frame.drop(columns="rank").reset_index(drop=True)


def _say_counts(page: Page, frame: pd.DataFrame) -> None:
    parts = []
    for name, meaning in CLASSES.items():
        own = frame[frame["class"] == name]
        if len(own):
            parts.append(f"{name}: {plural(len(own), 'project')} {meaning}, {usd(float(own['capex_musd'].sum()))}")
    page.say("; ".join(parts) + " of capex." if parts else "", bold=True)


def _meanings(against: str) -> list[tuple[str, str]]:
    return [
        ("as before", f"2028  picked, as {against}"),
        ("new", f"+ 2028  picked, but not {against}"),
        ("gone", f"{GONE}  not picked, but picked {against}"),
        ("earlier", f"← 2028  earlier than {against}"),
        ("later", f"→ 2028  later than {against}"),
        ("committed", "2028  committed; F: with a price floor"),
    ]


def _matrix(book: StudyBook, page: Page, frame: pd.DataFrame) -> Layout:
    years, supported = starts(book), floors(book)
    against = references(book)
    formats: dict[str, list[str]] = {}
    marks: dict[str, list[str]] = {}
    whole: dict[str, Any] = {c.name: [*frame[c.name], None] for c in _FRONT}
    whole["name"][-1] = "Projects picked"
    for number, case in enumerate(book.cases):
        found = _marks(frame, years, case, against)
        signs = [number_format(m, (case, str(p)) in supported) for m, p in zip(found, frame["project"], strict=True)]
        cells: list[object] = [
            GONE if m == "gone" else years.get((case, str(p))) for m, p in zip(found, frame["project"], strict=True)
        ]
        picked = sum(m not in ("", "gone", "committed", NO_PLAN) for m in found)
        whole[column_name(number)] = [*cells, picked if book.has_plan(case) else None]
        formats[column_name(number)] = [*signs, "0"]
        marks[column_name(number)] = [*found, ""]
    return page.table(
        [*_FRONT, *case_columns(book, "year")],
        pd.DataFrame(whole).astype(object),
        {**widths(book, 7.5), **_WIDTHS},
        totals=1,
        filter=True,
        number_formats=formats,
        marks=marks,
        upright=upright(book),
    )


def _marks(frame: pd.DataFrame, years: Starts, case: str, against: Mapping[str, str | None]) -> list[str]:
    if case not in against:
        return [NO_PLAN] * len(frame)
    other = against[case]
    rows = zip(frame["project"].astype(str), frame["class"] == "committed", strict=True)
    return [
        mark(years.get((case, p)), years.get((other, p)) if other else None, other is not None, bool(committed))
        for p, committed in rows
    ]


def _notes(book: StudyBook, page: Page, layout: Layout, frame: pd.DataFrame) -> None:
    """Levels of price floors, unless they are so many that notes would slow the workbook down."""
    supported = floors(book)
    if len(supported) > _MOST_NOTES:
        return
    row_of = {str(p): layout.first + n for n, p in enumerate(frame["project"])}
    column_of = {case: layout.at(column_name(n)) for n, case in enumerate(book.cases)}
    for (case, project), level in supported.items():
        if case in column_of and project in row_of:
            page.sheet.write_comment(row_of[project], column_of[case], f"Price floor: {level}", {"y_scale": 0.4})
