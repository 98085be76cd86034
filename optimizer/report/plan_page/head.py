"""Title, headline and key figures of a plan."""

from __future__ import annotations

import math

from optimizer.case.case import BASE
from optimizer.plan.plan import Plan
from optimizer.report.page import Tile
from optimizer.report.plan_page.view import View
from optimizer.study.measures import headline
from optimizer.words.text import NO_BOUND, percent, plural, usd


def title(view: View) -> str:
    """What the workbook is called."""
    return view.case.settings.title.strip() or "Critical minerals plan"


def kicker(view: View) -> str:
    """Years and case."""
    case = "" if view.case.name == BASE else f", case {view.case.name}"
    return f"Plan for {view.case.years[0]}–{view.case.years[-1]}{case}"


def lead(view: View) -> list[str]:
    """The plan in a few sentences."""
    found = headline(view.plan)
    candidates = sum(p.status == "candidate" for p in view.case.projects.values())
    committed = len(view.plan.tables["projects"]) - found["picked"]
    built = f"The plan builds {found['picked']} of {plural(candidates, 'candidate project')}"
    beside = f" beside {plural(committed, 'committed one')}" if committed else ""
    return [
        f"{built}{beside}, for {usd(found['capex_musd'])} of capital cost. Public funders pay "
        f"{usd(found['public_musd'])} for projects, price support and stock.",
        proof(view.plan),
    ]


def tiles(view: View) -> list[Tile]:
    """Key figures."""
    found = headline(view.plan)
    return [
        Tile(usd(found["capex_musd"]), "capital cost of all that is built"),
        Tile(usd(found["public_musd"]), "public money in base, not discounted"),
    ]


def proof(plan: Plan) -> str:
    """How far the plan can be from the best one."""
    stopped = "" if plan.status == "optimal" else "The search was stopped early. "
    if not math.isfinite(plan.gap):
        return f"{stopped}{NO_BOUND[:1].upper()}{NO_BOUND[1:]}: other plans may be much cheaper."
    if plan.gap_musd < 0.05:
        return f"{stopped}It is proven to be the cheapest plan, within {percent(0.0001)} of the programme."
    return (
        f"{stopped}It is proven within {percent(plan.gap)} of the programme of {usd(plan.programme_musd)}: "
        f"no other plan is cheaper by more than {usd(plan.gap_musd)}."
    )


def foot(view: View) -> list[str]:
    """Where the page comes from."""
    passport = view.plan.passport
    versions = ", ".join(f"{name} {number}" for name, number in passport.versions.items())
    return [
        f"Workbook {passport.workbook} (sha256 {passport.workbook_sha256}), case {passport.case}. {versions}.",
        "MUSD are millions of real US dollars. Costs are discounted to the first year, budgets and grants are not.",
    ]
