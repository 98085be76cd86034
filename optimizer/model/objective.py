"""Cost and objective: every term by name, scenario and year; expectation and tail risk.

cost_s = stage one + Σ_{t∈W_s} d(t)·operation_s(t) + Σ_{t∉W_s} d(t)·operation_base(t)
minimise (1−risk_weight)·Σ_s π_s·cost_s + risk_weight·CVaR
CVaR = min_η η + Σ_s π_s·max(0, cost_s − η)/tail_probability
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyomo.environ as pyo

from optimizer.case.case import BASE
from optimizer.case.facts import Facts
from optimizer.case.future import Future
from optimizer.model.rows import Costs, combined, linear, terms_of

TERMS = (
    "capex",
    "salvage",
    "fixed_opex",
    "opex",
    "purchases",
    "freight",
    "duty",
    "holding",
    "shortage",
    "refill",
    "target_penalty",
    "public_funds_premium",
    "residual_stock",
)
"""Every term of the cost, in the order in which results list them."""


def collect_yearly(b: Any, costs: Costs) -> None:
    """Keep what the concepts of a scenario cost as named expressions: cost[term, t], MUSD, not discounted."""
    found: dict[tuple[str, int], list[tuple[float, Any]]] = {}
    for term, t, coefficient, expression in costs:
        if coefficient:
            pairs = found.setdefault((term, t), [])
            if expression.is_variable_type():
                pairs.append((coefficient, expression))
            else:
                pairs.extend((coefficient * c, v) for c, v in terms_of(expression))
    b.cost = pyo.Expression(list(found), rule=lambda b, term, t: linear(found[term, t]))


def scenario_cost(m: Any, facts: Facts, scenario: str) -> dict[str, Any]:
    """cost_s by term, in discounted MUSD. Years outside the window are base's (left out where base is not built)."""
    window = set(facts.futures[scenario].window)
    parts: dict[str, list[Any]] = {term: [] for term in TERMS}
    for term, expression in m.cost.items():
        parts[term].append(expression)
    for (term, t), expression in m.future[scenario].cost.items():
        parts[term].append(facts.discount(t) * expression)
    if scenario != BASE and BASE in m.future:
        for (term, t), expression in m.future[BASE].cost.items():
            if t not in window:
                parts[term].append(facts.discount(t) * expression)
    return {term: sum(expressions) for term, expressions in parts.items()}


def _operation(m: Any, facts: Facts, scenario: str, t: int) -> list[tuple[float, Any]]:
    """Terms of the discounted cost of operation in one year of a scenario's own window."""
    costs, factor = m.future[scenario].cost, facts.discount(t)
    return [(factor * c, v) for term in TERMS if (term, t) in costs for c, v in terms_of(costs[term, t])]


def _share(built: Sequence[Future], future: Future, t: int, weight: Mapping[str, float]) -> float:
    """Weight of a scenario's year; base also carries the scenarios that equal it in that year."""
    others = (weight[f.name] for f in built if future.is_base and not f.is_base and t not in f.window)
    return weight[future.name] + sum(others)


def _weighted(m: Any, facts: Facts, weight: Mapping[str, float]) -> Any:
    """Σ_s weight_s·cost_s over the scenarios that are built; base carries the years in which the others equal it."""
    built = [facts.futures[s] for s in m.future]
    parts = [(sum(weight[f.name] for f in built), terms_of(cost)) for cost in m.cost.values()]
    for future in built:
        for t in future.window:
            share = _share(built, future, t, weight)
            if share > 0:
                parts.append((share, _operation(m, facts, future.name, t)))
    return combined(parts)


def expected_cost(m: Any, facts: Facts) -> Any:
    """Σ_s π_s·cost_s; stage one counts in full, since the probabilities add up to 1."""
    return _weighted(m, facts, {s: f.probability for s, f in facts.futures.items()})


def tail_cost(m: Any, facts: Facts) -> Any:
    """CVaR of the cost over the scenarios with a probability; declares what it needs on the model."""
    risk = m.risk
    likely = [s for s in m.future if facts.futures[s].probability > 0]
    risk.threshold = pyo.Var()
    risk.excess = pyo.Var(likely, domain=pyo.NonNegativeReals)
    years = [(s, t) for s in m.future for t in facts.futures[s].window]
    risk.operation = pyo.Var(years)
    risk.operation_is = pyo.Constraint(
        years, rule=lambda risk, s, t: risk.operation[s, t] == linear(_operation(m, facts, s, t)) + m.nothing
    )
    risk.stage_one = pyo.Var()
    risk.stage_one_is = pyo.Constraint(expr=risk.stage_one == sum(m.cost.values()) + m.nothing)

    def exceeds(risk: Any, s: str) -> Any:
        """excess[s] ≥ cost_s − η."""
        own = set(facts.futures[s].window)
        places = [(s if t in own else BASE, t) for t in facts.case.years]
        operation = [risk.operation[place] for place in places if place in risk.operation]
        return risk.excess[s] >= risk.stage_one + sum(operation) - risk.threshold

    risk.exceeds = pyo.Constraint(likely, rule=exceeds)
    tail = facts.case.settings.tail_probability
    return risk.threshold + sum(facts.futures[s].probability / tail * risk.excess[s] for s in likely)


def declare_objective(m: Any, facts: Facts) -> None:
    """The objective, and beside it the measures of a plan that the search and the tie rules need.

    programme: what the gap is relative to. expected_outlay: what decides between plans of equal objective. operation:
    the sum of all scenarios' costs, which is least when each scenario's operation is the cheapest.
    """
    weight = facts.case.settings.risk_weight
    expected = expected_cost(m, facts)
    m.objective = pyo.Objective(
        expr=(1.0 - weight) * expected + weight * tail_cost(m, facts) if weight > 0 else expected + m.nothing
    )
    m.programme = pyo.Objective(expr=_programme(m, facts) + m.nothing)
    m.expected_outlay = pyo.Objective(expr=_expected_outlay(m, facts) + m.nothing)
    m.operation = pyo.Objective(expr=_weighted(m, facts, dict.fromkeys(facts.futures, 1.0)) + m.nothing)


def _programme(m: Any, facts: Facts) -> Any:
    """Discounted capex, price support and stock purchases in base, MUSD."""
    parts = [(1.0, terms_of(m.cost["capex"]))]
    if BASE in m.future:
        owed = m.future[BASE].price_support.owed
        parts += [(facts.discount(t), terms_of(expression)) for (_, t), expression in owed.items()]
    for (h, t), plan in m.stockpiles.plan.items():
        price = facts.base.price(facts.case.stockpiles[h].material, t) / 1e6
        parts.append((facts.discount(t) * price, [(1.0, plan)]))
    return combined(parts)


def _expected_outlay(m: Any, facts: Facts) -> Any:
    """Σ_s π_s Σ_t d(t)·Σ_f outlay, MUSD."""
    built = [facts.futures[s] for s in m.future]
    parts = []
    for future in built:
        for (_, t), outlay in m.future[future.name].outlays.outlay.items():
            share = _share(built, future, t, facts.case.probability)
            parts.append((share * facts.discount(t), terms_of(outlay)))
    return combined(parts)
