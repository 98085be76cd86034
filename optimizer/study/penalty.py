"""What missing a target costs."""

from __future__ import annotations

from optimizer.case.case import Case
from optimizer.case.sheets import Target
from optimizer.words.wording import POOLED


def penalty_musd(case: Case, target: Target, slack: float, year: int | None) -> float:
    """Discounted MUSD of one check; targets on shares of money have no year, and a slack in MUSD."""
    penalty = target.penalty or 0.0
    if target.metric.endswith(POOLED) or year is None:
        return slack * penalty
    settings = case.settings
    return float(slack * penalty / 1e6 * (1 + settings.discount_rate) ** (settings.first_year - year))
