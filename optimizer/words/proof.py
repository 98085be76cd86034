"""How far a plan can be from the best one, in a sentence."""

from __future__ import annotations

import math

from optimizer.plan.plan import Plan
from optimizer.words.text import NO_BOUND, percent, usd


def proof(plan: Plan, programme: str = "the programme") -> str:
    """What is proven of a plan; `programme` is what the gap is a share of, in words."""
    stopped = "" if plan.status == "optimal" else "The search was stopped early. "
    if not math.isfinite(plan.gap):
        return f"{stopped}{NO_BOUND[:1].upper()}{NO_BOUND[1:]}: other plans may be much cheaper."
    if plan.gap_musd < 0.05:
        return f"{stopped}It is proven to be the cheapest plan, within {percent(0.0001)} of the programme."
    proven = f"It is proven within {percent(plan.gap)} of {programme}"
    return f"{stopped}{proven}: no other plan is cheaper by more than {usd(plan.gap_musd)}."
