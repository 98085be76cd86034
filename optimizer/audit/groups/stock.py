"""Stock: levels follow from purchases and releases, within limits; releases answer a disruption."""

from __future__ import annotations

from optimizer.audit.known.known import Known
from optimizer.audit.ledger import Group
from optimizer.audit.stated import Stated


def check(known: Known, stated: Stated) -> Group:
    """Level recursion, limits, purchases within the plan, and the rows of every scenario's window."""
    group = Group(
        "stock", "levels, limits, purchases within the plan, releases only when disrupted", "t", absolute=2e-6
    )
    rows = {(row["scenario"], row["year"], row["stockpile"]): row for row in stated.tables["stockpiles"]}
    for h, pile in known.case.stockpiles.items():
        for s, window in known.futures.windows.items():
            for t in window:
                where = f"{h} in {t} under {s}"
                row = rows.pop((s, t, h), None)
                group.that(row is not None, f"the stock of {where} is missing")
                if row is not None:
                    group.same(f"material of {where}", row["material"], pile.material)
                    _level(group, known, stated, h, s, t)
                    _purchase(group, known, stated, h, s, t)
                    _derived(group, known, h, s, t, row)
    for s, t, h in rows:
        group.that(False, f"stock of {h} in {t} under {s}, outside its window")
    return group


def _level(group: Group, known: Known, stated: Stated, h: str, s: str, t: int) -> None:
    pile, where = known.case.stockpiles[h], f"{h} in {t} under {s}"
    before = pile.opening_t
    if t > known.horizon.first:
        before = stated.level.get((*stated.operated(s, t - 1), h), 0.0)
    kept = (1.0 - pile.loss) * before
    purchase, release, level = (x.get((s, t, h), 0.0) for x in (stated.purchase, stated.release, stated.level))
    group.equal(f"level of {where}", level, kept + purchase - release, [kept, purchase, release])
    group.at_least(f"level of {where}", level, 0.0)
    group.at_most(f"level of {where}", level, pile.max_t)
    group.at_least(f"release from {where}", release, 0.0)
    if not known.futures.disrupts(s, pile.material, t):
        group.at_most(f"release from {where}, undisrupted", release, 0.0)


def _purchase(group: Group, known: Known, stated: Stated, h: str, s: str, t: int) -> None:
    pile, where = known.case.stockpiles[h], f"{h} in {t} under {s}"
    purchase, plan = stated.purchase.get((s, t, h), 0.0), stated.plan.get(("base", t, h), 0.0)
    group.equal(f"purchase planned for {where}", stated.plan.get((s, t, h), 0.0), plan)
    group.at_least(f"purchase for {where}", purchase, 0.0)
    group.at_most(f"purchase for {where} against the plan", purchase, plan)
    if s == "base":
        group.equal(f"purchase for {where} against the plan", purchase, plan)
    if pile.max_purchase_t is not None:
        group.at_most(f"purchase planned for {where}", plan, pile.max_purchase_t)


def _derived(group: Group, known: Known, h: str, s: str, t: int, row: dict[str, float]) -> None:
    """What the row says beside tonnes."""
    pile, where = known.case.stockpiles[h], f"{h} in {t} under {s}"
    price = known.world.price(s, pile.material, t) / 1e6
    cost = row["purchase_t"] * price
    group.equal(f"cost of the purchase for {where}", row["purchase_musd"], cost, unit="MUSD")
    demand = sum(known.world.demand("base", pile.material, r, "*", t) for r in known.serves(h))
    days = row["level_t"] / demand * 365 if demand else None
    group.equal(f"days of cover of {where}", row["cover_days"], days, unit="days")
