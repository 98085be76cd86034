"""The document of a plan: its head, the rows of its workbook, and its tables as rows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from optimizer.case.case import Case
from optimizer.case.records import from_records
from optimizer.errors import ResultError
from optimizer.plan.table import Table
from optimizer.plan.tables import TABLES

FILE = "plan.json"
Row = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Document:
    """A plan as its file says it."""

    head: Mapping[str, Any]
    case: Case
    tables: Mapping[str, list[Row]]


def document_of(content: Mapping[str, Any]) -> Document:
    """The parts of a plan's document.

    Raises:
        ResultError: it is no plan, or one of another version.
    """
    try:
        tables = {name: _rows(content["tables"][name], table) for name, table in TABLES.items()}
        return Document(content, from_records(content["inputs"]), tables)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ResultError(f"this is no plan that can be audited ({type(error).__name__}: {error})") from error


def read_document(file: Path) -> Mapping[str, Any]:
    """The document in a file.

    Raises:
        ResultError: there is none.
    """
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ResultError(f"{file}: there is no plan to read; optimizer solve BOOK --out DIR writes one") from error
    if not isinstance(content, dict):
        raise ResultError(f"{file}: this is no plan")
    return content


def _rows(columns: Mapping[str, list[Any]], table: Table) -> list[Row]:
    cells = {c.name: [_whole(v) for v in columns[c.name]] if c.format in ("year", "whole") else columns[c.name]
             for c in table.columns}  # fmt: skip
    if len({len(values) for values in cells.values()}) > 1:
        raise ValueError(f"the columns of {table.name} are not equally long")
    return [dict(zip(cells, values, strict=True)) for values in zip(*cells.values(), strict=True)]


def _whole(value: Any) -> Any:
    """A whole number without its fraction of 0: a column with empty cells holds real numbers."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
