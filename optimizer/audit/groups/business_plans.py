"""Business plans: what a private owner would earn with each project, also with those that are left out."""

from __future__ import annotations

from optimizer.audit.document import Row
from optimizer.audit.known.known import Known
from optimizer.audit.ledger import Group
from optimizer.audit.stated import Stated

NOTHING_MUSD = 1e-6
"""Capex below this is none, so that nothing can be a share of it."""

OF_A_START = ("start_year", "margin_usd_per_t", "npv_musd", "gap_musd", "gap_share", "best_floor",
              "gap_with_floor_musd", "most_public_musd")  # fmt: skip
"""Columns that are empty where no start is offered."""


def check(known: Known, stated: Stated) -> Group:
    """The row of every project: decision, start shown, npv and gap without a floor and under the best one."""
    group = Group("business plans", "npv and gap of every project, without a floor and under the best", relative=1e-8)
    rows = {row["project"]: row for row in stated.tables["business_plans"]}
    for p in known.case.projects:
        group.that(p in rows, f"the business plan of {p} is missing")
        if p in rows:
            _row(group, known, stated, p, rows[p])
    return group


def _row(group: Group, known: Known, stated: Stated, p: str, row: Row) -> None:
    project, where = known.case.projects[p], f"in the business plan of {p}"
    for name in ("name", "country", "kind", "product"):
        group.same(f"{name} {where}", row[name], getattr(project, name))
    group.equal(f"capex {where}", row["capex_musd"], project.capex_musd)
    group.same(f"decision {where}", row["decision"], _decision(known, stated, p))
    offered, start = known.timing.offered(p), row["start_year"]
    if not offered:
        for name in OF_A_START:
            group.that(row[name] is None, f"{name} {where}, although no start is offered")
        return
    if start not in offered:
        group.that(False, f"start {where}: {start} is not offered")
        return
    bare = known.business.gap(p, start, None)
    if p in stated.start:
        group.same(f"start {where}", start, stated.start[p][0])
    else:
        least = min(known.business.gap(p, year, None) for year in offered)
        group.at_most(f"gap {where} against the best start's", bare, least)
    group.equal(f"npv {where}", row["npv_musd"], known.business.stated_npv(p, start, None))
    group.equal(f"gap {where}", row["gap_musd"], bare)
    share = bare / project.capex_musd if project.capex_musd > NOTHING_MUSD else None
    group.equal(f"share of the gap {where}", row["gap_share"], share)
    _margin(group, known, p, start, row)
    floors = [known.business.gap(p, start, level) for level in known.business.levels(p) if level is not None]
    group.equal(f"gap with the best floor {where}", row["gap_with_floor_musd"], min(floors, default=None))
    levels = known.business.levels(p) if floors else (None,)
    group.that((row["best_floor"] is None) is not bool(floors) and row["best_floor"] in levels,
               f"best floor {where}: {row['best_floor']} is not offered")  # fmt: skip
    if floors and row["best_floor"] in levels:
        group.equal(f"gap under the floor named {where}", known.business.gap(p, start, row["best_floor"]), min(floors))
    shares = sum(known.funding.share(f, p) for f in known.case.funders)
    most = project.capex_musd * min(project.max_public_share, shares)
    group.equal(f"most public money {where}", row["most_public_musd"], most)


def _margin(group: Group, known: Known, p: str, start: int, row: Row) -> None:
    """The margin at the reference price of the first year of operation within the horizon."""
    horizon, build = known.horizon, known.case.projects[p].build_years
    year = min(max(start + build, horizon.first), horizon.last)
    margin = known.business.margin("base", p, year) if known.business.priced(p) else None
    parts = [known.world.price("base", m, year) * q for m, q in known.business.recipes[p].items()]
    group.equal(f"margin in the business plan of {p}", row["margin_usd_per_t"], margin, parts)


def _decision(known: Known, stated: Stated, p: str) -> str:
    project = known.case.projects[p]
    if p in stated.start:
        return "built"
    if project.status == "excluded":
        return "excluded"
    if not known.case.countries[project.country].consent:
        return "no consent of the host"
    return "left out" if known.timing.offered(p) else "no start fits the horizon"
