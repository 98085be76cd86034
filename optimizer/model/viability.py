"""Viability: no project is picked that a private owner would not build.

Σ_{f,t} δ(t)·grant[f,p,t] ≥ Σ_{τ,k} gap[p,τ,k]·start[p,τ,k]      for p neither committed nor substitution

gap is what the business plan of the start lacks, max(0, −npv), at the private rate.
"""

from __future__ import annotations

from typing import Any

from optimizer.case.facts import Facts
from optimizer.model.components import Rows
from optimizer.model.linear import linear
from optimizer.model.rows import at_most


def declare(m: Any, facts: Facts) -> None:
    """Nothing: viability binds grants to starts."""


def constrain(m: Any, facts: Facts) -> None:
    """Grants close the gap of the business plan."""
    b = m.viability
    gaps: dict[str, list[tuple[float, Any]]] = {}
    for (p, start, level), variable in m.investment.start.items():
        gap = facts.plans[p, start, level].gap_musd
        if gap > 0:
            gaps.setdefault(p, []).append((gap, variable))
    grants: dict[str, list[tuple[float, Any]]] = {p: [] for p in gaps}
    for (_, p, t), grant in m.funding.grant.items():
        if p in grants:
            grants[p].append((facts.private_discount(t), grant))
    viable = gaps if facts.case.settings.viability else ()
    b.gap_closed = Rows({p: at_most(linear(gaps[p]), linear(grants[p])) for p in viable})


def costs(m: Any, facts: Facts) -> dict[str, Any]:
    """None."""
    return {}
