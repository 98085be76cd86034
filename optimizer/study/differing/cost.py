"""What a plan costs more or less than another: in all, and term by term."""

from __future__ import annotations

from optimizer.study.certainty import compared
from optimizer.study.differing.item import DUST_MUSD, Item, Sides, matters
from optimizer.study.measures import expected_costs
from optimizer.study.uncertainty import Cost
from optimizer.words.amounts import more_or_less, musd
from optimizer.words.wording import CREDITS, term


def cost_items(sides: Sides) -> list[Item]:
    """The objective with what its gaps leave open, then the terms, the largest difference first."""
    old, new = expected_costs(sides.before), expected_costs(sides.after)
    terms = [
        Item(
            about="cost",
            what=term(name),
            before=musd(old.get(name, 0.0)),
            after=musd(new.get(name, 0.0)),
            difference=(less := new.get(name, 0.0) - old.get(name, 0.0)),
            unit="MUSD",
            words=f"{term(name)}: {_more(name, less)}.",
            kind="term",
            name=term(name),
        )
        for name in dict.fromkeys([*old, *new])
        if matters(old.get(name, 0.0), new.get(name, 0.0), DUST_MUSD)
    ]
    return [*_objective(sides), *sorted(terms, key=lambda item: -abs(item.difference or 0.0))]


def _more(name: str, musd_more: float) -> str:
    """A change of a cost; of a credit, that it is larger or smaller."""
    if name in CREDITS:
        return f"{musd(abs(musd_more))} {'smaller' if musd_more > 0 else 'larger'}"
    return more_or_less(musd_more, "MUSD")


def _objective(sides: Sides) -> list[Item]:
    before, after = sides.before.objective_musd, sides.after.objective_musd
    if not matters(before, after, DUST_MUSD):
        return []
    less = Cost.of(sides.after).less(Cost.of(sides.before))
    words = f"{compared(less)}."
    return [
        Item(
            about="cost",
            what="Objective",
            before=musd(before),
            after=musd(after),
            difference=less.value,
            unit="MUSD",
            words=words[:1].upper() + words[1:],
            kind="objective",
        )
    ]
