"""Which row of one case is which row of another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from optimizer.case.columns import STAR
from optimizer.case.sheets import SHEETS, Row

_IDENTITY: dict[str, tuple[tuple[str, ...], ...]] = {
    "supply": (("material", "country", "kind"),),
    "routes": (("country", "market", "material"),),
    "funding_rules": (("funder", "country", "kind", "material"),),
    "events": (
        ("scenario", "kind", "country", "material", "market", "project", "first_year", "last_year"),
        ("scenario", "kind", "country", "material", "market", "project"),
    ),
}
"""Columns that tell rows apart on sheets without a key, the narrowest first."""


@dataclass(frozen=True)
class Pair:
    """A row before and after; None where there is none."""

    key: str
    before: Row | None
    after: Row | None


def pairs(sheet: str, before: list[Row], after: list[Row]) -> list[Pair]:
    """The rows of a sheet, matched by what identifies them, in their order; rows that are new come last."""
    identities = _IDENTITY.get(sheet) or (SHEETS[sheet].key,)
    found: dict[int, Row] = {}
    left, right = list(before), list(after)
    for columns in identities:
        matched = list(_matched(columns, left, right))
        found |= {id(old): new for old, new in matched}
        taken = {id(row) for pair in matched for row in pair}
        left, right = ([row for row in rows if id(row) not in taken] for rows in (left, right))
    keys = {**_keys(identities[0], after), **_keys(identities[0], before)}
    return [
        *(Pair(keys[id(row)], row, found.get(id(row))) for row in before),
        *(Pair(keys[id(row)], None, row) for row in right),
    ]


def _matched(columns: tuple[str, ...], left: list[Row], right: list[Row]) -> Iterable[tuple[Row, Row]]:
    """Among rows that are told apart no further, those that are equal, then the n-th and the n-th."""
    groups = _groups(columns, right)
    for key, rows in _groups(columns, left).items():
        others = groups.get(key, [])
        unequal = []
        for row in rows:
            equal = next((n for n, other in enumerate(others) if other == row), None)
            if equal is None:
                unequal.append(row)
            else:
                yield row, others.pop(equal)
        yield from zip(unequal, others, strict=False)


def _groups(columns: tuple[str, ...], rows: list[Row]) -> dict[tuple[object, ...], list[Row]]:
    groups: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(getattr(row, c) for c in columns), []).append(row)
    return groups


def _keys(columns: tuple[str, ...], rows: list[Row]) -> dict[int, str]:
    """What each row is called; where several are called the same, with their number."""
    keys = {}
    for group in _groups(columns, rows).values():
        for number, row in enumerate(group, 1):
            parts = (getattr(row, c) for c in columns)
            text = " ".join(str(part) for part in parts if part not in (None, "", STAR)) or "every"
            keys[id(row)] = f"{text} ({number})" if len(group) > 1 else text
    return keys
