"""Targets: every inequality is listed, achieves what is said, and holds or is missed by its slack."""

from __future__ import annotations

from optimizer.audit.document import Row
from optimizer.audit.groups.arriving import can_arrive
from optimizer.audit.groups.limits import Limit, limits
from optimizer.audit.groups.measures import Sides, sides
from optimizer.audit.known.known import Known
from optimizer.audit.ledger import Group
from optimizer.audit.stated import Stated

NOTHING = 1e-4
"""What is a share of less than this (t or MUSD) is a share of nothing."""
PENNIES = 1e-6
"""By how much of the objective a limit with a shadow price may be away from binding."""
NO_PRICE = 1e-8
"""MUSD per unit; the solver's tolerance for prices is a tenth of it."""


def check(known: Known, stated: Stated) -> Group:
    """Every inequality: listed, measured again, its slack, whether it holds, and the sign of its shadow price."""
    group = Group("targets", "every inequality is listed, measured again, and holds but for its slack", "t",
                  absolute=5e-6)  # fmt: skip
    key = ("target", "material", "market", "country", "scenario", "year")
    rows = {tuple(row[name] for name in key): row for row in stated.tables["targets"]}
    for limit in limits(known):
        row = rows.pop(limit.key, None)
        found = sides(known, stated, limit)
        if row is None:
            may_be_left_out = not can_arrive(known, limit) and not any(found[0])
            group.that(may_be_left_out, f"the inequality {limit.label} is missing")
        else:
            _held(group, limit, row, found)
            _shadow(group, known, stated, limit, row, found)
    for name in rows:
        group.that(False, f"{' '.join(str(part) for part in name if part is not None)} is no inequality of a target")
    return group


def _held(group: Group, limit: Limit, row: Row, found: Sides) -> None:
    target, where = limit.target, limit.label
    unit = "MUSD" if limit.year is None else "t"
    measured, whole = sum(found[0]), sum(found[1])
    parts = [*found[0], *found[1]]
    group.same(f"metric of {where}", row["metric"], target.metric)
    group.equal(f"limit of {where}", row["value"], target.value, unit="")
    group.same(f"hard or soft: {where}", row["hard"], target.penalty is None)
    if row["achieved"] is None:
        group.that(abs(whole) <= NOTHING, f"what is achieved of {where} is missing")
    elif abs(whole) > NOTHING:
        group.equal(f"what is measured for {where}", row["achieved"] * whole, measured, parts, unit=unit)
    beyond = _beyond(limit, found)
    if target.penalty is None:
        group.at_most(f"{where} is hard and missed", beyond, 0.0, parts, unit=unit)
    group.equal(f"missed by: {where}", row["slack"], max(0.0, beyond) if target.penalty is not None else 0.0,
                parts, unit=unit)  # fmt: skip
    group.same(f"whether {where} holds", row["holds"], row["slack"] == 0.0)


def _beyond(limit: Limit, found: Sides) -> float:
    """By how much the inequality is missed without a slack; negative where there is room."""
    against = limit.target.value * sum(found[1])
    return against - sum(found[0]) if limit.target.metric.startswith("min_") else sum(found[0]) - against


def _shadow(group: Group, known: Known, stated: Stated, limit: Limit, row: Row, found: Sides) -> None:
    """A shadow price has the sign of its limit, is its penalty where it is missed, and 0 where there is room."""
    if row["shadow_price"] is None:
        return
    price = row["shadow_price"] * (1.0 if limit.target.metric.startswith("min_") else -1.0)
    where = f"shadow price of {limit.label}"
    group.that(price >= -NO_PRICE, f"{where}: {row['shadow_price']:.6g} has the wrong sign")
    worth = PENNIES * max(1.0, abs(stated.head["objective_musd"]))
    room = max(0.0, -_beyond(limit, found))
    group.that(price * room <= worth, f"{where}: {row['shadow_price']:.6g}, although there is room of {room:,.6g}")
    if limit.target.penalty is not None:
        most = penalty_musd(known, limit)
        beyond = price - most * (1.0 + PENNIES) > NO_PRICE
        group.that(not beyond, f"{where}: {row['shadow_price']:.6g} is more than its penalty of {most:.6g}")
        holds = (most - price) * row["slack"] <= worth
        group.that(holds, f"{where}: {row['shadow_price']:.6g}, although it is missed at {most:.6g}")


def penalty_musd(known: Known, limit: Limit) -> float:
    """Cost of missing an inequality by one unit, MUSD."""
    penalty = limit.target.penalty or 0.0
    return penalty if limit.year is None else penalty / 1e6 * known.horizon.d(limit.year)
