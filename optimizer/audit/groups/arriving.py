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
    supplied = any(known.world.available(BASE, row, t) > 0.0 for row in known.sellers(c, m))
    made = any(known.timing.may_operate(p, t) for p in known.makers(c, m))
    if not supplied and not made:
        return False
    return any(known.world.route(c, r, m) and _drawn(known, m, r, t) for r in limit.markets)


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
