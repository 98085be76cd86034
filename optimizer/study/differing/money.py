"""Public money: in all, and who pays more or less."""

from __future__ import annotations

from optimizer.study.differing.item import DUST_MUSD, Item, Sides, matters
from optimizer.study.measures import paid
from optimizer.words.amounts import more_or_less, musd
from optimizer.words.names import Names

ALL = "All funders"


def money_items(sides: Sides) -> list[Item]:
    """Outlay in base over all years, not discounted: of all funders, then of each, the largest difference first."""
    old, new = ({f: money["outlay_musd"] for f, money in paid(plan).items()} for plan in (sides.before, sides.after))
    each = [
        _item(sides.named(Names.funder, f), old.get(f, 0.0), new.get(f, 0.0), "funder")
        for f in dict.fromkeys([*old, *new])
        if matters(old.get(f, 0.0), new.get(f, 0.0), DUST_MUSD)
    ]
    each.sort(key=lambda item: -abs(item.difference or 0.0))
    whole = sum(old.values()), sum(new.values())
    return [_item(ALL, *whole, "all"), *each] if matters(*whole, DUST_MUSD) else each


def _item(name: str, before: float, after: float, kind: str) -> Item:
    verb = "pay" if kind == "all" else "pays"
    words = f"{name} {verb} {more_or_less(after - before, 'MUSD')}."
    return Item("money", name, musd(before), musd(after), after - before, "MUSD", words, kind, name)
