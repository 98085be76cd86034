"""Reasons of money: the business plan lacks more than funders may give, or the money is not there."""

from __future__ import annotations

from optimizer.plan.values import DUST
from optimizer.why.evidence import Evidence
from optimizer.why.money import Need, needs, needs_grants
from optimizer.why.reasons.balance import balance
from optimizer.why.reasons.reason import Reason, Rule
from optimizer.words.amounts import musd, number
from optimizer.words.listing import listed


def not_viable(e: Evidence) -> Reason | None:
    """The gap of every business plan is larger than what funders may give, and somebody may give something."""
    found = needs(e.world.facts, e.project)
    if not e.world.facts.eligible[e.project] or not _all_lack(found):
        return None
    best = min(found, key=lambda need: need.gap_musd - need.allowed_musd)
    under = f", under the price floor {best.level}," if best.level else ""
    return Reason(
        "not viable",
        f"No private owner would build it: its business plan lacks {musd(best.gap_musd)}{under} of which funders may "
        f"close at most {musd(best.allowed_musd)}. That leaves {number(best.lacks_usd_per_t)} USD for each tonne.",
    )


def no_eligible_money(e: Evidence) -> Reason | None:
    """It needs public money, and nobody may or can give enough, even if nobody else wanted any."""
    facts, row = e.world.facts, e.row
    found = needs(facts, e.project)
    if not needs_grants(facts, e.project, found):
        return None
    eligible = e.world.funders_of(e.project)
    if not eligible:
        least = min((need.gap_musd for need in found), default=0.0)
        lacks = f"its business plan lacks {musd(least)}" if least else "it needs public money"
        return Reason("no eligible money", f"No funder may pay for it, and {lacks}.")
    asked = row.min_public_share * row.capex_musd
    if any(need.available_musd >= need.gap_musd - DUST and need.public_musd >= asked - DUST for need in found):
        return None
    best = max(found, key=lambda need: need.available_musd - need.gap_musd)
    wanted = max(best.gap_musd, asked)
    names = listed([e.world.names.funder(f) for f in eligible])
    return Reason(
        "no eligible money",
        f"It needs {musd(wanted)} of public money. {names} may pay for it, but have at most "
        f"{musd(best.public_musd)} in the years in which it spends, even if nobody else got any.",
    )


def _all_lack(found: list[Need]) -> bool:
    return bool(found) and all(need.gap_musd > need.allowed_musd + DUST for need in found)


def money_taken(e: Evidence) -> Reason | None:
    """It cannot be added to the plan; with more public money, and nothing else changed, it could."""
    opposite = e.opposite
    if opposite is None or opposite.richer is None or opposite.richer.values is None:
        return None
    names = e.world.names
    funders = listed([names.funder(f) for f in e.world.funders_of(e.project)])
    leave = listed([names.project(p) for p in e.moved[1]], 3)
    instead = f" Built all the same, it would take the place of {leave}." if leave else ""
    return Reason(
        "money goes to others",
        f"It needs public money, and beside what the plan builds there is not enough left of {funders} in the years in "
        f"which it spends.{instead}{balance(e)}",
    )


RULES: tuple[Rule, ...] = (not_viable, no_eligible_money)
