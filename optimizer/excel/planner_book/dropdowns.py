"""What a cell lets a planner pick or type. Comfort only: the reader checks everything again."""

from __future__ import annotations

from typing import Any

from optimizer.case.columns import Column, Kind

LISTS = "_lists"
FIRST_ROW = 4
"""First row of values (from 0): title, help, units and header stand above."""
SPARE_ROWS = 500
"""Rows below the last one that are prepared for typing."""


class Lists:
    """Choices of all dropdowns, kept on a hidden sheet because Excel takes only short ones in place."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._known: dict[tuple[str, ...], str] = {}
        sheet.hide()

    def source(self, choices: tuple[str, ...]) -> str:
        """The range that holds the choices."""
        if choices not in self._known:
            number = len(self._known)
            for row, choice in enumerate(choices):
                self._sheet.write_string(row, number, choice)
            letter = chr(65 + number)
            self._known[choices] = f"={LISTS}!${letter}$1:${letter}${len(choices)}"
        return self._known[choices]


def _names(sheet: str) -> str:
    """The filled cells of another sheet's first column."""
    first, last = FIRST_ROW + 1, FIRST_ROW + 5000
    count = f"MAX(1,COUNTA({sheet}!$A${first}:$A${last}))"
    return f"=OFFSET({sheet}!$A${first},0,0,{count},1)"


def validation(column: Column, lists: Lists) -> dict[str, Any] | None:
    """The rule of a column's cells as the writer takes it; None where anything may be typed."""
    if column.kind is Kind.CHOICE:
        return _list(lists.source(column.choices), "stop", column)
    if column.kind is Kind.YES_NO:
        return _list(lists.source(("yes", "no")), "stop", column)
    if column.kind is Kind.REFERENCE:
        open_ended = column.star or column.words or column.prefixes
        return _list(_names(column.of), "information" if open_ended else "warning", column)
    if column.kind in (Kind.NUMBER, Kind.SHARE, Kind.WHOLE):
        return _number(column)
    return None


def _list(source: str, error: str, column: Column) -> dict[str, Any]:
    rule: dict[str, Any] = {"validate": "list", "source": source, "error_type": error}
    rule["show_error"] = error != "information"
    where = f"a name from the sheet {column.of}" if column.of else "one of the list"
    return {**rule, "error_title": column.name[:32], "error_message": f"{column.name} takes {where}."}


def _number(column: Column) -> dict[str, Any]:
    kind = "integer" if column.kind is Kind.WHOLE else "decimal"
    low = -1e15 if column.low is None else column.low
    high = 1e15 if column.high is None else column.high
    if kind == "integer":
        low, high = int(low), min(int(high), 100_000)
    unit = f" in {column.unit}" if column.unit not in ("", "%") else ""
    expected = "a percentage such as 65%" if column.kind is Kind.SHARE else f"a plain {column.kind.value}{unit}"
    return {
        "validate": kind,
        "criteria": "between",
        "minimum": low,
        "maximum": high,
        "error_type": "stop",
        "error_title": column.name[:32],
        "error_message": f"{column.name} takes {expected}.",
    }
