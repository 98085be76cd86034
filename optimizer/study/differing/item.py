"""One difference of two plans, and what is too small to be one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from optimizer.plan.plan import Plan
from optimizer.words.names import Names

DUST_MUSD = 0.05
DUST_T = 0.5
_RELATIVE = 1e-6


@dataclass(frozen=True)
class Item:
    """A row of the table of differences."""

    about: str
    what: str
    before: str
    after: str
    difference: float | None
    unit: str
    words: str
    kind: str = ""
    """What sort of difference it is, for those who count or retell it."""
    name: str = ""
    """Who or what differs, as people call it."""


@dataclass(frozen=True)
class Sides:
    """The two plans, before and after, with names for what stands in either."""

    before: Plan
    after: Plan

    @cached_property
    def names(self) -> tuple[Names, Names]:
        """Names in both workbooks."""
        return Names(self.before.case), Names(self.after.case)

    def named(self, look_up: Callable[[Names, str], str], identifier: str) -> str:
        """The name that the workbook of the plan after gives, otherwise that of the plan before."""
        before, after = self.names
        name = look_up(after, identifier)
        return name if name != identifier else look_up(before, identifier)


def matters(before: float, after: float, dust: float) -> bool:
    """Whether two amounts differ by more than dust.

    >>> matters(1e9, 1e9 + 100, 0.5), matters(1.0, 1.2, 0.05)
    (False, True)
    """
    return abs(after - before) >= max(dust, _RELATIVE * max(abs(before), abs(after)))
