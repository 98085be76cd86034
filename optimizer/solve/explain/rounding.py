"""Figures as a planner would write them, still on the safe side."""

from __future__ import annotations

import math

MORE = 0.1
"""How much larger than needed a change may get by rounding."""
NOISE = 1e-6
"""What the solver's tolerances may have added to a change, relative to it."""


def rounded_out(before: float, needed: float, margin: float = -NOISE) -> float:
    """The roundest figure that changes `before` at least as much as `needed` does, and little more.

    >>> rounded_out(180, 487.3), rounded_out(0.4, 0.3327), rounded_out(0.4, 0.46812), rounded_out(500, 719.2)
    (500.0, 0.33, 0.47, 720.0)
    >>> rounded_out(0.05, 0.25000000001), rounded_out(0.05, 0.25, margin=1e-5)
    (0.25, 0.26)
    """
    change = needed - before
    if not change:
        return before
    sign = math.copysign(1.0, change)
    least = needed + sign * margin * max(abs(change), 1e-3 * abs(before))
    exponent = math.ceil(math.log10(max(abs(needed), abs(change)))) + 1
    while True:
        for digit in (5, 2, 1):
            step = digit * 10.0**exponent
            value = (math.ceil if sign > 0 else math.floor)(least / step) * step
            if abs(value - before) <= (1 + MORE) * abs(change) + 1e-12 or step < 1e-6 * abs(change):
                return float(f"{value:.12g}")
        exponent -= 1
