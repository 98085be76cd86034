"""Why a project is in or out: the first reason that holds, from what nobody can change to what it costs."""

from __future__ import annotations

from optimizer.why.evidence import Evidence
from optimizer.why.reasons import built, chain, funding, rules
from optimizer.why.reasons.reason import Reason, first

__all__ = ["Reason", "reason"]

_OUT = (*rules.RULES, *funding.RULES, *chain.BEFORE_MONEY, funding.money_taken, *chain.AFTER_MONEY)


def reason(evidence: Evidence) -> Reason:
    """The reason for what was decided on a project."""
    found = first(built.RULES if evidence.is_built else _OUT, evidence)
    return found or Reason("not asked", "It was not asked about.")
