"""Differences of costs in words that say how sure they are."""

from __future__ import annotations

import math

from optimizer.study.uncertainty import ROUNDING_MUSD, Difference
from optimizer.words.amounts import number


def compared(cost: Difference) -> str:
    """What a plan costs against another.

    >>> compared(Difference(1842.0, 1501.0, 2183.0))
    'costs 1,842 MUSD more (between 1,501 and 2,183)'
    >>> compared(Difference(-300.0, -500.0, -100.0))
    'costs 300 MUSD less (between 100 and 500)'
    >>> compared(Difference(173.0, -168.0, 514.0))
    'no difference in cost that the search can tell (between −168 and +514 MUSD)'
    """
    if cost.is_nothing:
        return "costs the same"
    if not cost.told_apart:
        return f"no difference in cost that the search can tell ({_either_way(cost)})"
    size, word = (cost, "more") if cost.value > 0 else (-cost, "less")
    return f"costs {number(size.value)} MUSD {word} ({bracket(size)})"


def worth(value: Difference) -> str:
    """What something is worth.

    >>> worth(Difference(439.0, 98.0, 780.0))
    'worth 439 MUSD (between 98 and 780)'
    >>> worth(Difference(173.0, -168.0, 514.0))[:72]
    'not told apart from 0 by the gap of the search (between −168 and +514 MU'
    >>> worth(Difference(-30.0, -40.0, -20.0))
    'a loss of 30 MUSD (between 20 and 40)'
    """
    if value.is_nothing:
        return "worth nothing: both plans cost the same"
    if not value.told_apart:
        more = "solve with a smaller --gap to know more"
        return f"not told apart from 0 by the gap of the search ({_either_way(value)}); {more}"
    if value.value < 0:
        return f"a loss of {number(-value.value)} MUSD ({bracket(-value)})"
    return f"worth {number(value.value)} MUSD ({bracket(value)})"


def bracket(size: Difference) -> str:
    """The range of a difference that is known to be positive.

    >>> bracket(Difference(10.0, 8.0, 12.0)), bracket(Difference(10.0, 10.0, 10.0))
    ('between 8 and 12', 'proven')
    """
    if not math.isfinite(size.high):
        return f"at least {number(size.low)}"
    if size.high - size.low < ROUNDING_MUSD:
        return "proven"
    return f"between {number(size.low)} and {number(size.high)}"


def _either_way(range_: Difference) -> str:
    low, high = (number(part, signed=True) for part in (range_.low, range_.high))
    if math.isfinite(range_.low) and math.isfinite(range_.high):
        return f"between {low} and {high} MUSD"
    if math.isfinite(range_.low):
        return f"{low} MUSD or more"
    if math.isfinite(range_.high):
        return f"{high} MUSD or less"
    return "no bound is proven yet"
