"""Investment: which projects are started, when, and under which price-floor level.

start[p,τ,k] ∈ {0,1}   the decision to build p is taken in year τ under level k
built[p] ∈ [0,1]       = Σ_{τ,k} start[p,τ,k], = 1 for committed projects and those kept from another plan
spend[p,t]  = capex · Σ_τ profile(t−τ) · start[p,τ]      (MUSD; what falls before the first year is sunk)
"""

from __future__ import annotations

from typing import Any

import pyomo.environ as pyo

from optimizer.case.facts import Facts
from optimizer.case.timing import salvage_share, spending
from optimizer.model.components import Rows, Sums, Variables
from optimizer.model.linear import Linear, added, linear, total, weighted
from optimizer.model.rows import at_most, equal


def declare(m: Any, facts: Facts) -> None:
    """Variables start and built, and the expressions of them that other concepts use."""
    b = m.investment
    case = facts.case
    b.built = Variables(facts.starts, lower={p: float(facts.is_sure(p)) for p in facts.starts}, upper=1.0)
    b.start = Variables(facts.plans, domain=pyo.Binary)
    levels: dict[tuple[str, int], list[Any]] = {}
    for (p, start, _), variable in b.start.items():
        levels.setdefault((p, start), []).append(variable)
    b.started = Sums({place: total(variables) for place, variables in levels.items()})
    spent: dict[tuple[str, int], list[tuple[float, Any]]] = {}
    for (p, start), variables in levels.items():
        for year, musd in spending(case, case.projects[p], start).items():
            spent.setdefault((p, year), []).extend((musd, v) for v in variables)
    b.spend = Sums({place: linear(terms) for place, terms in spent.items()})


def constrain(m: Any, facts: Facts) -> None:
    """Each project at most once, committed ones surely; exclusive groups; prerequisites."""
    b = m.investment
    projects = {p: facts.case.projects[p] for p in facts.starts}

    def once(p: str) -> Any:
        """built[p] = Σ_{τ,k} start[p,τ,k]."""
        return equal(b.built[p], added(b.started[p, start] for start in facts.starts[p]))

    b.once = Rows({p: once(p) for p in projects})

    groups: dict[str, list[str]] = {}
    for p, project in projects.items():
        if project.exclusive_group:
            groups.setdefault(project.exclusive_group, []).append(p)
    b.group = Rows({g: at_most(total(b.built[p] for p in members), 1.0) for g, members in groups.items()})

    def prerequisite(p: str, q: str, t: int) -> Any:
        """Σ_{τ≤t} start[p,τ] ≤ Σ_{τ≤t} start[q,τ]."""
        return at_most(_started_by(b, facts, p, t), _started_by(b, facts, q, t))

    needing = {p: project.requires for p, project in projects.items() if project.requires}
    b.prerequisite = Rows({(p, t): prerequisite(p, q, t) for p, q in needing.items() for t in facts.case.years})


def _started_by(b: Any, facts: Facts, p: str, t: int) -> Linear:
    return added(b.started[p, start] for start in facts.starts.get(p, ()) if start <= t)


def costs(m: Any, facts: Facts) -> dict[str, Any]:
    """Capex = Σ d(t)·spend; salvage = −d(H)·capex·(share of life unused), in discounted MUSD."""
    b = m.investment
    case = facts.case
    last = facts.discount(case.years[-1])
    credits = [
        (-last * case.projects[p].capex_musd * salvage_share(case, case.projects[p], start), variable)
        for (p, start, _), variable in b.start.items()
    ]
    return {
        "capex": weighted((facts.discount(t), spend) for (_, t), spend in b.spend.items()),
        "salvage": linear(credits),
    }
