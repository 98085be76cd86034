"""`explanation.json`: an explanation for machines, with stable names."""

from __future__ import annotations

import math
from typing import Any

from optimizer.plan.table import Table
from optimizer.study.measures import records
from optimizer.study.why_tables import EXPLANATION
from optimizer.why.explanation import Explanation

FORMAT = 1


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
        "bound_musd": _plain(plan.bound_musd, "money"),
        "facts": dict(explanation.facts),
        "tables": {table.name: _records(explanation, table) for table in EXPLANATION},
    }


def _records(explanation: Explanation, table: Table) -> list[dict[str, Any]]:
    formats = {column.name: column.format for column in table.columns}
    rows = records(explanation.tables[table.name])
    return [{name: _plain(row[name], formats[name]) for name in table.names} for row in rows]


def _plain(value: Any, kind: str) -> Any:
    """A cell as JSON takes it: what is empty or infinite is null, years and counts are integers."""
    value = value.item() if hasattr(value, "item") else value
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return int(value) if kind in ("year", "whole") and isinstance(value, float) else value
