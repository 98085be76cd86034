from __future__ import annotations

from collections.abc import Iterable

from optimizer.case.checks.rule import Rule, Sight, warning
from optimizer.errors import Finding


def opening_fits(sight: Sight) -> Iterable[Finding]:
    """The opening stock has room."""
    for row in sight.case.stockpiles.values():
        left = row.opening_t * (1 - row.loss)
        if left > row.max_t:
            message = f"opening_t {row.opening_t:g} is above max_t {row.max_t:g}: there can be no plan"
            yield from warning(row, "opening_t", message, "max_t", "loss")


RULES: tuple[Rule, ...] = (opening_fits,)
