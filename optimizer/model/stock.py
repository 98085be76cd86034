"""Stock in a scenario: buying may be suspended, releases answer a disruption, what is lacking is bought back.

purchase[h,t]  ≤ plan[h,t]      (= plan in base)
release[h,r,t] ≥ 0              only in years in which the scenario disrupts the material, to markets it serves
level[h,t] = (1−loss)·level[h,t−1] + purchase[h,t] − Σ_r release[h,r,t],  0 ≤ level ≤ max_t
"""

from __future__ import annotations

from typing import Any

import pyomo.environ as pyo

from optimizer.case.facts import Facts
from optimizer.case.future import Future
from optimizer.model.components import Rows, Variables
from optimizer.model.linear import added, times, total
from optimizer.model.rows import Costs, at_most, equal


def declare(b: Any, facts: Facts, future: Future) -> None:
    """Variables purchase, release and level; base uses those of the plan."""
    s = b.stock
    piles = facts.case.stockpiles
    index = [(h, t) for h in piles for t in future.window]
    release = [
        (h, r, t)
        for h, t in index
        if future.disrupts(piles[h].material, t)
        for r in facts.serves(piles[h])
        if (piles[h].material, r, t) in b.offers.draws
    ]
    s.release = Variables(release)
    if future.is_base:
        plan = b.model().stockpiles
        s.purchase = pyo.Reference(plan.plan)
        s.level = pyo.Reference(plan.level)
    else:
        s.purchase = Variables(index)
        s.level = Variables(index, upper={(h, t): piles[h].max_t for h, t in index})


def constrain(b: Any, facts: Facts, future: Future) -> None:
    """The level follows from purchases and releases, from base's level before the scenario shows itself."""
    s = b.stock
    plan = b.model().stockpiles
    piles = facts.case.stockpiles
    index = [] if future.is_base else [(h, t) for h in piles for t in future.window]
    released: dict[tuple[str, int], list[Any]] = {}
    for (h, _, t), variable in s.release.items():
        released.setdefault((h, t), []).append(variable)

    def before(h: str, t: int) -> Any:
        if t == facts.case.years[0]:
            return piles[h].opening_t
        return plan.level[h, t - 1] if t == future.window[0] else s.level[h, t - 1]

    def follow(h: str, t: int) -> Any:
        """Level = (1−loss)·level before + purchase − Σ_r release."""
        change = s.purchase[h, t], times(-1.0, total(released.get((h, t), ())))
        return equal(s.level[h, t], added([times(1.0 - piles[h].loss, before(h, t)), *change]))

    s.follow = Rows({(h, t): follow(h, t) for h, t in index})
    s.as_planned = Rows({i: at_most(s.purchase[i], plan.plan[i]) for i in index})


def costs(b: Any, facts: Facts, future: Future) -> Costs:
    """Holding, and in the last year of the window the refill to base's level."""
    s = b.stock
    plan = b.model().stockpiles
    piles = facts.case.stockpiles
    for (h, t), level in s.level.items():
        yield "holding", t, piles[h].holding_usd_per_t / 1e6, level
    if not future.is_base and future.window:
        end = future.window[-1]
        for h, pile in piles.items():
            price = facts.base.price(pile.material, end) / 1e6
            yield "refill", end, price, plan.level[h, end]
            yield "refill", end, -price, s.level[h, end]
