"""Late and dearer projects as a document with stable names."""

from __future__ import annotations

from typing import Any

from optimizer.late.study import Lateness
from optimizer.late.tables import LATENESS
from optimizer.study.json import FORMAT, records_of


def late_document(found: Lateness) -> dict[str, Any]:
    """The document: its tables as lists of records; money in MUSD, mass in tonnes."""
    passport = found.plan.passport
    return {
        "format": FORMAT,
        "kind": "late",
        "title": found.title,
        "workbook": passport.workbook,
        "workbook_sha256": passport.workbook_sha256,
        "case": passport.case,
        "plan_inputs_sha256": passport.inputs_sha256,
        "years_late": list(found.asked.years),
        "dearer": found.asked.dearer,
        "complete": found.complete,
        "tables": {table.name: records_of(found.tables[table.name], table) for table in LATENESS},
    }
