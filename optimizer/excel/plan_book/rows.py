"""Result tables as they are declared: one row after the other, to be filtered and copied."""

from __future__ import annotations

import dataclasses

import pandas as pd

from optimizer.excel.pages.cells import present
from optimizer.excel.pages.page import Page
from optimizer.excel.pages.styles import TAB_ROWS
from optimizer.excel.plan_book.book import Book
from optimizer.plan.table import Column, Table
from optimizer.plan.tables import TABLES

EMPTY = {
    "projects": "No project is built in this plan.",
    "business_plans": "The workbook holds no projects.",
    "grants": "No grant is given in this plan.",
    "funding": "No public funder takes part in this plan.",
    "supply": "Nothing is delivered in this plan.",
    "dependence": "Nothing is demanded in this plan.",
    "flows": "Nothing is delivered in this plan.",
    "production": "No project produces anything in this plan.",
    "stockpiles": "The workbook holds no stockpiles.",
    "price_support": "No price floor is granted in this plan, or none has to be paid for.",
    "targets": "The workbook sets no targets.",
    "costs": "This plan has no costs.",
    "scenarios": "The workbook describes no scenarios.",
    "shortage": "No demand is left unmet in any scenario.",
}
_MOST_NAMED = 20_000
"""Rows beyond which names are left to the sheet of names."""
_MOST_PRINTED = 40
"""Rows of a whole table that are printed: hundreds of pages serve nobody."""


def empty(book: Book, page: Page, name: str) -> bool:
    """Whether a table is empty; if so, the page says it in a sentence."""
    if not book.table(name).empty:
        return False
    page.say(EMPTY[name], italic=True)
    page.row += 1
    return True


def write_rows(book: Book, name: str, title: str, doc: str = "") -> None:
    """The sheet of a whole table, identifiers with their names beside them."""
    table = TABLES[name]
    page = book.page(title, table.title + (" – all rows" if title != table.title else ""), doc or table.doc, TAB_ROWS)
    if empty(book, page, name):
        return
    columns, frame = with_names(book, table)
    layout = page.table(columns, frame, filter=True, printed=_MOST_PRINTED)
    page.freeze_head(layout, 0)


def with_names(book: Book, table: Table) -> tuple[list[Column], pd.DataFrame]:
    """A table with a column of names after each column of identifiers."""
    frame = book.table(table.name).copy()
    columns: list[Column] = []
    for column in table.columns:
        columns.append(column)
        naming = book.names.naming(column.name)
        if naming is None or len(frame) > _MOST_NAMED or "name" in table.names[columns.index(column) :][1:2]:
            continue
        named = [naming(v) if present(v) else "" for v in frame[column.name].tolist()]
        if named != frame[column.name].tolist() and any(named):
            label = f"{column.label} name" if column.name != "funder" else "Funder name"
            columns.append(dataclasses.replace(column, name=f"{column.name} name", label=label, doc=""))
            frame[f"{column.name} name"] = named
    return columns, frame


def named(book: Book, table: Table) -> pd.DataFrame:
    """A table of projects with names in place of the identifiers of countries and products."""
    frame = book.table(table.name).copy()
    frame["name"] = [book.names.project(p) for p in frame["project"]]
    frame["country"] = [book.names.country(c) for c in frame["country"]]
    frame["product"] = [book.names.short_material(m) for m in frame["product"]]
    return frame
