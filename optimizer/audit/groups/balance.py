"""The balance of every material, market, year and scenario: what arrives is what is taken."""

from __future__ import annotations

from collections import defaultdict

from optimizer.audit.groups.releases import closed_by_releases
from optimizer.audit.known.known import Known
from optimizer.audit.ledger import Group
from optimizer.audit.stated import Stated

Place = tuple[str, str]
"""Material and market."""


def check(known: Known, stated: Stated) -> Group:
    """Σ deliveries + releases + shortage = demand + inputs + purchases; shortage within demand.

    Releases are told by stockpile, not by market, so the balances of the markets that a stockpile serves are closed by
    what it releases.
    """
    group = Group("balance", "of each material, market and year in every scenario; shortage within demand", "t",
                  absolute=5e-6)  # fmt: skip
    for s, window in known.futures.windows.items():
        for t in window:
            entries = _entries(known, stated, s, t)
            lacking = {place: (-sum(parts), sum(map(abs, parts))) for place, parts in entries.items()}
            for place, (tonnes, size) in closed_by_releases(group, known, stated, s, t, lacking).items():
                where = f"balance of {place[0]} in {place[1]} {t} under {s}: what is taken and does not arrive"
                group.equal(where, tonnes, 0.0, [size])
    _shortage(group, known, stated)
    return group


def _entries(known: Known, stated: Stated, s: str, t: int) -> dict[Place, list[float]]:
    """What arrives (positive) and what is taken (negative) at each place, but for releases."""
    entries: dict[Place, list[float]] = defaultdict(list)
    for delivery in stated.deliveries.get((s, t), ()):
        entries[delivery.material, delivery.market].append(delivery.tonnes)
    for (material, market), rows in known.world.demand_rows.items():
        for row in rows:
            missing = stated.short.get((s, t, material, market, row.tier), 0.0)
            entries[material, market] += [missing, -known.world.demand(s, material, market, row.tier, t)]
    for p in stated.start:
        run = stated.run.get((s, t, p), 0.0)
        for material, t_per_t in known.inputs(p).items():
            entries[material, known.home(known.case.projects[p].country) or ""].append(-t_per_t * run)
    for h, pile in known.case.stockpiles.items():
        entries[pile.material, pile.home].append(-stated.purchase.get((s, t, h), 0.0))
    return entries


def _shortage(group: Group, known: Known, stated: Stated) -> None:
    for row in stated.tables["shortage"]:
        s, m, r, i, t = (row[name] for name in ("scenario", "material", "market", "tier", "year"))
        where = f"shortage of {m} for {i} in {r} {t} under {s}"
        demand = known.world.demand(s, m, r, i, t)
        group.that(t in known.futures.windows[s], f"{where}: the year is outside the window")
        group.equal(f"demand at the {where}", row["demand_t"], demand)
        group.at_least(where, row["short_t"], 0.0)
        group.at_most(where, row["short_t"], demand)
        group.equal(f"{where}, by its share", row["share"] * demand, row["short_t"])
