"""Co-funding: who may give how much to which project, and when."""

from __future__ import annotations

from optimizer.audit.known.funding import PRIVATE
from optimizer.audit.known.known import Known
from optimizer.audit.ledger import NEARLY_WHOLE, Group
from optimizer.audit.stated import Stated

DUST_MUSD = 1e-5
"""Gifts below this, a few dollars, are rounding."""


def check(known: Known, stated: Stated) -> Group:
    """Grants within spending, public shares, each funder's share, the rules on partners, and private money."""
    group = Group("co-funding", "grants within spending, public and funders' shares, partners' shares, private money",
                  absolute=2e-6, relative=NEARLY_WHOLE)  # fmt: skip
    for row in stated.tables["grants"]:
        f, p, t, musd = row["funder"], row["project"], row["year"], row["grant_musd"]
        group.that(musd >= 0.0, f"the grant of {f} to {p} in {t} is negative")
        group.that(p in stated.start, f"{f} gives to {p}, which is not built")
        group.that(known.funding.share(f, p) > 0.0, f"{f} may not fund {p}")
        for name in ("name", "country"):
            group.same(f"{name} of {p} in the grants", row[name], getattr(known.case.projects[p], name))
    for p, (start, _) in stated.start.items():
        grants = stated.grants_to(p)
        spend = known.timing.spend(p, start)
        for t in sorted({t for _, t in grants}):
            given = [musd for (_, year), musd in grants.items() if year == t]
            group.at_most(f"grants to {p} in {t} against its spending", sum(given), spend.get(t, 0.0))
        by_funder: dict[str, float] = {}
        for (f, _), musd in grants.items():
            by_funder[f] = by_funder.get(f, 0.0) + musd
        _shares(group, known, p, by_funder)
        _partners(group, known, stated, p, by_funder)
    _private(group, known, stated)
    return group


def _shares(group: Group, known: Known, p: str, given: dict[str, float]) -> None:
    project = known.case.projects[p]
    capex, public = project.capex_musd, sum(given.values())
    group.at_least(f"public money for {p}", public, project.min_public_share * capex)
    group.at_most(f"public money for {p}", public, project.max_public_share * capex)
    for f, musd in given.items():
        group.at_most(f"grants of {f} to {p}", musd, known.funding.share(f, p) * capex)
        least = known.case.funders[f].min_share
        if least > 0.0 and musd > DUST_MUSD:
            group.at_least(f"grants of {f} to {p}, which it funds", musd, least * capex)


def _partners(group: Group, known: Known, stated: Stated, p: str, given: dict[str, float]) -> None:
    partner, public = known.funding.partner, sum(given.values())
    if known.settings.joint_funding:
        able = {partner[f] for f in known.case.funders if known.funding.share(f, p) > 0.0} - {None}
        for r in sorted(map(str, able)):
            ours = sum(musd for f, musd in given.items() if partner[f] == r)
            group.at_least(f"grants of {r} to {p}", ours, known.settings.min_partner_share * public, [public])
        return
    paying = {f for f, musd in given.items() if musd > DUST_MUSD}
    paying |= {f for (_, _, q, f), musd in stated.topup.items() if q == p and musd > DUST_MUSD}
    sides = sorted({str(partner[f]) for f in paying if partner[f]})
    group.that(len(sides) <= 1, f"{p} is funded by {' and '.join(sides)}, although there is no joint funding")


def _private(group: Group, known: Known, stated: Stated) -> None:
    """What grants leave of each year's spending, against the private row of the budgets."""
    for t in known.horizon.years:
        limit = known.funding.budget(PRIVATE, t)
        if limit is not None:
            spent = [known.timing.spend(p, start).get(t, 0.0) for p, (start, _) in stated.start.items()]
            given = [musd for (_, _, year), musd in stated.grant.items() if year == t]
            group.at_most(f"private money in {t}", sum(spent) - sum(given), limit, spent)
