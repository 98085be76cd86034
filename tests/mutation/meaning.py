"""Mutations that keep every cell well formed and change what it means: circles, lives, years, shares, horizons."""

from __future__ import annotations

import random
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell

from tests.mutation.cells import Mutation, header_row

EDGES: dict[str, dict[str, tuple[Any, ...]]] = {
    "settings": {
        "first_year": (1, 0, 1800, 2029.5, 3000),
        "last_year": (0, 2000, 2030, 2029, 2045, 2400, 99999),
        "discount_rate": (0, 0.999, 1, 5, -0.01),
        "private_discount_rate": (0, 1, 0.999),
        "public_funds_premium": (0, 4.9, 20, 1e6),
        "min_partner_share": (0, 0.5, 1),
        "recovery_years": (0, 50, 1000000),
        "risk_weight": (0, 0.001, 1),
        "tail_probability": (0, 1e-9, 0.001, 1),
        "residual_stock_value": (1, 1.01),
        "time_limit_s": (0, 1e-6, 1e12),
        "mip_gap": (0, 1e-12, 1),
        "viability": ("no", "yes"),
        "salvage": ("no", "yes"),
        "joint_funding": ("no",),
        "mutual_exemption": ("yes",),
    },
    "countries": {"risk": (0, 1, 1.01), "market": ("EU", "US"), "consent": ("no",), "bloc": ("concern", "partner")},
    "markets": {"partner": ("no", "yes")},
    "materials": {"t_per_t": (0, 1e-9, 1, 1e6), "becomes": ("oxide", "ore", "magnet", "101")},
    "demand": {"shortage_cost": (0, 1, 1e12), "tier": ("all", "*", "defence")},
    "supply": {"premium": (-1, -0.999, 0, 60, 1e6), "kind": ("recycled", "primary")},
    "routes": {"freight": (0, 1e9), "duty": (0, 1, 60), "open": ("no", "yes")},
    "projects": {
        "capacity_t": (0, 1e-9, 1e12),
        "capex_musd": (0, 1e-9, 1e12),
        "fixed_opex_musd": (0, 1e6),
        "opex_usd_per_t": (0, -1e5, -1e12, 1e9),
        "earliest_start": (0, 1990, 2027, 2028, 2031, 2300),
        "latest_start": (0, 1990, 2027, 2028, 2031, 2300),
        "build_years": (0, 1, 3, 40, 10**6),
        "life_years": (0, 1, 2, 10**6),
        "min_utilisation": (0, 0.5, 1),
        "min_public_share": (0, 0.5, 1, 1.01),
        "max_public_share": (0, 0.5, 1),
        "status": ("committed", "excluded", "candidate"),
        "exclusive_group": ("either", "P1"),
        "requires": ("P1", "P2", "P3", "P4"),
        "kind": ("substitution", "recycling", "mine"),
        "spend_profile": ("halves", "slow"),
        "ramp_profile": ("late", "slow"),
    },
    "recipes": {"t_per_t": (0, 1e-9, -1e-9, 1, -1, 1e6, -1e6)},
    "funders": {
        "min_share": (0, 0.5, 1),
        "max_share": (0, 0.05, 1),
        "currency": ("USD", "JPY", "XXX"),
        "carry_over": ("yes", "no"),
        "price_support": ("yes", "no"),
        "partner": ("EU", "JP", "US"),
    },
    "funding_rules": {"max_share": (0, 1), "country": ("*", "bloc:partner"), "kind": ("*", "mine"), "material": ("*",)},
    "currencies": {"usd": (0, 1e-9, 1e9), "currency": ("USD", "EUR")},
    "price_floors": {"floor_usd_per_t": (0, 1e12), "contract_years": (0, 1, 10**6), "payback": (0, 1)},
    "stockpiles": {
        "opening_t": (0, 1e9),
        "max_t": (0, 1e-9, 1e12),
        "max_purchase_t": (0, 1e-9),
        "loss": (0, 1),
        "holding_usd_per_t": (0, 1e9),
        "serves": ("*", "EU", "US, EU"),
    },
    "targets": {
        "value": (0, 1, 365, 1e6, 1e-9),
        "penalty": (0, 1e-6, 1e12),
        "from_year": (2027, 2300, 0),
        "to_year": (2026, 2300, 0),
        "subject": ("*", "base", "concern", "EU"),
        "market": ("all", "*"),
        "material": ("*", "stage:processing"),
        "tier": ("*", "defence"),
    },
    "scenarios": {"probability": (0, 1e-12, 0.5, 0.999999999, 1, 1.0000000001, 2), "scenario": ("base", "Base", "*")},
    "events": {
        "value": (0, 1, 1e-9, 0.999999999, 1e6, 2, 50),
        "first_year": (2027, 2300, 0),
        "last_year": (2026, 2300),
        "kind": ("delay", "outage", "price", "demand", "export_cut"),
        "country": ("*",),
        "project": ("P1",),
    },
    "cases": {"value": (0, -1, 1e300), "operation": ("add", "multiply"), "column": ("years", "nothing")},
}


def edge(dice: random.Random, book: Workbook) -> str:
    """A value at the edge of what its column may hold, or just beyond, in one row or in all."""
    sheet = dice.choice([one for one in book.worksheets if one.title in EDGES] or book.worksheets)
    top = header_row(sheet)
    if sheet.title == "settings":
        places = [(str(row[0].value), [row[1]]) for row in sheet.iter_rows(min_row=top + 1, max_col=2)]
    else:
        places = [(str(column[0].value), list(column[1:])) for column in sheet.iter_cols(min_row=top)]
    known = [(name, cells) for name, cells in places if name in EDGES.get(sheet.title, {}) and cells]
    if not known:
        return ""
    name, cells = dice.choice(known)
    value = dice.choice(EDGES[sheet.title][name])
    chosen = cells if dice.random() < 0.15 else [dice.choice(cells)]
    for cell in chosen:
        if isinstance(cell, Cell):
            cell.value = value
    return f"{sheet.title}!{', '.join(cell.coordinate for cell in chosen)}: {name} = {value!r}"


def year_values(dice: random.Random, book: Workbook) -> str:
    """A year column or the row of a series is zero, or alternates between nothing and much."""
    sheets = [s for s in book.worksheets if s.title in ("demand", "supply", "prices", "budgets", "profiles")]
    if not sheets:
        return ""
    sheet = dice.choice(sheets)
    top = header_row(sheet)
    columns = [c.column for c in sheet[top] if isinstance(c.value, int)]
    if not columns or sheet.max_row <= top:
        return ""
    row, values = dice.randint(top + 1, sheet.max_row), dice.choice(((0,), (1e9,), (0, 1e9), (1e-9,), (0, 1)))
    for n, column in enumerate(columns):
        sheet.cell(row, column, values[n % len(values)])
    return f"{sheet.title}: years of row {row} = {values}"


MEANING: tuple[Mutation, ...] = (edge, edge, edge, edge, year_values)
