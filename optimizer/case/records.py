"""A `Case` as plain records and back, so that a plan carries the inputs that it was made from."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from optimizer.case.case import Case
from optimizer.case.sheets import NO_INPUTS, SHEETS, At, Row, Settings, Sheet

Records = dict[str, Any]
"""``{"settings": {key: value}, sheet: {"letters": {column: letter}, "rows": [{"row": number, column: value}]}}``."""

_INPUTS = {name: declared for name, declared in SHEETS.items() if name not in ("settings", *NO_INPUTS)}
"""Sheets that a plan depends on; settings stand apart."""


def to_records(case: Case) -> Records:
    """The rows of a case, defaults filled in, with their places in the workbook."""
    records: Records = {"name": case.name, "settings": dataclasses.asdict(case.settings)}
    for name, declared in _INPUTS.items():
        rows = rows_of(case, name)
        letters = next((dict(row.at.letters) for row in rows), {})
        records[name] = {"letters": letters, "rows": [_record(row, declared) for row in rows]}
    return records


def from_records(records: Mapping[str, Any]) -> Case:
    """The case that `to_records` was given, without what its workbook says of other cases and of hazards.

    Raises:
        KeyError, TypeError, ValueError: the records are none that `to_records` makes.
    """
    sheets: dict[str, Any] = {}
    for name, declared in _INPUTS.items():
        rows = [_row(record, declared, records[name]["letters"]) for record in records[name]["rows"]]
        one_key = len(declared.key) == 1
        sheets[name] = {getattr(row, declared.key[0]): row for row in rows} if one_key else tuple(rows)
    return Case(name=records["name"], settings=Settings(**records["settings"]), **sheets)


def rows_of(case: Case, sheet: str) -> list[Row]:
    """The rows of a sheet in their order."""
    rows: Mapping[str, Row] | Iterable[Row] = getattr(case, sheet)
    return list(rows.values()) if isinstance(rows, Mapping) else list(rows)


def fingerprint(case: Case, **others: Any) -> str:
    """A hash of everything that a plan of the case depends on; the same for the same inputs in any workbook.

    Args:
        case: the case. What its workbook says of other cases, of hazards, of the gap and of the time limit
            does not count.
        others: whatever else the plan depends on, as plain values.
    """
    settings = dataclasses.replace(case.settings, mip_gap=0.0, time_limit_s=0.0)
    records = to_records(dataclasses.replace(case, settings=settings))
    text = json.dumps([records, others], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _record(row: Row, declared: Sheet) -> Records:
    record: Records = {"row": row.at.row} | {name: getattr(row, name) for name in declared.columns}
    if declared.years is not None:
        record["years"] = {str(year): value for year, value in getattr(row, "years").items()}  # noqa: B009
    return record


def _row(record: Mapping[str, Any], declared: Sheet, letters: Mapping[str, str]) -> Any:
    values = {name: _plain(record[name]) for name in declared.columns}
    if declared.years is not None:
        values["years"] = {int(year): value for year, value in record["years"].items()}
    return declared.row(at=At(declared.name, record["row"], letters), **values)


def _plain(value: Any) -> Any:
    """Lists of names are tuples in a row."""
    return tuple(value) if isinstance(value, list) else value
