"""Reading workbooks and results, and telling what is in them. Heavy imports wait until they are needed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from optimizer.api.book import Book
    from optimizer.plan.plan import Plan
    from optimizer.study.study import Study


def read(path: str | Path) -> Book:
    """Read and check a workbook.

    Args:
        path: the workbook, an .xlsx file. It is never written to.

    Raises:
        CaseError: the workbook is wrong; its `findings` are everything that is wrong with it, each with its cell. What
            is wrong with other cases than base alone stands among the `findings` of the book instead, and is raised
            when that case is asked for.
    """
    from optimizer.api.book import Book
    from optimizer.errors import CaseError
    from optimizer.excel.load import findings_of, open_book

    opened = open_book(path)
    try:
        opened.case(alone=True)
    except CaseError:
        raise CaseError(findings_of(opened)) from None
    return Book(opened)


def describe(of: Book | Plan | Study, table: str | None = None) -> pd.DataFrame:
    """What a workbook, a plan or a study holds; or what the columns of one of its tables mean, with units.

    Args:
        of: a book, a plan or a study.
        table: one of its tables (of a book: its sheets); without one, all are listed.

    Raises:
        ValueError: there is no such table.
    """
    from optimizer.api.describing import columns_of, tables_of

    return tables_of(of) if table is None else columns_of(of, table)


def read_plan(place: str | Path) -> Plan:
    """The plan that lies in a folder, as `optimizer solve` or ``solve(…, out=folder)`` has written it.

    Args:
        place: the folder, or its plan.json.

    Raises:
        ResultError: there is none, or it cannot be read.
    """
    from optimizer.plan.stored import read_plan_file

    return read_plan_file(Path(place))


def read_study(place: str | Path) -> Study:
    """The comparison, sweep or difference that lies in a folder, as the commands or ``out=folder`` have written it.

    Its `plans` are empty: read those that you need from their own folders, ``read_plan(folder / "base")``.

    Args:
        place: the folder, or its comparison.json, sweep.json or difference.json.

    Raises:
        ResultError: there is none, or it cannot be read.
    """
    from optimizer.study.json import read_study_file

    return read_study_file(Path(place))
