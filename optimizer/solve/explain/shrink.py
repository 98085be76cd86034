"""From things that cannot hold together to those of them that are needed for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from optimizer.solve.explain.relaxable import Mask, Relaxable, Rows

T = TypeVar("T")
Impossible = Callable[[Mask], bool]
"""Whether there is no plan with some rows in force."""


def halved(
    items: Sequence[T], rows: Callable[[T], Rows], model: Relaxable, impossible: Impossible, background: Mask
) -> list[T]:
    """The items needed, found by halves: for many of which few matter.

    Args:
        items: those that explain most come first, and stay where others would do as well.
        rows: the rows of an item.
        model: the model.
        impossible: to ask.
        background: what is in force beside the items.
    """

    def needed(items: Sequence[T], background: Mask, grown: bool) -> list[T]:
        """Those needed beside the background, which has `grown` since it was last asked about."""
        if grown and impossible(background):
            return []
        if len(items) == 1:
            return list(items)
        half = (len(items) + 1) // 2
        first, second = items[:half], items[half:]
        later = needed(second, background | model.mask_of(map(rows, first)), True)
        earlier = needed(first, background | model.mask_of(map(rows, later)), bool(later))
        return earlier + later

    return needed(items, background, False)


def beginning(items: Sequence[T], rows: Callable[[T], Rows], model: Relaxable, impossible: Impossible) -> Sequence[T]:
    """A short beginning of the items that cannot hold either: most often few matter."""
    count = 1
    while count < len(items):
        if impossible(model.mask_of(map(rows, items[:count]))):
            return items[:count]
        count *= 3
    return items
