"""Two orders of the rows of a case: the one that the model is built in, and the one of the workbook.

HiGHS breaks exact ties by the order of columns and rows. The model is built in an order that depends on nothing but
what the rows say, so that another order of the same rows is the same plan. Whatever is shown keeps that of the
workbook, which each row knows by its place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from optimizer.case.case import Case
from optimizer.case.sheets import NO_INPUTS, SHEETS, Row, Sheet

_ORDERED = [declared for name, declared in SHEETS.items() if name not in ("settings", *NO_INPUTS)]
"""Sheets on which plans depend. Cases apply from the top, and of a hazard the first row says more than the others."""
_Key = Callable[[Any], Any]


def canonical(case: Case) -> Case:
    """The same case with the rows of every sheet in an order that does not depend on where they stand."""
    return _ordered(case, _content)


def as_written(case: Case) -> Case:
    """The same case with the rows of every sheet in the order of the workbook."""
    return _ordered(case, lambda _: _place)


def _ordered(case: Case, key: Callable[[Sheet], _Key]) -> Case:
    """The case itself where its rows stand in that order already."""
    moved: dict[str, Any] = {}
    for declared in _ORDERED:
        rows = getattr(case, declared.name)
        before = list(rows.values() if isinstance(rows, Mapping) else rows)
        after = sorted(before, key=key(declared))
        if any(a is not b for a, b in zip(before, after, strict=True)):
            (one,) = declared.key if isinstance(rows, Mapping) else ("",)
            moved[declared.name] = {getattr(row, one): row for row in after} if one else tuple(after)
    return replace(case, **moved) if moved else case


def _content(declared: Sheet) -> _Key:
    """What a row says: its key where it has one, otherwise all its cells; what is empty comes first."""
    names = declared.key or tuple(declared.columns)
    with_years = not declared.key and declared.years is not None

    def key(row: Any) -> Any:
        values = [getattr(row, name) for name in names]
        years = sorted(row.years.items()) if with_years else []
        return [(value is not None, value) for value in values], years

    return key


def _place(row: Row) -> tuple[bool, int]:
    """The rows of a sheet from the top; one that stands in none comes last."""
    return row.at.row is None, row.at.row or 0
