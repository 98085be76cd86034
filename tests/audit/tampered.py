"""Cells of a plan's tables, head and inputs that are tampered with one after the other, and which rules see it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from optimizer.audit.audit import audit_plan
from optimizer.audit.ledger import Audit
from optimizer.errors import ResultError
from optimizer.plan.tables import TABLES
from tests.audit.audited import Document

Cell = tuple[Any, Any]
"""Where a value stands (a column or a record), and its place there."""
Change = tuple[str, Cell, Any]
"""What is changed, where, and what stands there instead."""
SUBJECTS = ("far", "home", "partner", "*")
UNUSED = {"row", "title", "time_limit_s", "latitude", "longitude", "source", "note"}
"""Of the inputs; but for the row of a supply, which deliveries name."""
TOLD = {"format", "workbook", "workbook_sha256", "versions", "seconds", "inputs", "tables"}
"""Parts of the head that say nothing of the plan."""


def findings(document: Document) -> Iterator[str]:
    """A line for every change: what was changed, and how many checks of which rules it breaks."""
    yield f"nothing: {passed(audit_plan(document))}"
    for name, (holder, place), value in changes(document):
        with instead(holder, place, value):
            yield f"{name}: {seen(document)}"


def passed(audit: Audit) -> str:
    """The number of checks of each rule."""
    assert audit.failures == []
    return ", ".join(f"{group.name} {group.checks}" for group in audit.groups)


def seen(document: Document) -> str:
    """The rules that are broken, with the number of checks that fail."""
    try:
        found = [f"{group.name} {len(group.failures)}" for group in audit_plan(document).groups if group.failures]
    except ResultError:
        return "no plan"
    return ", ".join(found) or "–"


@contextmanager
def instead(holder: Any, place: Any, value: Any) -> Iterator[None]:
    """A document while one of its values is another."""
    kept = holder[place]
    holder[place] = value
    try:
        yield
    finally:
        holder[place] = kept


def changes(document: Document) -> Iterator[Change]:
    """Every change of a document."""
    for table, columns in document["tables"].items():
        for column in TABLES[table].names:
            cells = columns[column]
            for row in ends(len(cells)):
                for value in others(cells[row], cells):
                    yield f"{table} {row + 1}, {column} {told(cells[row], value)}", (cells, row), value
        yield from _of_rows(document, table)
    for name in [name for name in document if name not in TOLD]:
        yield from _of_head(document, "head", name)
    for sheet, part in document["inputs"].items():
        for record in [part] if sheet == "settings" else [] if sheet == "name" else part["rows"]:
            yield from _of_record(sheet, record, [] if sheet == "settings" else part["rows"])


def ends(number: int) -> list[int]:
    """The first and the last of so many."""
    return sorted({0, number - 1}) if number else []


def _of_rows(document: Document, table: str) -> Iterator[Change]:
    """Without a row."""
    columns = document["tables"][table]
    for row in ends(len(columns[TABLES[table].names[0]])):
        less = {name: [v for n, v in enumerate(cells) if n != row] for name, cells in columns.items()}
        yield f"{table} without row {row + 1}", (document["tables"], table), less


def _of_head(part: Any, where: str, place: Any) -> Iterator[Change]:
    """Of a part of the head, entry by entry."""
    inner, name = part[place], f"{where}, {place}"
    if isinstance(inner, dict):
        for key in inner:
            yield from _of_head(inner, name, key)
    elif isinstance(inner, list):
        for number in ends(len(inner)):
            yield from _of_head(inner, name, number)
    else:
        for value in others(inner, [])[:1]:
            yield f"{name} {told(inner, value)}", (part, place), value


def _of_record(sheet: str, record: dict[str, Any], records: list[dict[str, Any]]) -> Iterator[Change]:
    where = f"{sheet} {record['row']}" if records else sheet
    for column, kept in record.items():
        if column == "years":
            for year in kept:
                yield f"{where}, {year} up", (kept, year), kept[year] * 1.01 + 0.01
        elif column not in UNUSED or (sheet, column) == ("supply", "row"):
            for value in others(kept, [other[column] for other in records], 1.01):
                yield f"{where}, {column} {told(kept, value)}", (record, column), value


def others(kept: Any, column: list[Any], factor: float = 1.001) -> list[Any]:
    """What may stand in place of a value: more and less, the opposite, another name, nothing."""
    if isinstance(kept, bool):
        return [not kept]
    if isinstance(kept, int):
        return [kept - 1, kept + 1]
    if isinstance(kept, float):
        return [kept * factor, kept / factor] if kept else [0.5, -0.5]
    if isinstance(kept, list):
        return [["*"] if kept != ["*"] else ["home"]]
    names = [name for name in dict.fromkeys(column) if isinstance(name, str) and name != kept]
    if isinstance(kept, str):
        return [*(names or [f"{kept}x"])[:1], None]
    return [1, (names or SUBJECTS)[0]]


def told(kept: Any, value: Any) -> str:
    """A change in words; figures of a plan are not repeated."""
    if isinstance(kept, float) and value is not None:
        return "up" if value > kept else "down"
    return f"= {value}"
