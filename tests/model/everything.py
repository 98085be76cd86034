"""A tiny case in which every equation of the model has a row, and the equations as text."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from pathlib import Path
from typing import Any

import pyomo.environ as pyo
from pyomo.repn import generate_standard_repn

from optimizer.model import build
from tests.tiny import MILLION, Sheets, demand, event, facts_of, project, supply, world, years

GOLDEN = Path(__file__).parent / "golden"

CASES = ("base", "one side")
"""With joint funding, and without it; of the second only those equations are written that the first does not have."""


def everything() -> Sheets:
    """Two years, two partners, two projects, and everything else once."""
    settings = years(2030, 2031, discount_rate=0.05, private_discount_rate=0.1)
    settings |= {"viability": "yes", "salvage": "yes", "public_funds_premium": 0.2, "residual_stock_value": 0.5}
    settings |= {"risk_weight": 0.25, "tail_probability": 0.5, "min_partner_share": 0.2, "joint_funding": "yes"}
    return world(
        settings,
        countries=[
            {"country": "here", "bloc": "partner", "market": "home", "risk": 0.1},
            {"country": "there", "bloc": "partner", "market": "away", "risk": 0.2},
            {"country": "far", "bloc": "concern", "risk": 0.5},
        ],
        markets=[{"market": "home", "partner": "yes"}, {"market": "away", "partner": "yes"}],
        materials=[
            {"material": "ore", "stage": "extraction", "becomes": "goods", "t_per_t": 2},
            {"material": "goods", "stage": "processing"},
        ],
        prices=[{"material": "ore", 2030: MILLION / 10}, {"material": "goods", 2030: MILLION}],
        demand=[demand(tonnes=10, tier="defence"), demand("away", 5)],
        supply=[
            supply(),
            {"material": "ore", "country": "far", 2030: 50},
            supply("there", 1, kind="recycled", premium=0.5),
        ],
        routes=[{"freight": 100, "duty": 0.1}],
        projects=[
            project("plant", opex_usd_per_t=0.5 * MILLION, fixed_opex_musd=1, min_utilisation=0.3, ramp_profile="slow",
                    spend_profile="halves", min_public_share=0.1, max_public_share=0.9, exclusive_group="a",
                    requires="works", latest_start=2030),
            project("works", country="there", build_years=1, capex_musd=30, status="committed", exclusive_group="b"),
        ],
        recipes=[{"project": "plant", "material": "ore", "t_per_t": -2}],
        profiles=[{"profile": "slow", 1: 0.5, 2: 1}, {"profile": "halves", 1: 0.5, 2: 0.5}],
        funders=[
            {"funder": "one", "partner": "home", "min_share": 0.05, "carry_over": "yes"},
            {"funder": "two", "partner": "away", "currency": "EUR", "max_share": 0.8},
        ],
        currencies=[{"currency": "EUR", "usd": 1.1}],
        budgets=[{"funder": "one", 2030: 8, 2031: 4}, {"funder": "two", 2030: 5, 2031: 5},
                 {"funder": "private", 2030: 40, 2031: 40}],
        price_floors=[{"material": "goods", "level": "high", "floor_usd_per_t": 1.5 * MILLION, "contract_years": 1,
                       "payback": 0.5}],
        stockpiles=[{"stockpile": "pile", "material": "goods", "home": "home", "funder": "one", "opening_t": 1,
                     "max_t": 6, "max_purchase_t": 3, "holding_usd_per_t": 1000, "loss": 0.1}],
        targets=targets(),
        scenarios=[{"scenario": "crisis", "probability": 0.3}],
        events=[
            event("crisis", "export_cut", 0.6, country="far", first_year=2031),
            event("crisis", "export_cut", 0.4, country="there", market="home", first_year=2031),
            event("crisis", "price", 1.2, first_year=2031),
            event("crisis", "outage", 0.5, project="works", first_year=2031),
        ],
        cases=[{"case": "one side", "sheet": "settings", "where": "key=joint_funding", "column": "value",
                "value": "no"}],
    )  # fmt: skip


def targets() -> list[dict[str, Any]]:
    """Every metric once, for 2031 where a year counts."""
    aims: list[dict[str, Any]] = [
        {"metric": "max_country_share", "subject": "far", "value": 0.7, "penalty": 5000},
        {"metric": "max_bloc_share", "subject": "concern", "market": "all", "value": 0.65, "penalty": 5000},
        {"metric": "max_risk", "value": 0.4, "penalty": 5000},
        {"metric": "min_bloc_share", "subject": "partner", "value": 0.3, "penalty": 5000},
        {"metric": "min_domestic_share", "material": "ore", "value": 0.1, "penalty": 5000},
        {"metric": "min_domestic_output", "material": "goods", "value": 0.4, "penalty": 5000},
        {"metric": "min_recycled_share", "market": "away", "value": 0.1},
        {"metric": "min_bloc_cover", "subject": "partner", "tier": "defence", "value": 0.5, "penalty": 5000},
        {"metric": "min_cover_days", "value": 30},
        {"metric": "max_shortage", "subject": "*", "tier": "defence", "value": 0.5, "penalty": 5000},
        {"metric": "max_funder_share", "subject": "home", "value": 0.7, "penalty": 0.1},
        {"metric": "min_funder_share", "subject": "two", "value": 0.2, "penalty": 0.1},
        {"metric": "max_investment_share", "subject": "there", "value": 0.6, "penalty": 0.1},
        {"metric": "min_investment_share", "subject": "partner", "value": 0.5},
    ]
    money = ("funder_share", "investment_share")
    place = {"material": "goods", "market": "home", "from_year": 2031}
    return [{"target": aim["metric"]} | ({} if aim["metric"].endswith(money) else place) | aim for aim in aims]


def components(m: Any) -> dict[str, list[Any]]:
    """The constraints and objectives of a model by component, as `concept.name`, whatever scenario they belong to."""
    found: dict[str, list[Any]] = defaultdict(list)
    for component in m.component_objects((pyo.Constraint, pyo.Objective), active=True):
        found[_concept(component)] += list(component.values())
    return found


def _concept(component: Any) -> str:
    block = component.parent_block()
    names = [component.local_name]
    while block is not block.model():
        names.insert(0, block.parent_component().local_name)
        block = block.parent_block()
    return ".".join(names)


def equations() -> dict[str, str]:
    """The rows of both cases as text, one text for each concept."""
    models = [build(facts_of(everything(), case)) for case in CASES]
    written: dict[str, list[Any]] = {}
    for m in models:
        written |= {name: rows for name, rows in components(m).items() if not written.get(name)}
    texts: dict[str, list[str]] = defaultdict(list)
    for name in sorted(written):
        concept = name.removeprefix("future.").partition(".")[0] if "." in name else "objective"
        texts[concept] += sorted(_row(row) for row in written[name])
    texts["variables"] = sorted({_range(v) for m in models for v in m.component_data_objects(pyo.Var)})
    return {concept: "\n".join(rows) + "\n" for concept, rows in texts.items()}


def _range(variable: Any) -> str:
    lower, upper = (None if b is None else _number(b) for b in variable.bounds)
    kind = "" if variable.is_continuous() else ", whole"
    return f"{variable.name} in [{lower or '-inf'}, {upper or 'inf'}]{kind}"


def _row(row: Any) -> str:
    body = row.body if hasattr(row, "body") else row.expr
    repn = generate_standard_repn(body, compute_values=True)
    assert repn.is_linear(), row.name
    terms = sorted((v.name, c) for v, c in zip(repn.linear_vars, repn.linear_coefs, strict=True) if v.name != "nothing")
    left = " ".join(f"{c:+.7g}*{name}" for name, c in terms if abs(c) > 1e-12)
    if hasattr(row, "body"):
        left = f"{left} {_limits(row, repn.constant)}"
    elif repn.constant:
        left = f"{left} {repn.constant:+.7g}"
    return "\n".join([row.name, *textwrap.wrap(left, 110, initial_indent="    ", subsequent_indent="    ")])


def _limits(row: Any, constant: float) -> str:
    lower, upper = (None if b is None else pyo.value(b) - constant for b in (row.lower, row.upper))
    if lower is not None and lower == upper:
        return f"= {_number(lower)}"
    return " ".join(f"{sign} {_number(limit)}" for sign, limit in ((">=", lower), ("<=", upper)) if limit is not None)


def _number(value: float) -> str:
    return f"{value + 0.0:.7g}"


def write() -> list[Path]:
    """Write the golden texts anew."""
    GOLDEN.mkdir(exist_ok=True)
    texts = equations()
    for path in GOLDEN.glob("*.txt"):
        if path.stem not in texts:
            path.unlink()
    return [path for concept, text in texts.items() if (path := GOLDEN / f"{concept}.txt").write_text(text, "utf-8")]
