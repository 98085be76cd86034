"""`explanation.json`: an explanation for machines, with stable names."""

from __future__ import annotations

from typing import Any

from optimizer.study.json import FORMAT, plain, records_of
from optimizer.study.why_tables import EXPLANATION
from optimizer.why.explanation import Explanation


def explanation_document(explanation: Explanation) -> dict[str, Any]:
    """The document of an explanation: its tables as lists of records; money in MUSD, mass in tonnes."""
    plan = explanation.plan
    return {
        "format": FORMAT,
        "kind": "explanation",
        "title": explanation.title,
        "workbook": plan.passport.workbook,
        "workbook_sha256": plan.passport.workbook_sha256,
        "case": plan.passport.case,
        "objective_musd": plan.objective_musd,
        "bound_musd": plain(plan.bound_musd, "money"),
        "facts": dict(explanation.facts),
        "tables": {table.name: records_of(explanation.tables[table.name], table) for table in EXPLANATION},
    }
