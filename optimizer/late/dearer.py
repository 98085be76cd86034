"""What a project that turns out dearer lacks: the owner's gap against the grants of the plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from optimizer.case.business import BusinessPlanner, is_exempt
from optimizer.case.facts import Facts
from optimizer.case.sheets import Project
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
    room_worth_musd: float
    """The same at the private rate, given as early as it spends: so much of what is lacking it could close."""
    is_judged: bool
    """Whether its owner has to earn his money: not asked of committed projects and substitution."""


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
    grants = _granted(plan, name)
    closed = sum(facts.private_discount(t) * grant for t, grant in grants.items())
    share = min(project.max_public_share, sum(facts.eligible[name].values()))
    room = max(0.0, share * project.capex_musd - granted)
    is_judged = case.settings.viability and not is_exempt(project)
    return Dearer(
        costs_musd=_cost(facts, project, start, by / (1.0 + by)),
        gap_musd=gap,
        lacks_musd=max(0.0, gap - closed) if is_judged else 0.0,
        room_musd=room,
        room_worth_musd=_worth(facts, project, start, grants, room),
        is_judged=is_judged,
    )


def _cost(facts: Facts, project: Project, start: int, share: float) -> float:
    """What a share of the capital cost comes to, discounted, less the credit for unused life."""
    cost = sum(facts.discount(t) * musd for t, musd in spending(facts.case, project, start).items())
    credit = facts.discount(facts.case.years[-1]) * project.capex_musd * salvage_share(facts.case, project, start)
    return share * (cost - credit)


def _granted(plan: Plan, name: str) -> dict[int, float]:
    """Grants of the plan to a project by year."""
    grants = plan.tables["grants"]
    own = grants[grants["project"] == name]
    found: dict[int, float] = {}
    for t, grant in zip(own["year"], own["grant_musd"], strict=True):
        found[int(t)] = found.get(int(t), 0.0) + float(grant)
    return found


def _worth(facts: Facts, project: Project, start: int, granted: Mapping[int, float], room: float) -> float:
    """What further grants are worth at the private rate, in the first years in which spending leaves room for them."""
    worth = 0.0
    for year, spend in sorted(spending(facts.case, project, start).items()):
        more = min(room, max(0.0, spend - granted.get(year, 0.0)))
        worth += facts.private_discount(year) * more
        room -= more
    return worth
