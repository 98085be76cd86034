"""Releases close the balances of the markets that a stockpile serves.

Which market a release goes to costs nothing and binds nothing else, so it is enough that there is a way to send what
the stockpiles of a material release: together they release what these balances lack, and no set of stockpiles
releases more than the markets it serves lack (Hall's condition).
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from optimizer.audit.known.known import Known
from optimizer.audit.ledger import Group
from optimizer.audit.stated import Stated

Lacking = dict[tuple[str, str], tuple[float, float]]
"""Tonnes that each material and market lacks without releases, and the size of what was added up."""


def closed_by_releases(group: Group, known: Known, stated: Stated, s: str, t: int, lacking: Lacking) -> Lacking:
    """Check what releases close; the balances that have to close by themselves."""
    piles: dict[str, list[str]] = {}
    for h, pile in known.case.stockpiles.items():
        if stated.release.get((s, t, h), 0.0):
            piles.setdefault(pile.material, []).append(h)
    rest = dict(lacking)
    for material, releasing in piles.items():
        served = {r for h in releasing for r in known.serves(h) if (material, r) in lacking}
        open_places = {r: rest.pop((material, r)) for r in sorted(served)}
        _check(group, known, material, {h: stated.release[s, t, h] for h in releasing}, open_places, f"{t} under {s}")
    return rest


def _check(
    group: Group,
    known: Known,
    material: str,
    released: Mapping[str, float],
    lacking: Mapping[str, tuple[float, float]],
    when: str,
) -> None:
    sizes = [size for _, size in lacking.values()]
    for r, (tonnes, size) in lacking.items():
        where = f"balance of {material} in {r} {when}: what releases have to bring"
        group.at_least(where, tonnes, 0.0, [size])
    total = sum(tonnes for tonnes, _ in lacking.values())
    group.equal(f"balances of {material} in {when}: releases", sum(released.values()), total, sizes)
    for number in range(1, len(released)):
        for some in combinations(released, number):
            reach = {r for h in some for r in known.serves(h)}
            most = sum(max(0.0, tonnes) for r, (tonnes, _) in lacking.items() if r in reach)
            group.at_most(f"release of {material} from {', '.join(some)} in {when}",
                          sum(released[h] for h in some), most, sizes)  # fmt: skip
