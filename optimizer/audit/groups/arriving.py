"""Whether anything could come from a country: inequalities about others may be left out."""

from __future__ import annotations

from optimizer.audit.groups.limits import Limit
from optimizer.audit.known.known import Known
from optimizer.case.case import BASE


def can_arrive(known: Known, limit: Limit) -> bool:
    """Whether the country of an inequality, if it is about one, could deliver to its scope in its year."""
    if limit.country is None:
        return True
    m, c, t = str(limit.material), limit.country, int(limit.year or 0)
    reached = any(known.world.route(c, r, m) and _drawn(known, m, r, t) for r in limit.markets)
    return reached and (_supplied(known, m, c, t) or _made(known, m, c, t))


def _drawn(known: Known, m: str, r: str, t: int) -> bool:
    """Whether a market could take the material."""
    return (
        known.world.demand(BASE, m, r, "*", t) > 0.0
        or any((pile.material, pile.home) == (m, r) for pile in known.case.stockpiles.values())
        or any(
            known.home(row.country) == r and m in known.inputs(p) and known.timing.may_operate(p, t)
            for p, row in known.case.projects.items()
        )
    )


def _supplied(known: Known, m: str, c: str, t: int) -> bool:
    rows = known.world.supply.items()
    return any((row.material, row.country) == (m, c) and known.world.available(BASE, n, t) > 0.0 for n, row in rows)


def _made(known: Known, m: str, c: str, t: int) -> bool:
    return any(
        row.country == c and row.kind != "substitution" and m in known.outputs(p) and known.timing.may_operate(p, t)
        for p, row in known.case.projects.items()
    )
