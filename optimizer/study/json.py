"""A study as a document with stable names, and back: what reports begin with."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from optimizer.errors import ResultError
from optimizer.plan.table import Table
from optimizer.study.measures import records
from optimizer.study.study import Study
from optimizer.study.tables import COMPARISON, DIFFERENCE, SWEEP

FORMAT = 1
SCHEMA: Mapping[str, tuple[Table, ...]] = {"comparison": COMPARISON, "sweep": SWEEP, "difference": DIFFERENCE}
"""The tables of each kind of study."""


def study_document(study: Study) -> dict[str, Any]:
    """The document of a study: its tables as lists of records; money in MUSD, mass in tonnes."""
    return {
        "format": FORMAT,
        "kind": study.kind,
        "title": study.title,
        "workbook": study.workbook,
        "workbook_sha256": study.workbook_sha256,
        "facts": dict(study.facts),
        "tables": {t.name: records_of(study.tables[t.name], t) for t in SCHEMA[study.kind] if t.name in study.tables},
    }


def records_of(frame: pd.DataFrame, table: Table) -> list[dict[str, Any]]:
    """The rows of a table as JSON takes them: no NaN, whole numbers as integers."""
    formats = {column.name: column.format for column in table.columns}
    return [{name: plain(row[name], formats[name]) for name in table.names} for row in records(frame)]


def plain(value: Any, kind: str) -> Any:
    """A cell as JSON takes it: what is empty or infinite is null, years and counts are integers."""
    value = value.item() if hasattr(value, "item") else value
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return int(value) if kind in ("year", "whole") and isinstance(value, float) else value


def read_study_file(place: Path) -> Study:
    """The study in a folder, or in a file of it, without its plans.

    Raises:
        ResultError: there is none, or it cannot be read.
    """
    files = [place / f"{kind}.json" for kind in SCHEMA] if place.is_dir() else [place]
    file = next((file for file in files if file.is_file()), place)
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ResultError(f"{file}: there is no study to read; optimizer compare or sweep writes one") from error
    return read_study(text, str(file))


def read_study(text: str, source: str = "the file") -> Study:
    """The study that a document stands for, without its plans.

    Args:
        text: the document.
        source: what the file is called, for the message.

    Raises:
        ResultError: the text is no study, or one of another version.
    """
    try:
        return _study(json.loads(text))
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise ResultError(
            f"{source}: this is no study that this version can read ({type(error).__name__}: {error})"
        ) from error


def _study(document: Mapping[str, Any]) -> Study:
    if document["format"] != FORMAT:
        raise ValueError(f"format {document['format']}")
    tables = {t.name: t for t in SCHEMA[document["kind"]]}
    return Study(
        kind=document["kind"],
        title=document["title"],
        workbook=document["workbook"],
        workbook_sha256=document["workbook_sha256"],
        tables={name: _frame(rows, tables[name]) for name, rows in document["tables"].items()},
        facts=document["facts"],
    )


def _frame(rows: list[dict[str, Any]], table: Table) -> pd.DataFrame:
    return pd.DataFrame([{name: row[name] for name in table.names} for row in rows], columns=table.names)
