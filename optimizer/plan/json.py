"""`plan.json`: the plan for machines, with stable names.

First what other programs read; then, under `passport`, `inputs` and `tables`, everything else that the plan is made
of, so that the file alone is enough to read the plan back (`optimizer.plan.stored`).
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pandas as pd

from optimizer.case.case import BASE
from optimizer.case.records import to_records
from optimizer.model.objective import TERMS
from optimizer.plan.plan import Plan
from optimizer.plan.shortfall import short_by_scenario

FORMAT = 1
PASSPORT = ("threads", "seed", "mip_gap", "time_limit_s", "size", "inputs_sha256", "kept", "interrupted")
"""What the passport says beyond the head of the document."""


def plan_document(plan: Plan) -> dict[str, Any]:
    """The document of a plan; money in MUSD, mass in tonnes."""
    passport = plan.passport
    scenarios = list(plan.case.probability)
    return {
        "format": FORMAT,
        "workbook": passport.workbook,
        "workbook_sha256": passport.workbook_sha256,
        "case": passport.case,
        "status": plan.status,
        "objective_musd": plan.objective_musd,
        "bound_musd": _finite(plan.bound_musd),
        "programme_musd": plan.programme_musd,
        "gap": _finite(plan.gap),
        "versions": dict(passport.versions),
        "seconds": {phase: round(s, 3) for phase, s in passport.seconds.items()},
        "cost_musd": _costs(plan, scenarios),
        "probability": dict(plan.case.probability),
        "projects": _projects(plan),
        "stockpiles": _stockpiles(plan),
        "targets": _targets(plan),
        "shortage_t": short_by_scenario(plan),
        "passport": {
            "expected_outlay_musd": plan.expected_outlay_musd,
            **{name: getattr(passport, name) for name in PASSPORT},
        },
        "inputs": to_records(plan.case),
        "tables": {name: _table(table) for name, table in plan.tables.items()},
    }


def write_document(document: dict[str, Any], path: Path) -> None:
    """Write a document as UTF-8 JSON."""
    path.write_text(as_text(document), encoding="utf-8")


def as_text(document: dict[str, Any]) -> str:
    """A document as JSON: readable, but for inputs and tables, which have a line for each row or column."""
    bulk = {name: document[name] for name in ("inputs", "tables") if name in document}
    text = _json({name: value for name, value in document.items() if name not in bulk}, indent=1)
    for name, parts in bulk.items():
        lines = [f"  {_json(key)}: {_lines(part)}" for key, part in parts.items()]
        text = text.removesuffix("\n}") + f",\n {_json(name)}: {{\n" + ",\n".join(lines) + "\n }\n}"
    return text + "\n"


def _lines(part: Any) -> str:
    """A sheet or table: each list or mapping in it on a line of its own."""
    if not isinstance(part, dict) or not any(isinstance(value, list) for value in part.values()):
        return _json(part)
    return "{" + ",".join(f"\n   {_json(key)}: {_json(value)}" for key, value in part.items()) + "}"


def _json(value: Any, indent: int | None = None) -> str:
    return json.dumps(value, indent=indent, ensure_ascii=False, allow_nan=False)


def _table(table: pd.DataFrame) -> dict[str, list[Any]]:
    return {str(column): [_plain(value) for value in table[column].tolist()] for column in table.columns}


def _finite(value: float) -> float | None:
    """A number, or null where the search was stopped before any bound was proven."""
    return value if math.isfinite(value) else None


def _plain(value: Any) -> Any:
    """A cell as JSON takes it: empty cells are null, whole years are integers."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    return value.item() if hasattr(value, "item") else value


def _whole(value: Any) -> int | None:
    plain = _plain(value)
    return None if plain is None else int(plain)


def _costs(plan: Plan, scenarios: list[str]) -> dict[str, dict[str, float]]:
    cost = plan.tables["costs"].set_index(["scenario", "term"])["cost_musd"]
    found = {s: {term: float(cost[s, term]) for term in TERMS} for s in scenarios}
    return {s: {**terms, "total": sum(terms.values())} for s, terms in found.items()}


def _projects(plan: Plan) -> list[dict[str, Any]]:
    grants: dict[str, dict[str, dict[str, float]]] = {}
    for row in plan.tables["grants"].to_dict("records"):
        by_funder = grants.setdefault(row["project"], {})
        by_funder.setdefault(row["funder"], {})[str(row["year"])] = float(row["grant_musd"])
    return [
        {
            "project": row["project"],
            "start_year": int(row["start_year"]),
            "online_year": int(row["online_year"]),
            "capex_musd": float(row["capex_musd"]),
            "grants_musd": grants.get(row["project"], {}),
            "price_floor": _plain(row["price_floor"]),
            "npv_musd": _plain(row["npv_musd"]),
            "gap_musd": float(row["gap_musd"]),
        }
        for row in plan.tables["projects"].to_dict("records")
    ]


def _stockpiles(plan: Plan) -> list[dict[str, Any]]:
    rows = plan.tables["stockpiles"].to_dict("records")
    peak = {h: max(float(row["level_t"]) for row in rows if row["stockpile"] == h) for h in plan.case.stockpiles}
    planned: dict[str, dict[str, float]] = {h: {} for h in plan.case.stockpiles}
    for row in rows:
        if row["scenario"] == BASE and row["plan_t"]:
            planned[row["stockpile"]][str(row["year"])] = float(row["plan_t"])
    return [{"stockpile": h, "peak_t": peak[h], "plan_t": planned[h]} for h in plan.case.stockpiles]


def _targets(plan: Plan) -> list[dict[str, Any]]:
    names = ("target", "material", "market", "country", "scenario")
    return [
        {name: _plain(row[name]) for name in names}
        | {"year": _whole(row["year"])}
        | {name: _plain(row[name]) for name in ("value", "achieved", "slack", "shadow_price")}
        for row in plan.tables["targets"].to_dict("records")
    ]
