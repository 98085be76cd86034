"""From an xlsx file to rows with defaults, with the rows of one case applied."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import openpyxl

Row = dict[Any, Any]

REQUIRED = object()

SCHEMA: dict[str, dict[str, Any]] = {
    "settings": {"key": REQUIRED, "value": REQUIRED},
    "countries": {
        "country": REQUIRED,
        "name": None,
        "bloc": REQUIRED,
        "region": None,
        "market": None,
        "consent": "yes",
        "risk": 0.0,
    },
    "markets": {"market": REQUIRED, "name": None, "partner": "no"},
    "materials": {
        "material": REQUIRED,
        "name": None,
        "family": None,
        "stage": REQUIRED,
        "becomes": None,
        "t_per_t": None,
    },
    "prices": {"material": REQUIRED},
    "demand": {"material": REQUIRED, "market": REQUIRED, "tier": "all", "shortage_cost": REQUIRED},
    "supply": {"material": REQUIRED, "country": REQUIRED, "kind": "primary", "premium": 0.0},
    "routes": {"country": "*", "market": "*", "material": "*", "freight": 0.0, "duty": 0.0, "open": "yes"},
    "projects": {
        "project": REQUIRED,
        "name": None,
        "country": REQUIRED,
        "kind": REQUIRED,
        "product": REQUIRED,
        "capacity_t": REQUIRED,
        "capex_musd": REQUIRED,
        "fixed_opex_musd": 0.0,
        "opex_usd_per_t": 0.0,
        "earliest_start": lambda row, conf: conf["first_year"],
        "latest_start": lambda row, conf: conf["last_year"],
        "build_years": 0,
        "life_years": REQUIRED,
        "spend_profile": None,
        "ramp_profile": None,
        "min_utilisation": 0.0,
        "min_public_share": lambda row, conf: 1.0 if row["kind"] == "substitution" else 0.0,
        "max_public_share": 1.0,
        "status": "candidate",
        "exclusive_group": None,
        "requires": None,
    },
    "recipes": {"project": REQUIRED, "material": REQUIRED, "t_per_t": REQUIRED},
    "profiles": {"profile": REQUIRED},
    "funders": {
        "funder": REQUIRED,
        "name": None,
        "partner": None,
        "currency": "USD",
        "min_share": 0.0,
        "max_share": 1.0,
        "carry_over": "no",
        "price_support": "yes",
    },
    "funding_rules": {"funder": REQUIRED, "country": "*", "kind": "*", "material": "*", "max_share": REQUIRED},
    "budgets": {"funder": REQUIRED},
    "currencies": {"currency": REQUIRED, "usd": REQUIRED},
    "price_floors": {
        "material": REQUIRED,
        "level": REQUIRED,
        "floor_usd_per_t": REQUIRED,
        "contract_years": 10,
        "payback": 0.0,
    },
    "stockpiles": {
        "stockpile": REQUIRED,
        "material": REQUIRED,
        "home": REQUIRED,
        "serves": "*",
        "funder": None,
        "opening_t": 0.0,
        "max_t": REQUIRED,
        "max_purchase_t": None,
        "holding_usd_per_t": 0.0,
        "loss": 0.0,
    },
    "targets": {
        "target": REQUIRED,
        "metric": REQUIRED,
        "material": "*",
        "market": "*",
        "tier": "*",
        "subject": None,
        "from_year": lambda row, conf: conf["first_year"],
        "to_year": lambda row, conf: conf["last_year"],
        "value": REQUIRED,
        "penalty": None,
    },
    "scenarios": {"scenario": REQUIRED, "probability": REQUIRED},
    "events": {
        "scenario": REQUIRED,
        "kind": REQUIRED,
        "country": "*",
        "material": "*",
        "market": "*",
        "project": None,
        "first_year": lambda row, conf: conf["first_year"],
        "last_year": lambda row, conf: conf["last_year"],
        "value": REQUIRED,
    },
    "cases": {
        "case": REQUIRED,
        "sheet": REQUIRED,
        "where": None,
        "column": REQUIRED,
        "operation": "set",
        "value": REQUIRED,
    },
}

SETTINGS: dict[str, Any] = {
    "title": None,
    "first_year": None,
    "last_year": None,
    "discount_rate": 0.05,
    "private_discount_rate": 0.10,
    "public_funds_premium": 0.0,
    "viability": "yes",
    "mutual_exemption": "no",
    "joint_funding": "yes",
    "min_partner_share": 0.0,
    "salvage": "yes",
    "residual_stock_value": 0.0,
    "recovery_years": 2,
    "risk_weight": 0.0,
    "tail_probability": 0.10,
    "mip_gap": 0.01,
    "time_limit_s": 300,
}

NUMBERS = {
    "risk",
    "t_per_t",
    "shortage_cost",
    "premium",
    "freight",
    "duty",
    "capacity_t",
    "capex_musd",
    "fixed_opex_musd",
    "opex_usd_per_t",
    "earliest_start",
    "latest_start",
    "build_years",
    "life_years",
    "min_utilisation",
    "min_public_share",
    "max_public_share",
    "min_share",
    "max_share",
    "usd",
    "floor_usd_per_t",
    "contract_years",
    "payback",
    "opening_t",
    "max_t",
    "max_purchase_t",
    "holding_usd_per_t",
    "loss",
    "from_year",
    "to_year",
    "penalty",
    "probability",
    "first_year",
    "last_year",
    "value",
}
WORDS = {"yes", "no"}


def text(value: Any) -> str:
    """The identifier that a cell holds: 101 and 101.0 are '101'."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return unicodedata.normalize("NFC", str(value).strip())


