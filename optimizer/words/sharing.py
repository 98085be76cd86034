"""What many rows have in common, so that they need not be listed."""

from __future__ import annotations

from typing import Any

from optimizer.case.case import Case
from optimizer.case.changes import InputChange
from optimizer.case.columns import Kind
from optimizer.case.records import rows_of
from optimizer.case.sheets import SHEETS, Row
from optimizer.words.listing import listed
from optimizer.words.text import plural

_TELLING = (Kind.CHOICE, Kind.REFERENCE, Kind.TEXT)


def shared(changes: list[InputChange], case: Case) -> str:
    """The number of rows and what tells them from the others; `case` is the one in which they stand."""
    sheet = changes[0].sheet
    changed = [row for change in changes if (row := _standing(change)) is not None]
    others = _others(rows_of(case, sheet), changed)
    count = plural(len(changes), _noun(sheet))
    if not others:
        return f"all {count}"
    common = _common(sheet, changed, changes[0].column)
    telling = {c: v for c, v in common.items() if all(getattr(row, c) != v for row in others)}
    if telling:
        column, value = next(iter(telling.items()))
        return f"all {count} with {column} {value}"
    apart = {c: v for c, v in common.items() if any(getattr(row, c) != v for row in others)}
    named = listed((change.row for change in changes), 3)
    if apart:
        said = " and ".join(f"{column} {value}" for column, value in list(apart.items())[:2])
        return f"{count} with {said} ({named})"
    return f"{len(changes)} of {plural(len(changed) + len(others), _noun(sheet))} ({named})"


def _standing(change: InputChange) -> Row | None:
    before, after = change.rows
    return before if before is not None else after


def _others(rows: list[Row], changed: list[Row]) -> list[Row]:
    known = {id(row) for row in changed}
    return [row for row in rows if id(row) not in known]


def _common(sheet: str, rows: list[Row], changed: str) -> dict[str, Any]:
    """Values that all rows hold, in columns that sort rows into kinds."""
    key = SHEETS[sheet].key
    columns = [
        name
        for name, column in SHEETS[sheet].columns.items()
        if column.kind in _TELLING and name != changed and key != (name,)
    ]
    held = {name: {getattr(row, name) for row in rows} for name in columns}
    return {name: next(iter(values)) for name, values in held.items() if len(values) == 1 and values - {None, "", "*"}}


def _noun(sheet: str) -> str:
    key = SHEETS[sheet].key
    return key[0] if len(key) == 1 else "row"
