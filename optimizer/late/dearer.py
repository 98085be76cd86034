"""What a project that turns out dearer lacks: the owner's gap against the grants of the plan."""

from __future__ import annotations

from dataclasses import dataclass, replace

from optimizer.case.business import BusinessPlanner
from optimizer.case.facts import Facts
from optimizer.case.timing import salvage_share, spending
from optimizer.late.operation import levels_of
from optimizer.plan.plan import Plan


@dataclass(frozen=True)
class Dearer:
    """One project at a higher capital cost, all else as planned."""

    costs_musd: float
    """Discounted capital cost less what is credited for unused life: what it costs the plan, whoever pays."""
    gap_musd: float
    """What its business plan lacks at the private rate, before grants."""
    lacks_musd: float
    """What of that the grants of the plan do not close; 0 for committed projects and substitution."""
    room_musd: float
    """What its funders' shares still allow them to give, not discounted and budgets aside."""


def dearer(plan: Plan, by: float) -> dict[str, Dearer]:
    """Each built project dearer by a share of its capital cost."""
    facts = Facts(plan.case)
    levels = levels_of(plan)
    rows = plan.tables["projects"][["project", "start_year", "grants_musd"]].itertuples(index=False)
    return {str(p): _dearer(plan, facts, str(p), int(y), levels[str(p)], float(g), by) for p, y, g in rows}


def _dearer(plan: Plan, facts: Facts, name: str, start: int, level: str, granted: float, by: float) -> Dearer:
    case = plan.case
    project = replace(case.projects[name], capex_musd=(1.0 + by) * case.projects[name].capex_musd)
    floor = next((f for f in case.floors.get(project.product, ()) if f.level == level), None)
    gap = BusinessPlanner(case, facts.futures).plan(project, start, floor).gap_musd
    more = replace(project, capex_musd=by * case.projects[name].capex_musd)
    cost = sum(facts.discount(t) * musd for t, musd in spending(case, more, start).items())
    cost -= facts.discount(case.years[-1]) * more.capex_musd * salvage_share(case, more, start)
    grants = plan.tables["grants"]
    own = grants[grants["project"] == name]
    given = sum(facts.private_discount(int(t)) * float(g) for t, g in zip(own["year"], own["grant_musd"], strict=True))
    share = min(project.max_public_share, sum(facts.eligible[name].values()))
    lacks = max(0.0, gap - given) if case.settings.viability else 0.0
    return Dearer(cost, gap, lacks, max(0.0, share * project.capex_musd - granted))
