"""What books, plans and studies hold, read off the schemas: there is no second list of tables, columns or units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from optimizer.api.book import Book
from optimizer.case.columns import Column as InputColumn
from optimizer.case.columns import Kind
from optimizer.case.names import hint
from optimizer.case.records import rows_of
from optimizer.case.sheets import SETTINGS, SHEETS
from optimizer.plan.plan import Plan
from optimizer.plan.table import Column, Table
from optimizer.plan.tables import TABLES
from optimizer.study.json import SCHEMA
from optimizer.study.study import Study

FRACTION = "share of 1"
YEARS = "2030, …"
"""What the year columns of a sheet are called."""


def tables_of(of: Book | Plan | Study) -> pd.DataFrame:
    """The tables with what they hold and how many rows they have; of a book its sheets, as base has them."""
    if isinstance(of, Book):
        case = of.case()
        counts = {name: len(SETTINGS) if name == "settings" else len(rows_of(case, name)) for name in SHEETS}
        return _frame("sheet", ((name, sheet.doc, counts[name]) for name, sheet in SHEETS.items()), ("holds", "rows"))
    rows = ((name, table.title, table.doc, len(of.tables[name])) for name, table in _schema(of).items())
    return _frame("table", rows, ("title", "holds", "rows"))


def columns_of(of: Book | Plan | Study, table: str) -> pd.DataFrame:
    """The columns of a table with units and meaning.

    Raises:
        ValueError: there is no such table.
    """
    known: Iterable[str] = SHEETS if isinstance(of, Book) else _schema(of)
    if table not in known:
        raise ValueError(f"there is no table {table!r}; {hint(table, known)}")
    if isinstance(of, Book):
        rows = ((name, _unit_in(column), column.default_label(), column.doc) for name, column in _inputs(table).items())
        return _frame("column", rows, ("unit", "default", "meaning"))
    columns = _schema(of)[table].columns
    return _frame("column", ((c.name, c.label, _unit(c), c.doc) for c in columns), ("label", "unit", "meaning"))


def _schema(of: Plan | Study) -> Mapping[str, Table]:
    """The tables that there are, in the order of their schema."""
    tables = TABLES if isinstance(of, Plan) else {table.name: table for table in SCHEMA[of.kind]}
    return {name: table for name, table in tables.items() if name in of.tables}


def _inputs(sheet: str) -> Mapping[str, InputColumn]:
    """The columns of a sheet, that of the years last; the settings themselves instead of key and value."""
    if sheet == "settings":
        return SETTINGS
    declared = SHEETS[sheet]
    return declared.columns if declared.years is None else {**declared.columns, YEARS: declared.years}


def _unit(column: Column) -> str:
    return FRACTION if column.format == "share" else column.unit


def _unit_in(column: InputColumn) -> str:
    return FRACTION if column.kind is Kind.SHARE else column.unit


def _frame(index: str, rows: Iterable[tuple[object, ...]], columns: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=[index, *columns]).set_index(index)
