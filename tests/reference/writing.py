"""Tables of rows to an xlsx file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

Rows = list[dict[Any, Any]]


def write_book(path: str | Path, sheets: dict[str, Rows | dict[str, Any]], title: str | None = None) -> Path:
    """Writes one sheet per table; settings may be a plain dict. A title goes above every header."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        if isinstance(rows, dict):
            rows = [{"key": key, "value": value} for key, value in rows.items()]
        if not rows:
            continue
        sheet = book.create_sheet(name)
        if title:
            sheet.append([f"{title}: {name}"])
            sheet.append([])
        columns = sorted({column for row in rows for column in row if isinstance(column, int)})
        columns = list(dict.fromkeys(c for row in rows for c in row if not isinstance(c, int))) + columns
        sheet.append(columns)
        for row in rows:
            sheet.append([row.get(column) for column in columns])
    book.save(path)
    return Path(path)
