"""Price support: what the floors owe is paid, by those who may."""

from __future__ import annotations

from optimizer.audit.known.known import Known
from optimizer.audit.ledger import NEARLY_WHOLE, Group
from optimizer.audit.stated import Stated


def check(known: Known, stated: Stated) -> Group:
    """Σ of the top-ups of each project, year and scenario is what its floor owes on planned output."""
    group = Group(
        "price support",
        "what floors owe on planned output is paid, by funders that may",
        absolute=2e-6,
        relative=NEARLY_WHOLE,
    )
    floors = {(row.material, row.level): row for row in known.case.price_floors}
    for row in stated.tables["price_support"]:
        s, p, t, f = row["scenario"], row["project"], row["year"], row["funder"]
        where = f"price support of {f} to {p} in {t} under {s}"
        group.that(t in known.futures.windows[s], f"{where}: the year is outside the window")
        group.that(row["topup_musd"] >= 0.0, f"{where} is negative")
        group.that(f in known.funding.payers(p), f"{where}: {f} may not pay it")
        group.same(f"name in {where}", row["name"], known.case.projects[p].name)
        level = stated.start[p][1] if p in stated.start else None
        group.same(f"level in {where}", row["price_floor"], level)
        product = known.case.projects[p].product
        group.equal(f"price in {where}", row["price_usd_per_t"], known.world.price(s, product, t))
        if (product, level) in floors:
            group.equal(f"floor in {where}", row["floor_usd_per_t"], floors[product, str(level)].floor_usd_per_t)
    _owed(group, known, stated)
    for row in stated.tables["projects"]:
        paid = [musd for (s, _, p, _), musd in stated.topup.items() if (s, p) == ("base", row["project"])]
        group.equal(f"price support of {row['project']} in base", row["price_support_musd"], sum(paid))
    return group


def _owed(group: Group, known: Known, stated: Stated) -> None:
    for p, (start, level) in stated.start.items():
        for s, window in known.futures.windows.items():
            for t in window:
                paid = [stated.topup.get((s, t, p, f), 0.0) for f in known.case.funders]
                owed = known.business.owed(p, start, level, s, t)
                group.equal(f"price support of {p} in {t} under {s}", sum(paid), owed, paid)
