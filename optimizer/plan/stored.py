"""A plan read back from its file: what studies, audits and reports begin with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from optimizer.case.records import from_records
from optimizer.errors import ResultError
from optimizer.plan.json import PASSPORT
from optimizer.plan.plan import Passport, Plan
from optimizer.plan.tables import TABLES

FILE = "plan.json"


def read_plan_file(place: Path) -> Plan:
    """The plan in a folder, or in a file of it.

    Raises:
        ResultError: there is none, or it cannot be read.
    """
    file = place / FILE if place.is_dir() else place
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ResultError(f"{file}: there is no plan to read; optimizer solve BOOK --out DIR writes one") from error
    return plan_from(text, str(file))


def plan_from(text: str, source: str = FILE) -> Plan:
    """The plan that a document stands for.

    Raises:
        ResultError: the text is no plan, or one of another version.
    """
    try:
        return _plan(json.loads(text))
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise ResultError(
            f"{source}: this is no plan that this version can read ({type(error).__name__}: {error}); solve it again"
        ) from error


def _plan(document: Mapping[str, Any]) -> Plan:
    passport = document["passport"]
    return Plan(
        case=from_records(document["inputs"]),
        passport=Passport(
            **{name: document[name] for name in ("workbook", "workbook_sha256", "case", "versions", "seconds")},
            **{name: passport[name] for name in PASSPORT if name != "kept"},
            kept=tuple(passport["kept"]),
        ),
        status=document["status"],
        objective_musd=document["objective_musd"],
        bound_musd=float("-inf") if document["bound_musd"] is None else document["bound_musd"],
        programme_musd=document["programme_musd"],
        expected_outlay_musd=passport["expected_outlay_musd"],
        tables={name: _frame(document["tables"][name], table.names) for name, table in TABLES.items()},
    )


def _frame(columns: Mapping[str, list[Any]], names: list[str]) -> pd.DataFrame:
    return pd.DataFrame({name: columns[name] for name in names}, columns=names)
