"""Co-funding: who pays which part of a project's capex, and when.

grant[f,p,t] ≥ 0      MUSD from funder f to project p in year t, only where f is eligible
given[f,p]   = Σ_t grant[f,p,t]
gives[f,p] ∈ {0,1}    only for funders with a least share
side[p,r] ∈ {0,1}     the partner market whose funders pay, only without joint funding
"""

from __future__ import annotations

from typing import Any

import pyomo.environ as pyo

from optimizer.case.case import PRIVATE
from optimizer.case.facts import Facts
from optimizer.model.components import Rows, Sums, Variables
from optimizer.model.linear import Linear, added, times, total
from optimizer.model.rows import at_most


def declare(m: Any, facts: Facts) -> None:
    """Variables grant, gives and side."""
    b = m.funding
    spending = list(m.investment.spend)
    b.grant = Variables((f, p, t) for p, t in spending for f in facts.eligible[p])
    given: dict[tuple[str, str], list[Any]] = {(f, p): [] for p in facts.starts for f in facts.eligible[p]}
    yearly: dict[tuple[str, int], list[Any]] = {(p, t): [] for p, t in spending}
    for (f, p, t), grant in b.grant.items():
        given[f, p].append(grant)
        yearly[p, t].append(grant)
    b.given = Sums({place: total(grants) for place, grants in given.items()})
    b.granted = Sums({place: total(grants) for place, grants in yearly.items()})
    giving = [(f, p) for f, p in given if facts.case.funders[f].min_share > 0]
    b.gives = Variables(giving, domain=pyo.Binary)
    sides = [] if facts.case.settings.joint_funding else [(p, r) for p in facts.starts for r in facts.partners]
    b.side = Variables(sides, domain=pyo.Binary)


def constrain(m: Any, facts: Facts) -> None:
    """Grants stay within spending, public shares, each funder's share, and the rules on partners."""
    b = m.funding
    investment = m.investment
    case = facts.case
    projects = {p: case.projects[p] for p in facts.starts}

    b.within_spending = Rows({i: at_most(granted, investment.spend[i]) for i, granted in b.granted.items()})

    def least_public(p: str) -> Any:
        """Σ_{f,t} grant ≥ min_public_share · capex · built."""
        row = projects[p]
        return at_most(times(row.min_public_share * row.capex_musd, investment.built[p]), _granted(b, facts, p))

    def most_public(p: str) -> Any:
        """Σ_{f,t} grant ≤ max_public_share · capex · built."""
        row = projects[p]
        return at_most(_granted(b, facts, p), times(row.max_public_share * row.capex_musd, investment.built[p]))

    b.least_public = Rows({p: least_public(p) for p in projects if projects[p].min_public_share > 0})
    b.most_public = Rows({p: most_public(p) for p in projects if projects[p].max_public_share < 1})

    def funder_share(f: str, p: str) -> Any:
        """Σ_t grant[f,p,t] ≤ share(f,p) · capex · (gives[f,p] or built[p])."""
        in_play = b.gives[f, p] if (f, p) in b.gives else investment.built[p]
        return at_most(b.given[f, p], times(facts.eligible[p][f] * projects[p].capex_musd, in_play))

    def least_share(f: str, p: str) -> Any:
        """Σ_t grant[f,p,t] ≥ min_share · capex · gives[f,p]."""
        return at_most(times(case.funders[f].min_share * projects[p].capex_musd, b.gives[f, p]), b.given[f, p])

    b.funder_share = Rows({(f, p): funder_share(f, p) for f, p in b.given})
    b.least_share = Rows({(f, p): least_share(f, p) for f, p in b.gives})
    b.gives_built = Rows({(f, p): at_most(gives, investment.built[p]) for (f, p), gives in b.gives.items()})
    _constrain_partners(b, facts)
    _constrain_private(b, m, facts)


def _constrain_partners(b: Any, facts: Facts) -> None:
    settings = facts.case.settings
    able = [(p, r) for p in facts.starts for r in facts.partners if _able(facts, p, r)]

    def partner_share(p: str, r: str) -> Any:
        """Σ_{f of r} grant ≥ min_partner_share · Σ_f grant."""
        by_partner = added(b.given[f, p] for f in _able(facts, p, r))
        return at_most(times(settings.min_partner_share, _granted(b, facts, p)), by_partner)

    def one_side_grants(p: str, r: str) -> Any:
        """Σ_{f of r} grant ≤ capex · side[p,r]."""
        capex = facts.case.projects[p].capex_musd
        return at_most(added(b.given[f, p] for f in _able(facts, p, r)), times(capex, b.side[p, r]))

    joint = settings.joint_funding
    shared = able if joint and settings.min_partner_share > 0 else []
    b.partner_share = Rows({(p, r): partner_share(p, r) for p, r in shared})
    b.one_side_grants = Rows({(p, r): one_side_grants(p, r) for p, r in ([] if joint else able)})
    apart = [] if joint or not facts.partners else facts.starts
    b.one_side = Rows({p: at_most(total(b.side[p, r] for r in facts.partners), 1.0) for p in apart})


def _constrain_private(b: Any, m: Any, facts: Facts) -> None:
    b.private = Rows(_private(b, m, facts))


def _private(b: Any, m: Any, facts: Facts) -> dict[int, Any]:
    def private(t: int, amount: float) -> Any:
        """Σ_p (spend[p,t] − Σ_f grant[f,p,t]) ≤ amount[private,t]."""
        spending = [(p, t) for p in facts.starts if (p, t) in m.investment.spend]
        spent, granted = ([sums[i] for i in spending] for sums in (m.investment.spend, b.granted))
        return at_most(added(spent), added([*granted, amount]))

    return {t: private(t, amount) for t, amount in (facts.budget_musd(PRIVATE) or {}).items()}


def renew(m: Any, facts: Facts) -> list[Any]:
    """A private budget of another amount; the rows that it is in."""
    return list(m.funding.private.renew(_private(m.funding, m, facts)))


def _granted(b: Any, facts: Facts, p: str) -> Linear:
    return added(b.given[f, p] for f in facts.eligible[p])


def _able(facts: Facts, p: str, r: str) -> list[str]:
    return [f for f in facts.partners[r] if f in facts.eligible[p]]


def costs(m: Any, facts: Facts) -> dict[str, Any]:
    """None: grants move money, the premium on it stands with the outlays."""
    return {}
