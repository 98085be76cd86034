"""Outlays and budgets: what each funder pays in a year, and what it may.

outlay[f,t] = Σ_p grant[f,p,t] + Σ_p topup[f,p,t] + Σ_{h of f} price(m,t)·purchase[h,t] ≤ amount[f,t]

With carry-over the sum from the first year is limited: unspent[f,t] = unspent[f,t−1] + amount − outlay ≥ 0.
"""

from __future__ import annotations

from typing import Any

import pyomo.environ as pyo

from optimizer.case.case import BASE
from optimizer.case.facts import Facts
from optimizer.case.future import Future
from optimizer.model.rows import Costs, at_most, equal, linear


def declare(b: Any, facts: Facts, future: Future) -> None:
    """Expression outlay, variable unspent."""
    c = b.outlays
    case = facts.case
    paid: dict[tuple[str, int], list[tuple[float, Any]]] = {(f, t): [] for f in case.funders for t in future.window}
    for variables in (b.model().funding.grant, b.price_support.topup):
        for (f, _, t), variable in variables.items():
            if (f, t) in paid:
                paid[f, t].append((1.0, variable))
    for h in case.stockpiles.values():
        for t in future.window if h.funder else ():
            paid[h.funder or "", t].append((future.price(h.material, t) / 1e6, b.stock.purchase[h.stockpile, t]))
    c.outlay = pyo.Expression(list(paid), rule=lambda c, f, t: linear(paid[f, t]))
    c.budget = {f: amounts for f in case.funders if (amounts := facts.budget_musd(f)) is not None}
    carrying = [f for f in c.budget if case.funders[f].carry_over]
    c.unspent = pyo.Var([(f, t) for f in carrying for t in future.window], domain=pyo.NonNegativeReals)
    c.brought = pyo.Var(carrying if future.window else [], domain=pyo.NonNegativeReals)


def constrain(b: Any, facts: Facts, future: Future) -> None:
    """Each year's outlay within its budget, or within what is unspent so far."""
    c = b.outlays
    yearly = [(f, t) for f, t in c.outlay if f in c.budget and (f, t) not in c.unspent]
    c.within = pyo.Constraint(yearly, rule=lambda c, f, t: at_most(c, c.outlay[f, t], c.budget[f][t]))

    def carried(c: Any, f: str, t: int) -> Any:
        """unspent[f,t] = unspent[f,t−1] + amount − outlay."""
        before = c.brought[f] if t == future.window[0] else c.unspent[f, t - 1]
        return equal(c, c.unspent[f, t], before + c.budget[f][t] - c.outlay[f, t])

    def brought(c: Any, f: str) -> Any:
        """What base has left when the scenario shows itself."""
        if future.window[0] == facts.case.years[0]:
            return c.brought[f] == 0.0
        if BASE not in b.parent_component():
            return pyo.Constraint.Skip  # a scenario built alone: the amount brought links it to base
        return c.brought[f] == b.parent_component()[BASE].outlays.unspent[f, future.window[0] - 1]

    c.carried = pyo.Constraint(list(c.unspent), rule=carried)
    c.carried_from_base = pyo.Constraint(list(c.brought), rule=brought)


def costs(b: Any, facts: Facts, future: Future) -> Costs:
    """public_funds_premium · Σ_f outlay."""
    for (_, t), outlay in b.outlays.outlay.items():
        yield "public_funds_premium", t, facts.case.settings.public_funds_premium, outlay
