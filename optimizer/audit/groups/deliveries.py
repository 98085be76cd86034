"""Deliveries: on open routes, from what is made or available, within export restrictions."""

from __future__ import annotations

from collections import defaultdict

from optimizer.audit.known.known import Known
from optimizer.audit.ledger import Group
from optimizer.audit.stated import Delivery, Stated


def check(known: Known, stated: Stated) -> Group:
    """Every delivery, and the sums of each source."""
    group = Group("deliveries", "open routes, output and availability, export restrictions", "t", absolute=2e-6)
    for (s, t), deliveries in stated.deliveries.items():
        group.that(t in known.futures.windows[s], f"deliveries in {t} under {s}, outside its window")
        by_source: dict[tuple[str, int | None, str], list[Delivery]] = defaultdict(list)
        for delivery in deliveries:
            if _has_source(group, known, stated, delivery, f"in {t} under {s}"):
                by_source[delivery.source, delivery.row, delivery.material].append(delivery)
        for (source, row, material), sent in by_source.items():
            where = f"{material} from {source}{'' if row is None else f' (row {row})'} in {t} under {s}"
            if row is None:
                per_tonne = known.outputs(source)[material]
                made = per_tonne * stated.run.get((s, t, source), 0.0)
                could = per_tonne * known.capacity(source, stated.start[source][0], s, t)
            else:
                made = could = known.world.available(s, row, t)
            tonnes = [delivery.tonnes for delivery in sent]
            group.at_most(f"deliveries of {where}", sum(tonnes), made, tonnes)
            _restricted(group, known, s, t, sent, could, where)
    return group


def _has_source(group: Group, known: Known, stated: Stated, delivery: Delivery, when: str) -> bool:
    """Whether a delivery may come from where it is said to come from."""
    material, source, row, country, market, tonnes = delivery
    where = f"{material} from {source} to {market} {when}"
    group.at_least(f"deliveries of {where}", tonnes, 0.0)
    group.that(known.world.route(country, market, material) is not None, f"{where}: the route is closed")
    if row is not None:
        supply = known.world.supply.get(row)
        named = supply and (supply.material, f"existing {supply.kind}", supply.country)
        group.that(named == (material, source, country), f"{where}: row {row} of supply is another")
        return named == (material, source, country)
    if source not in stated.start or material not in known.outputs(source):
        group.that(False, f"{where}: {source} is not built or does not make it")
        return False
    project = known.case.projects[source]
    group.same(f"country of {source} {when}", country, project.country)
    abroad = project.kind == "substitution" and known.home(country) != market
    group.that(not abroad, f"{where}: substitution reaches its home market only")
    return True


def _restricted(group: Group, known: Known, s: str, t: int, sent: list[Delivery], could: float, where: str) -> None:
    """For each level κ of restriction: deliveries to markets with a cut of κ or more leave 1 − κ of what could be."""
    cuts = [(known.world.cut(s, d.country, d.material, d.market, t), d.tonnes) for d in sent]
    for level in sorted({cut for cut, _ in cuts if cut > 0.0}):
        tonnes = [tonnes for cut, tonnes in cuts if cut >= level]
        group.at_most(f"deliveries of {where} past a cut of {level:.0%}", sum(tonnes), (1 - level) * could, tonnes)