def number(value: Any) -> Any:
    """A number where the text plainly is one, otherwise the text."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    try:
        return float(text(value))
    except ValueError:
        return text(value)


def empty(value: Any) -> bool:
    """Whether a cell counts as empty."""
    return value is None or (isinstance(value, str) and not value.strip())


def header(value: Any) -> Any:
    """A header as a lower-case name, or as an int where it is a whole number."""
    if empty(value):
        return None
    name = text(value)
    return int(name) if name.isdigit() else name.lower()


def clean(column: Any, value: Any) -> Any:
    """The value of a cell by the kind of its column."""
    if empty(value):
        return None
    if isinstance(column, int) or column in NUMBERS:
        return number(value)
    return text(value)


def read_sheet(sheet: Any, schema: Row) -> list[Row]:
    """The rows of one sheet as they stand, without defaults."""
    cells = [list(row) for row in sheet.iter_rows(values_only=True)]
    needed = {name for name, default in schema.items() if default is REQUIRED}
    heads = [[header(value) for value in row] for row in cells[:10]]
    fits = [needed <= set(names) if needed else bool(set(names) & set(schema)) for names in heads]
    if True not in fits:
        return []
    place = fits.index(True)
    names = heads[place]
    keep = [(j, name) for j, name in enumerate(names) if name in schema or isinstance(name, int)]
    rows = []
    for row in cells[place + 1 :]:
        if any(not empty(value) for value in row):
            rows.append({name: clean(name, row[j]) for j, name in keep})
    return rows


def read_tables(path: str | Path) -> dict[str, list[Row]]:
    """All known sheets of a workbook; a missing one is empty."""
    book = openpyxl.load_workbook(path, data_only=True)
    sheets = {name.strip().lower(): book[name] for name in book.sheetnames}
    tables = {name: read_sheet(sheets[name], schema) if name in sheets else [] for name, schema in SCHEMA.items()}
    given = {row["key"].lower(): row for row in tables["settings"]}
    for key in SETTINGS:
        if key not in given:
            tables["settings"].append({"key": key, "value": None})
    for row in tables["settings"]:
        row["key"] = row["key"].lower()
    return tables


def configuration(tables: dict[str, list[Row]]) -> Row:
    """The settings with their defaults."""
    conf = dict(SETTINGS)
    for row in tables["settings"]:
        if row["value"] is not None:
            conf[row["key"]] = row["value"]
    return conf


def with_defaults(name: str, row: Row, conf: Row) -> Row:
    """One row with the defaults of its empty cells."""
    if name == "settings":
        return {"key": row["key"], "value": conf[row["key"]] if row["value"] is None else row["value"]}
    full = dict(row)
    for column, default in SCHEMA[name].items():
        if full.get(column) is None:
            full[column] = None if default is REQUIRED else default
    for column in SCHEMA[name]:
        if callable(full[column]):
            full[column] = full[column](full, conf)
    return full


def holds(full: Row, where: str | None) -> bool:
    """Whether every `column=value` pair of `where` holds for a row."""
    for pair in (where or "").split(","):
        if pair.strip():
            column, wanted = (part.strip() for part in pair.split("=", 1))
            found, wanted = full.get(header(column)), number(wanted)
            if found is None or (number(found) != wanted and text(found).lower() != text(wanted).lower()):
                return False
    return True


def changed(old: Any, operation: str, value: Any) -> Any:
    """What a case makes of one cell."""
    if operation == "multiply":
        return old * number(value)
    if operation == "add":
        return old + number(value)
    return value


def apply_case(tables: dict[str, list[Row]], case: str) -> None:
    """Changes the tables by the rows of a case, from the top."""
    for change in tables["cases"]:
        change = with_defaults("cases", change, {})
        if change["case"] != case:
            continue
        name, column = change["sheet"].lower(), header(change["column"])
        operation = change["operation"].lower()
        for row in tables[name]:
            full = with_defaults(name, row, configuration(tables))
            if not holds(full, change["where"]):
                continue
            years = [head for head in row if isinstance(head, int)] if column == "years" else [column]
            for head in years:
                if not (column == "years" and operation != "set" and row.get(head) is None):
                    row[head] = clean(head, changed(full.get(head), operation, change["value"]))


def read_book(path: str | Path, case: str = "base") -> dict[str, Any]:
    """Tables with defaults, and `settings` as one dict."""
    tables = read_tables(path)
    if case != "base":
        apply_case(tables, case)
    conf = configuration(tables)
    full = {name: [with_defaults(name, row, conf) for row in rows] for name, rows in tables.items()}
    settings = {
        key: text(value).lower() if text(value).lower() in WORDS or isinstance(value, bool) else number(value)
        for key, value in conf.items()
        if value is not None
    }
    return {**full, "settings": settings}
