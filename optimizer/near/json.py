"""Alternatives as a document with stable names."""

from __future__ import annotations

from typing import Any

from optimizer.near.study import NearStudy
from optimizer.near.tables import NEAR
from optimizer.study.json import FORMAT, records_of


def near_document(study: NearStudy) -> dict[str, Any]:
    """The document: its tables as lists of records; money in MUSD, mass in tonnes."""
    near, passport = study.near, study.optimum.passport
    return {
        "format": FORMAT,
        "kind": "alternatives",
        "title": study.title,
        "workbook": passport.workbook,
        "workbook_sha256": passport.workbook_sha256,
        "case": passport.case,
        "objective_musd": study.optimum.objective_musd,
        "within_musd": near.distance_musd,
        "differ": near.asked.differ,
        "most_that_could_differ": int(near.most),
        "no_others": near.exhausted,
        "facts": dict(study.facts),
        "tables": {table.name: records_of(study.tables[table.name], table) for table in NEAR},
    }
