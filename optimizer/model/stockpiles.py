"""The stock plan: tonnes to buy each year, the same in every scenario until a crisis suspends buying.

plan[h,t]  = tonnes to buy, 0 ≤ plan ≤ max_purchase_t
level[h,t] = (1−loss)·level[h,t−1] + plan[h,t], 0 ≤ level ≤ max_t     in base, where nothing is released
"""

from __future__ import annotations

from typing import Any

from optimizer.case.facts import Facts
from optimizer.model.components import Rows, Variables
from optimizer.model.linear import Linear, added, times
from optimizer.model.rows import equal


def declare(m: Any, facts: Facts) -> None:
    """Variables plan and level (of base)."""
    b = m.stockpiles
    piles = facts.case.stockpiles
    kept = [(h, t) for h in piles for t in facts.case.years]
    b.plan = Variables(kept, upper={(h, t): piles[h].max_purchase_t for h, t in kept})
    b.level = Variables(kept, upper={(h, t): piles[h].max_t for h, t in kept})


def constrain(m: Any, facts: Facts) -> None:
    """The level follows from the plan."""
    b = m.stockpiles
    piles = facts.case.stockpiles
    first = facts.case.years[0]

    def follow(h: str, t: int) -> Any:
        """level[h,t] = (1−loss)·level[h,t−1] + plan[h,t]."""
        before = piles[h].opening_t if t == first else b.level[h, t - 1]
        return equal(b.level[h, t], added([times(1.0 - piles[h].loss, before), b.plan[h, t]]))

    b.follow = Rows({(h, t): follow(h, t) for h, t in b.level})


def costs(m: Any, facts: Facts) -> dict[str, Any]:
    """residual_stock = −residual_stock_value · d(H) · Σ_h price_base(m,H)·level[h,H]."""
    b = m.stockpiles
    case = facts.case
    last = case.years[-1]
    value = case.settings.residual_stock_value * facts.discount(last) / 1e6
    return {
        "residual_stock": Linear(
            [-value * facts.base.price(h.material, last) for h in case.stockpiles.values()],
            [b.level[h, last] for h in case.stockpiles],
        )
    }
