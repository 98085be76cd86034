"""What is built, and the business plan of everything that could be."""

from __future__ import annotations

from typing import Any

import pandas as pd

from optimizer.case.case import BASE
from optimizer.case.facts import NO_FLOOR, Facts
from optimizer.case.sheets import Project
from optimizer.plan.tables import BUSINESS_PLANS, PROJECTS
from optimizer.plan.values import amount, frame, ratio


def starts_found(m: Any, facts: Facts) -> dict[str, tuple[int, str]]:
    """Start year and price-floor level of each project that is built, in the order of the workbook."""
    found = {p: (start, level) for (p, start, level), v in m.investment.start.items() if round(v.value or 0.0) == 1}
    return {p: found[p] for p in facts.shown.projects if p in found}


def built_projects(m: Any, facts: Facts) -> pd.DataFrame:
    """One row per project that is built, in order of its start."""
    found = starts_found(m, facts)
    rows = [_built(m, facts, p, start, level) for p, (start, level) in found.items()]
    return frame(PROJECTS, sorted(rows, key=lambda row: (row["start_year"], row["project"])))


def _built(m: Any, facts: Facts, p: str, start: int, level: str) -> dict[str, Any]:
    project = facts.case.projects[p]
    plan = facts.plans[p, start, level]
    given = {f: amount(m.funding.given[f, p]) for f in facts.eligible[p]}
    production = m.future[BASE].production
    years = [t for t in facts.case.years if (p, t) in production.run]
    output = {t: amount(production.run[p, t]) for t in years}
    capacity = sum(amount(production.cap[p, t]) for t in years)
    return {
        "project": p,
        "name": project.name,
        "country": project.country,
        "kind": project.kind,
        "product": project.product,
        "status": "committed" if project.status == "committed" else "picked",
        "start_year": start,
        "online_year": start + project.build_years,
        "capacity_t": project.capacity_t,
        "capex_musd": project.capex_musd,
        "grants_musd": sum(given.values()),
        "private_musd": project.capex_musd - sum(given.values()),
        "funders": ", ".join(f"{f} {given[f]:,.1f}" for f in facts.shown.funders if given.get(f, 0.0) > 0.05),
        "price_floor": level or None,
        "price_support_musd": sum(amount(v) for (_, q, _), v in m.future[BASE].price_support.topup.items() if q == p),
        "npv_musd": plan.npv_musd,
        "gap_musd": plan.gap_musd,
        "output_t": max(output.values(), default=0.0),
        "utilisation": ratio(sum(output.values()), capacity),
    }


def business_plans(m: Any, facts: Facts) -> pd.DataFrame:
    """One row per project of the workbook, also those that are left out."""
    found = starts_found(m, facts)
    return frame(BUSINESS_PLANS, (_business(facts, p, found.get(p.project)) for p in facts.shown.projects.values()))


def _business(facts: Facts, project: Project, found: tuple[int, str] | None) -> dict[str, Any]:
    p = project.project
    row: dict[str, Any] = {
        "project": p,
        "name": project.name,
        "country": project.country,
        "kind": project.kind,
        "product": project.product,
        "decision": "built" if found else _why_not(facts, project),
        "capex_musd": project.capex_musd,
    }
    starts = facts.starts.get(p)
    if not starts:
        return row
    start = found[0] if found else min(starts, key=lambda year: facts.plans[p, year, NO_FLOOR].gap_musd)
    lowest_first = sorted(facts.case.floors.get(project.product, ()), key=lambda floor: floor.floor_usd_per_t)
    floors = [facts.plans[p, start, floor.level] for floor in lowest_first]
    best = min(floors, key=lambda plan: plan.gap_musd, default=None)
    bare = facts.plans[p, start, NO_FLOOR]
    return row | {
        "start_year": start,
        "margin_usd_per_t": _margin(facts, project, start),
        "npv_musd": bare.npv_musd,
        "gap_musd": bare.gap_musd,
        "gap_share": ratio(bare.gap_musd, project.capex_musd),
        "best_floor": best.level if best else None,
        "gap_with_floor_musd": best.gap_musd if best else None,
        "most_public_musd": project.capex_musd * min(project.max_public_share, sum(facts.eligible[p].values())),
    }


def _why_not(facts: Facts, project: Project) -> str:
    if project.status == "excluded":
        return "excluded"
    if not facts.case.countries[project.country].consent:
        return "no consent of the host"
    return "left out" if project.project in facts.starts else "no start fits the horizon"


def _margin(facts: Facts, project: Project, start: int) -> float | None:
    """Price of the outputs less inputs and opex, per tonne of product, in the first year of operation within T."""
    year = min(max(start + project.build_years, facts.case.years[0]), facts.case.years[-1])
    recipe = facts.case.recipe[project.project]
    if any(material not in facts.case.prices for material in recipe):
        return None
    return sum(facts.base.price(m, year) * q for m, q in recipe.items()) - project.opex_usd_per_t
