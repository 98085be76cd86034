"""Spending: capex and what is left of it, by project and in every scenario's cost."""

from __future__ import annotations

from optimizer.audit.known.known import Known
from optimizer.audit.ledger import NEARLY_WHOLE, Group
from optimizer.audit.stated import Stated

ROUNDED_MUSD = 0.0501
"""How far a figure written to one decimal, or left out because it is small, may be from what it says."""


def check(known: Known, stated: Stated) -> Group:
    """Capex of each project, private money, and the terms capex and salvage."""
    group = Group("spending", "capex by spending profile, sunk money left out, salvage; who pays what of it",
                  relative=NEARLY_WHOLE)  # fmt: skip
    for row in stated.tables["projects"]:
        p = row["project"]
        given = list(stated.grants_to(p).values())
        group.equal(f"capex of {p}", row["capex_musd"], known.case.projects[p].capex_musd)
        group.equal(f"grants to {p}", row["grants_musd"], sum(given), given)
        group.equal(f"private money for {p}", row["private_musd"], row["capex_musd"] - sum(given), given)
        _payers(group, known, stated, p, row["funders"])
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


def _payers(group: Group, known: Known, stated: Stated, p: str, text: str) -> None:
    """Grants by funder as the table writes them: those above 0.05 MUSD, to one decimal."""
    given = dict.fromkeys(known.case.funders, 0.0)
    for (f, _), musd in stated.grants_to(p).items():
        given[f] += musd
    written = {f: float(musd.replace(",", "")) for f, _, musd in (part.rpartition(" ") for part in _parts(text))}
    for f in {**given, **written}:
        close = abs(given.get(f, 0.0) - written.get(f, 0.0)) <= ROUNDED_MUSD
        group.that(close, f"who pays for {p}: {text or 'nobody'}, but {f} gives {given.get(f, 0.0):,.6g} MUSD")


def _parts(text: str) -> list[str]:
    return text.split(", ") if text else []
