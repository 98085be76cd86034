from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

from optimizer.case.checks.rule import Rule, Sight
from optimizer.case.sheets import SHEETS, Row
from optimizer.errors import Finding

_TOLD_BY_RULES = ("routes", "funding_rules")


def rows_differ(sight: Sight) -> Iterable[Finding]:
    """Two identical rows of a sheet without a key count twice, which is rarely meant."""
    for sheet, declared in SHEETS.items():
        if declared.key or sheet in _TOLD_BY_RULES:
            continue
        names = [field.name for field in fields(declared.row) if field.name != "at"]
        first: dict[tuple[object, ...], Row] = {}
        for row in getattr(sight.case, sheet):
            values = (getattr(row, name) for name in names)
            key = tuple(tuple(sorted(value.items())) if isinstance(value, dict) else value for value in values)
            other = first.setdefault(key, row)
            if other is not row and not row.at.unsound:
                yield row.at.finding("warning", "", f"the row is identical to row {other.at.row}, and both count")


RULES: tuple[Rule, ...] = (rows_differ,)
