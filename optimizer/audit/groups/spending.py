"""Spending: capex and what is left of it, by project and in every scenario's cost."""

from __future__ import annotations

from optimizer.audit.known.known import Known
from optimizer.audit.ledger import Group
from optimizer.audit.stated import Stated


def check(known: Known, stated: Stated) -> Group:
    """Capex of each project, private money, and the terms capex and salvage."""
    group = Group("spending", "capex by spending profile, sunk money left out, salvage; who pays what of it")
    for row in stated.tables["projects"]:
        p = row["project"]
        given = list(stated.grants_to(p).values())
        group.equal(f"capex of {p}", row["capex_musd"], known.case.projects[p].capex_musd)
        group.equal(f"grants to {p}", row["grants_musd"], sum(given), given)
        group.equal(f"private money for {p}", row["private_musd"], row["capex_musd"] - sum(given), given)
        group.same(f"who pays for {p}", row["funders"], _payers(known, stated, p))
    terms = {(row["scenario"], row["term"]): row["cost_musd"] for row in stated.tables["costs"]}
    spent = [
        known.horizon.d(year) * musd
        for p, (start, _) in stated.start.items()
        for year, musd in known.timing.spend(p, start).items()
    ]
    end = known.horizon.d(known.horizon.last)
    left = [-end * known.timing.salvage(p, start) for p, (start, _) in stated.start.items()]
    for s in known.futures.windows:
        group.equal(f"capex under {s}", terms.get((s, "capex")), sum(spent), spent)
        group.equal(f"salvage under {s}", terms.get((s, "salvage")), sum(left), left)
    return group


def _payers(known: Known, stated: Stated, p: str) -> str:
    """Grants by funder as the table says them."""
    by_funder = dict.fromkeys(known.case.funders, 0.0)
    for (f, _), musd in stated.grants_to(p).items():
        by_funder[f] += musd
    return ", ".join(f"{f} {musd:,.1f}" for f, musd in by_funder.items() if musd > 0.05)
