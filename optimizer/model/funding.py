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
from optimizer.model.rows import at_most, total


def declare(m: Any, facts: Facts) -> None:
    """Variables grant, gives and side."""
    b = m.funding
    spending = list(m.investment.spend)
    b.grant = pyo.Var([(f, p, t) for p, t in spending for f in facts.eligible[p]], domain=pyo.NonNegativeReals)
    given: dict[tuple[str, str], list[Any]] = {(f, p): [] for p in facts.starts for f in facts.eligible[p]}
    yearly: dict[tuple[str, int], list[Any]] = {(p, t): [] for p, t in spending}
    for (f, p, t), grant in b.grant.items():
        given[f, p].append(grant)
        yearly[p, t].append(grant)
    b.given = pyo.Expression(list(given), rule=lambda b, f, p: total(given[f, p]))
    b.granted = pyo.Expression(list(yearly), rule=lambda b, p, t: total(yearly[p, t]))
    b.gives = pyo.Var([(f, p) for f, p in given if facts.case.funders[f].min_share > 0], domain=pyo.Binary)
    sides = [] if facts.case.settings.joint_funding else [(p, r) for p in facts.starts for r in facts.partners]
    b.side = pyo.Var(sides, domain=pyo.Binary)


def constrain(m: Any, facts: Facts) -> None:
    """Grants stay within spending, public shares, each funder's share, and the rules on partners."""
    b = m.funding
    investment = m.investment
    case = facts.case
    projects = {p: case.projects[p] for p in facts.starts}

    b.within_spending = pyo.Constraint(
        list(b.granted), rule=lambda b, p, t: at_most(b, b.granted[p, t], investment.spend[p, t])
    )

    def least_public(b: Any, p: str) -> Any:
        """Σ_{f,t} grant ≥ min_public_share · capex · built."""
        row = projects[p]
        return at_most(b, row.min_public_share * row.capex_musd * investment.built[p], _granted(b, facts, p))

    def most_public(b: Any, p: str) -> Any:
        """Σ_{f,t} grant ≤ max_public_share · capex · built."""
        row = projects[p]
        return at_most(b, _granted(b, facts, p), row.max_public_share * row.capex_musd * investment.built[p])

    b.least_public = pyo.Constraint([p for p in projects if projects[p].min_public_share > 0], rule=least_public)
    b.most_public = pyo.Constraint([p for p in projects if projects[p].max_public_share < 1], rule=most_public)

    def funder_share(b: Any, f: str, p: str) -> Any:
        """Σ_t grant[f,p,t] ≤ share(f,p) · capex · (gives[f,p] or built[p])."""
        in_play = b.gives[f, p] if (f, p) in b.gives else investment.built[p]
        return at_most(b, b.given[f, p], facts.eligible[p][f] * projects[p].capex_musd * in_play)

    def least_share(b: Any, f: str, p: str) -> Any:
        """Σ_t grant[f,p,t] ≥ min_share · capex · gives[f,p]."""
        return at_most(b, case.funders[f].min_share * projects[p].capex_musd * b.gives[f, p], b.given[f, p])

    b.funder_share = pyo.Constraint(list(b.given), rule=funder_share)
    b.least_share = pyo.Constraint(list(b.gives), rule=least_share)
    b.gives_built = pyo.Constraint(list(b.gives), rule=lambda b, f, p: b.gives[f, p] <= investment.built[p])
    _constrain_partners(b, m, facts)
    _constrain_private(b, m, facts)


def _constrain_partners(b: Any, m: Any, facts: Facts) -> None:
    settings = facts.case.settings
    able = [(p, r) for p in facts.starts for r in facts.partners if _able(facts, p, r)]

    def partner_share(b: Any, p: str, r: str) -> Any:
        """Σ_{f of r} grant ≥ min_partner_share · Σ_f grant."""
        return at_most(
            b, settings.min_partner_share * _granted(b, facts, p), sum(b.given[f, p] for f in _able(facts, p, r))
        )

    def one_side_grants(b: Any, p: str, r: str) -> Any:
        """Σ_{f of r} grant ≤ capex · side[p,r]."""
        capex = facts.case.projects[p].capex_musd
        return at_most(b, sum(b.given[f, p] for f in _able(facts, p, r)), capex * b.side[p, r])

    joint = settings.joint_funding
    b.partner_share = pyo.Constraint(able if joint and settings.min_partner_share > 0 else [], rule=partner_share)
    b.one_side_grants = pyo.Constraint([] if joint else able, rule=one_side_grants)
    b.one_side = pyo.Constraint(
        [] if joint or not facts.partners else list(facts.starts),
        rule=lambda b, p: sum(b.side[p, r] for r in facts.partners) <= 1.0,
    )


def _constrain_private(b: Any, m: Any, facts: Facts) -> None:
    limit = facts.budget_musd(PRIVATE)

    def private(b: Any, t: int) -> Any:
        """Σ_p (spend[p,t] − Σ_f grant[f,p,t]) ≤ amount[private,t]."""
        spending = [(p, t) for p in facts.starts if (p, t) in m.investment.spend]
        return at_most(b, sum(m.investment.spend[i] - b.granted[i] for i in spending), limit[t] if limit else 0.0)

    b.private = pyo.Constraint(list(facts.case.years) if limit is not None else [], rule=private)


def _granted(b: Any, facts: Facts, p: str) -> Any:
    return sum(b.given[f, p] for f in facts.eligible[p])


def _able(facts: Facts, p: str, r: str) -> list[str]:
    return [f for f in facts.partners[r] if f in facts.eligible[p]]


def costs(m: Any, facts: Facts) -> dict[str, Any]:
    """None: grants move money, the premium on it stands with the outlays."""
    return {}
