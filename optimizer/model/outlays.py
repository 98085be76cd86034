"""Outlays and budgets: what each funder pays in a year, and what it may.

outlay[f,t] = Σ_p grant[f,p,t] + Σ_p topup[f,p,t] + Σ_{h of f} price(m,t)·purchase[h,t] ≤ amount[f,t]

With carry-over the sum from the first year is limited: unspent[f,t] = unspent[f,t−1] + amount − outlay ≥ 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from optimizer.case.case import BASE
from optimizer.case.facts import Facts
from optimizer.case.future import Future
from optimizer.model.components import Rows, Sums, Variables
from optimizer.model.linear import added, linear, times
from optimizer.model.rows import Costs, at_most, equal


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
        if h.funder:
            for t in future.window:
                paid[h.funder, t].append((future.price(h.material, t) / 1e6, b.stock.purchase[h.stockpile, t]))
    c.outlay = Sums({place: linear(terms) for place, terms in paid.items()})
    c.budget = _budgets(facts)
    carrying = [f for f in c.budget if case.funders[f].carry_over]
    c.unspent = Variables((f, t) for f in carrying for t in future.window)
    c.brought = Variables(carrying if future.window else ())


def _budgets(facts: Facts) -> dict[str, Mapping[int, float]]:
    """Budgets by year of the funders that have one, MUSD."""
    return {f: amounts for f in facts.case.funders if (amounts := facts.budget_musd(f)) is not None}


def constrain(b: Any, facts: Facts, future: Future) -> None:
    """Each year's outlay within its budget, or within what is unspent so far."""
    c = b.outlays
    c.within = Rows(_within(c))
    c.carried = Rows(_carried(c, future))

    def brought(f: str) -> Any:
        """What base has left when the scenario shows itself."""
        if future.window[0] == facts.case.years[0]:
            return equal(c.brought[f], 0.0)
        return equal(c.brought[f], b.parent_component()[BASE].outlays.unspent[f, future.window[0] - 1])

    # a scenario built alone that begins later: the amount brought links it to base
    linked = c.brought if BASE in b.parent_component() or future.window[:1] == facts.case.years[:1] else ()
    c.carried_from_base = Rows({f: brought(f) for f in linked})


def _within(c: Any) -> dict[tuple[str, int], Any]:
    """Outlay ≤ amount, of those who cannot carry over."""
    yearly = [(f, t) for f, t in c.outlay if f in c.budget and (f, t) not in c.unspent]
    return {(f, t): at_most(c.outlay[f, t], c.budget[f][t]) for f, t in yearly}


def _carried(c: Any, future: Future) -> dict[tuple[str, int], Any]:
    """unspent[f,t] = unspent[f,t−1] + amount − outlay."""
    return {
        (f, t): equal(
            unspent,
            added(
                [
                    c.brought[f] if t == future.window[0] else c.unspent[f, t - 1],
                    c.budget[f][t],
                    times(-1.0, c.outlay[f, t]),
                ]
            ),
        )
        for (f, t), unspent in c.unspent.items()
    }


def renew(b: Any, facts: Facts, future: Future) -> list[Any]:
    """Budgets of other amounts; the rows that they are in."""
    c = b.outlays
    c.budget = _budgets(facts)
    return [*c.within.renew(_within(c)), *c.carried.renew(_carried(c, future))]


def costs(b: Any, facts: Facts, future: Future) -> Costs:
    """public_funds_premium · Σ_f outlay."""
    for (_, t), outlay in b.outlays.outlay.items():
        yield "public_funds_premium", t, facts.case.settings.public_funds_premium, outlay
