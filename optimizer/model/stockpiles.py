"""The stock plan: tonnes to buy each year, the same in every scenario until a crisis suspends buying.

plan[h,t]  = tonnes to buy, 0 ≤ plan ≤ max_purchase_t
level[h,t] = (1−loss)·level[h,t−1] + plan[h,t], 0 ≤ level ≤ max_t     in base, where nothing is released
"""

from __future__ import annotations

from typing import Any

import pyomo.environ as pyo

from optimizer.case.facts import Facts
from optimizer.model.rows import equal


def declare(m: Any, facts: Facts) -> None:
    """Variables plan and level (of base)."""
    b = m.stockpiles
    piles = facts.case.stockpiles
    b.kept = pyo.Set(initialize=[(h, t) for h in piles for t in facts.case.years], dimen=2)
    b.plan = pyo.Var(b.kept, bounds=lambda b, h, t: (0.0, piles[h].max_purchase_t))
    b.level = pyo.Var(b.kept, bounds=lambda b, h, t: (0.0, piles[h].max_t))


def constrain(m: Any, facts: Facts) -> None:
    """The level follows from the plan."""
    b = m.stockpiles
    piles = facts.case.stockpiles
    first = facts.case.years[0]

    def follow(b: Any, h: str, t: int) -> Any:
        """level[h,t] = (1−loss)·level[h,t−1] + plan[h,t]."""
        before = piles[h].opening_t if t == first else b.level[h, t - 1]
        return equal(b, b.level[h, t], (1.0 - piles[h].loss) * before + b.plan[h, t])

    b.follow = pyo.Constraint(list(b.level), rule=follow)


def costs(m: Any, facts: Facts) -> dict[str, Any]:
    """residual_stock = −residual_stock_value · d(H) · Σ_h price_base(m,H)·level[h,H]."""
    b = m.stockpiles
    case = facts.case
    last = case.years[-1]
    value = case.settings.residual_stock_value * facts.discount(last) / 1e6
    return {
        "residual_stock": sum(
            -value * facts.base.price(h.material, last) * b.level[h.stockpile, last] for h in case.stockpiles.values()
        )
    }
