"""Stockpiles, what scenarios leave short and cost, and targets."""

from __future__ import annotations

from collections.abc import Iterable

from optimizer.plan.shortfall import expected_short_t
from optimizer.study.differing.item import DUST_MUSD, DUST_T, Item, Sides, matters
from optimizer.study.measures import Miss, misses, scenario_rows, stock
from optimizer.words.amounts import more_or_less, musd, number, tonnes
from optimizer.words.names import Names
from optimizer.words.wording import brief

_HELD = Miss(0, 0.0, None)
_DUST_NEW_T = 0.01
EXPECTED = "Expected shortage"


def _largest(items: Iterable[Item]) -> list[Item]:
    """The largest first, tonnes apart from money."""
    return sorted(items, key=lambda item: (item.unit, -abs(item.difference or 0.0)))


def stockpile_items(sides: Sides) -> list[Item]:
    """Largest levels and purchases in base."""
    old, new = stock(sides.before), stock(sides.after)
    found = []
    for pile in dict.fromkeys([*old, *new]):
        for part, kind in enumerate(("largest level", "bought")):
            before, after = (side.get(pile, (0.0, 0.0))[part] for side in (old, new))
            if matters(before, after, DUST_T):
                words = f"Stockpile {pile}, {kind}: {more_or_less(after - before, 't')}."
                what = f"{pile}: {kind}"
                found.append(
                    Item("stockpiles", what, tonnes(before), tonnes(after), after - before, "t", words, kind, pile)
                )
    return _largest(found)


def scenario_items(sides: Sides) -> list[Item]:
    """Expected shortage; then shortage and cost of disruption of each scenario that both plans know."""
    expected = expected_short_t(sides.before), expected_short_t(sides.after)
    old, new = scenario_rows(sides.before), scenario_rows(sides.after)
    found = []
    for scenario in (s for s in new if s in old):
        name = sides.named(Names.scenario, scenario)
        short = float(old[scenario]["short_t"]), float(new[scenario]["short_t"])
        if matters(*short, DUST_T):
            found.append(_scenario(name, "shortage", *short, "t"))
        costs = [float(musd) for side in (old, new) if (musd := side[scenario].get("disruption_musd")) is not None]
        if len(costs) == 2 and matters(costs[0], costs[1], DUST_MUSD):
            found.append(_scenario(name, "cost of disruption", costs[0], costs[1], "MUSD"))
    found = sorted(found, key=lambda item: (item.unit != "t", -abs(item.difference or 0.0)))
    return [_scenario("", EXPECTED, *expected, "t"), *found] if matters(*expected, DUST_T) else found


def _scenario(name: str, kind: str, before: float, after: float, unit: str) -> Item:
    text = tonnes if unit == "t" else musd
    what = f"{name}: {kind}" if name else kind
    words = f"{what}{',' if name else ':'} {more_or_less(after - before, unit)}."
    return Item("scenarios", what, text(before), text(after), after - before, unit, words, kind, name)


def target_items(sides: Sides) -> list[Item]:
    """Targets that are newly missed, newly held, or missed by more or less; soft ones that one plan lacks too."""
    old, new = misses(sides.before), misses(sides.after)
    found = [_target(sides, t, old.get(t), new.get(t)) for t in dict.fromkeys([*new, *old])]
    kinds = ("newly missed", "missed by more", "missed by less", "newly held")
    known = [item for item in found if item]
    return sorted(known, key=lambda item: (kinds.index(item.kind), -abs(item.difference or 0.0)))


def _target(sides: Sides, target: str, old: Miss | None, new: Miss | None) -> Item | None:
    before, after = old or _HELD, new or _HELD
    if not before.count and not after.count:
        return None
    dust = DUST_T if before.count and after.count else _DUST_NEW_T
    if not matters(before.slack, after.slack, dust):
        return None
    plan, names = (sides.after, sides.names[1]) if new else (sides.before, sides.names[0])
    row = plan.case.targets[target]
    kind = _kind(before, after)
    name = brief(row, names, 60)
    unit = "MUSD" if "funder" in row.metric or "investment" in row.metric else "t"
    words = f"{name}: {kind}{_by(after, before, unit, old, new)}."
    more = after.slack - before.slack
    return Item("targets", target, _slack(old, unit), _slack(new, unit), more, unit, words, kind, name)


def _kind(before: Miss, after: Miss) -> str:
    if not before.count or not after.count:
        return "newly missed" if after.count else "newly held"
    return "missed by more" if after.slack > before.slack else "missed by less"


def _by(after: Miss, before: Miss, unit: str, old: Miss | None, new: Miss | None) -> str:
    if new is None:
        return " (no longer asked for)"
    asked = " (not asked for before)" if old is None else ""
    amount = abs(after.slack - before.slack)
    return f", {number(amount)} {unit}{asked}"


def _slack(miss: Miss | None, unit: str) -> str:
    if miss is None:
        return "not asked for"
    return f"missed by {number(miss.slack)} {unit}" if miss.count else "held"
