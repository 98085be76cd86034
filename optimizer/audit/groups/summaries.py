"""Tables that sum up deliveries in base: supply mix and dependence."""

from __future__ import annotations

from collections import defaultdict

from optimizer.audit.document import Row
from optimizer.audit.known.known import Known
from optimizer.audit.ledger import Group
from optimizer.audit.stated import Delivery, Stated
from optimizer.case.case import BASE

NOTHING_T = 1e-5


def check(known: Known, stated: Stated) -> Group:
    """What these tables say, from the rows that they sum up."""
    group = Group("summaries", "supply mix and dependence are sums of the plan's own rows", "t",
                  absolute=1e-6)  # fmt: skip
    _supply(group, known, stated)
    _dependence(group, known, stated)
    return group


def _origin(known: Known, delivery: Delivery) -> str:
    if delivery.row is not None:
        return "recycled" if delivery.source == "existing recycled" else "existing"
    kind = known.case.projects[delivery.source].kind
    return {"substitution": "substitution", "recycling": "recycled"}.get(kind, "project")


def _supply(group: Group, known: Known, stated: Stated) -> None:
    mix: dict[tuple[str, str, str, str, int], float] = defaultdict(float)
    whole: dict[tuple[str, str, int], float] = defaultdict(float)
    for (s, t), deliveries in stated.deliveries.items():
        for d in deliveries if s == BASE else ():
            origin = _origin(known, d)
            mix[d.material, d.market, d.country, origin, t] += d.tonnes
            whole[d.material, d.market, t] += 0.0 if origin == "substitution" else d.tonnes
    for row in stated.tables["supply"]:
        m, r, c, origin, t = key = (row["material"], row["market"], row["country"], row["origin"], row["year"])
        where = f"{m} from {c} ({origin}) to {r} in {t}"
        tonnes = mix.pop(key, 0.0)
        group.same(f"bloc of {c}", row["bloc"], known.case.countries[c].bloc)
        group.equal(f"supply mix: {where}", row["delivered_t"], tonnes)
        share = None if origin == "substitution" else row["share"]
        group.same(f"whether {where} has a share", row["share"] is None, share is None)
        if share is not None:
            group.equal(f"supply mix by share: {where}", share * whole[m, r, t], tonnes, [whole[m, r, t]])
    for m, r, c, origin, t in (key for key, tonnes in mix.items() if tonnes > NOTHING_T):
        group.that(False, f"supply mix: {m} from {c} ({origin}) to {r} in {t} is missing")


def _dependence(group: Group, known: Known, stated: Stated) -> None:
    drawn: dict[tuple[str, str, int], float] = defaultdict(float)
    for (m, r), _ in known.world.demand_rows.items():
        for t in known.horizon.years:
            drawn[m, r, t] = known.world.demand(BASE, m, r, "*", t)
    for p in stated.start:
        for m, t_per_t in known.inputs(p).items():
            for t in known.horizon.years:
                place = (m, known.home(known.case.projects[p].country) or "", t)
                drawn[place] += t_per_t * stated.run.get((BASE, t, p), 0.0)
    for row in stated.tables["dependence"]:
        m, r, t = row["material"], row["market"], row["year"]
        group.equal(f"dependence: {m} drawn in {r} {t}", row["drawn_t"], drawn.pop((m, r, t), 0.0))
        short = sum(stated.short.get((BASE, t, m, r, d.tier), 0.0) for d in known.world.demand_rows.get((m, r), ()))
        group.equal(f"dependence: shortage of {m} in {r} {t}", row["short_t"], short)
        _shares(group, known, stated, row)
    for m, r, t in (place for place, tonnes in drawn.items() if tonnes > NOTHING_T):
        group.that(False, f"dependence: {m} in {r} {t} is missing")


def _shares(group: Group, known: Known, stated: Stated, row: Row) -> None:
    """The shares of a row of dependence, as tonnes."""
    m, r, t = row["material"], row["market"], row["year"]
    supplied = [
        (d.country, _origin(known, d), d.tonnes)
        for d in stated.deliveries.get((BASE, t), ())
        if (d.material, d.market) == (m, r)
    ]
    supplied = [entry for entry in supplied if entry[1] != "substitution"]
    total = sum(tonnes for _, _, tonnes in supplied)
    where = f"of {m} in {r} {t}"
    group.equal(f"dependence: delivered {where}", row["delivered_t"], total)
    if row["largest_country"] is None:
        group.that(not supplied, f"dependence: the largest country {where} is missing")
        return
    by_country: dict[str, float] = defaultdict(float)
    for c, _, tonnes in supplied:
        by_country[c] += tonnes
    largest = by_country.get(row["largest_country"], 0.0)
    group.at_least(f"dependence: largest country {where}", largest, max(by_country.values(), default=0.0))
    countries = known.case.countries
    parts = {
        "largest_share": largest,
        "concern_share": sum(x for c, _, x in supplied if countries[c].bloc == "concern"),
        "domestic_share": sum(x for c, _, x in supplied if countries[c].market == r),
        "recycled_share": sum(x for _, origin, x in supplied if origin == "recycled"),
    }
    for name, tonnes in parts.items():
        if row[name] is None:
            group.that(total <= NOTHING_T, f"dependence: {name} {where} is missing")
        else:
            group.equal(f"dependence: {name} {where}", row[name] * total, tonnes, [total])
