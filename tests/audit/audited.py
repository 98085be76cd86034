"""Documents of plans, and what becomes of them when a figure is changed."""

from __future__ import annotations

import copy
import json
from typing import Any

from optimizer.audit.audit import audit_plan
from optimizer.plan.json import plan_document
from optimizer.plan.plan import Plan
from tests.tiny import Sheets, solved

Document = dict[str, Any]


def document_of(plan: Plan) -> Document:
    """The document of a plan as it is read from its file."""
    return json.loads(json.dumps(plan_document(plan), allow_nan=False))


def planned(sheets: Sheets, name: str = "base") -> Document:
    """The document of the plan of a workbook; it passes its audit."""
    document = document_of(solved(sheets, name))
    assert audit_plan(document).failures == []
    return document


def failing(document: Document) -> set[str]:
    """The groups that fail."""
    return {group.name for group in audit_plan(document).groups if group.failures}


def failures(document: Document) -> str:
    """What fails, as one text."""
    return "\n".join(audit_plan(document).failures)


def changed(document: Document, sheet: str, change: dict[str, Any], **where: Any) -> Document:
    """The document as if the workbook had said something else in the rows that are named."""
    other = copy.deepcopy(document)
    if sheet == "settings":
        other["inputs"]["settings"].update(change)
        return other
    rows = [row for row in other["inputs"][sheet]["rows"] if all(row[k] == v for k, v in where.items())]
    assert rows
    for row in rows:
        row.update(change)
    return other


def cell(document: Document, table: str, column: str, value: Any, row: int = 0) -> Document:
    """The document with another value in one cell of a table."""
    other = copy.deepcopy(document)
    assert other["tables"][table][column][row] != value
    other["tables"][table][column][row] = value
    return other


def edited(document: Document, table: str, row: int, **values: Any) -> Document:
    """The document with another row of a table."""
    other = copy.deepcopy(document)
    for column, value in values.items():
        other["tables"][table][column][row] = value
    return other


def row_of(document: Document, table: str, **values: Any) -> int:
    """The first row with these values."""
    columns = document["tables"][table]
    return next(
        n for n in range(len(columns[next(iter(values))])) if all(columns[c][n] == v for c, v in values.items())
    )
