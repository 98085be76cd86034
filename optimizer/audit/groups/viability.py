"""Viability: grants close the gaps of what is built."""

from __future__ import annotations

from optimizer.audit.known.known import Known
from optimizer.audit.ledger import NEARLY_WHOLE, Group
from optimizer.audit.stated import Stated

CLOSED_MUSD = 2e-6
"""How much of a gap may be left open: the solver's tolerance."""


def check(known: Known, stated: Stated) -> Group:
    """Npv and gap of what is built, and the grants at the private rate against the gap."""
    group = Group("viability", "grants at the private rate close the gap of what is built", relative=1e-8)
    for row in stated.tables["projects"]:
        p, (start, level) = row["project"], stated.start[row["project"]]
        group.equal(f"npv of {p}", row["npv_musd"], known.business.stated_npv(p, start, level))
        gap = known.business.gap(p, start, level)
        group.equal(f"gap of {p}", row["gap_musd"], gap)
        if known.settings.viability:
            worth = [known.horizon.delta(t) * musd for (_, t), musd in stated.grants_to(p).items()]
            closed = sum(worth) + CLOSED_MUSD + NEARLY_WHOLE * gap
            group.at_least(f"grants to {p} at the private rate against its gap", closed, gap, worth)
    return group
