"""From tables to a `Case`.

Rows that cannot be placed are left out, other wrong cells get stand-ins, so that the rest of a faulty workbook can
still be judged; a workbook without errors needs neither.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from optimizer.case.case import BASE, Case
from optimizer.case.columns import STAR, Column, Kind
from optimizer.case.sheets import SETTINGS, SHEETS, Settings, Sheet
from optimizer.case.tables import Entry, Tables, settings_of

_STAND_IN: dict[Kind, Any] = {Kind.NUMBER: 1.0, Kind.WHOLE: 1, Kind.SHARE: 0.0, Kind.YES_NO: True, Kind.TEXT: "?"}


@dataclass(frozen=True, eq=False)
class Built:
    """A case as far as it can be made, and what about it cannot be relied on."""

    case: Case
    unsound_settings: frozenset[str] = frozenset()
    """Settings whose value is a stand-in."""
    incomplete: frozenset[str] = frozenset()
    """Sheets that could not be read, or of which rows were left out."""


def build(tables: Tables, name: str = BASE) -> Built:
    """The case that validated tables stand for, with all defaults filled in."""
    left_out = _left_out(tables)
    incomplete = {s for s, t in tables.items() if t.unread or any(id(e) in left_out for e in t.entries)}
    return Built(
        _case(tables, name, left_out),
        unsound_settings=_unsound_settings(tables),
        incomplete=frozenset(incomplete),
    )


def to_case(tables: Tables, name: str = BASE) -> Case:
    """The case alone."""
    return build(tables, name).case


def _case(tables: Tables, name: str, left_out: set[int]) -> Case:
    settings = _settings(tables)
    rows: dict[str, Any] = {}
    for sheet, declared in SHEETS.items():
        if sheet == "settings":
            continue
        kept = [_row(e, declared, settings) for e in tables[sheet].entries if id(e) not in left_out]
        if sheet == "prices":
            kept = [row for row in kept if row.years]
        rows[sheet] = {getattr(row, declared.key[0]): row for row in kept} if len(declared.key) == 1 else tuple(kept)
    places = {e.values["key"]: e.at for e in reversed(tables["settings"].entries) if e.values.get("key")}
    return Case(name=name, settings=Settings(**settings), settings_at=places, **rows)


def _settings(tables: Tables) -> dict[str, Any]:
    settings = settings_of(tables)
    columns = tables["demand"].year_columns or (2030,)
    for key, year in (("first_year", min(columns)), ("last_year", max(columns))):
        if settings[key] is None:
            settings[key] = year
    return settings


def _unsound_settings(tables: Tables) -> frozenset[str]:
    if tables["settings"].unread:
        return frozenset(SETTINGS)
    return frozenset(
        e.values["key"] for e in tables["settings"].entries if "value" in e.unsound and e.values.get("key")
    )


def _left_out(tables: Tables) -> set[int]:
    """Rows without a usable key or required reference, and those that refer to rows left out."""
    left_out: set[int] = set()
    while True:
        names = {s: _kept_names(tables, s, left_out) for s, d in SHEETS.items() if d.key and s != "settings"}
        before = len(left_out)
        for sheet, declared in SHEETS.items():
            anchors = [(n, c) for n, c in declared.columns.items() if n in declared.key or c.kind in _REFERENCES]
            for entry in tables[sheet].entries if sheet != "settings" else ():
                if id(entry) not in left_out and not all(_holds(entry, n, c, names) for n, c in anchors):
                    left_out.add(id(entry))
        if len(left_out) == before:
            return left_out


_REFERENCES = (Kind.REFERENCE, Kind.LIST)


def _kept_names(tables: Tables, sheet: str, left_out: set[int]) -> set[str]:
    column = SHEETS[sheet].key[0]
    return {e.values[column] for e in tables[sheet].entries if id(e) not in left_out and e.values.get(column)}


def _holds(entry: Entry, name: str, column: Column, names: dict[str, set[str]]) -> bool:
    """Whether a cell that ties a row to others can be relied on."""
    value = entry.values.get(name)
    if name in entry.unsound:
        return not (column.required or column.default is not None or name in SHEETS[entry.at.sheet].key)
    if value is None:
        return not column.required
    if column.kind is Kind.REFERENCE:
        return value in names[column.of] or value in column.words or value == STAR or ":" in value
    return column.kind is not Kind.LIST or all(item in names[column.of] or item == STAR for item in value)


def _row(entry: Entry, declared: Sheet, settings: dict[str, Any]) -> Any:
    values = {}
    for name, column in declared.columns.items():
        value = entry.values.get(name)
        if value is None:
            value = column.default_for(entry.values, settings)
            if value is None and column.required:
                value = column.choices[0] if column.choices else _STAND_IN.get(column.kind)
        values[name] = value
    if declared.years is not None:
        values["years"] = entry.years
    return declared.row(at=entry.final(), **values)
