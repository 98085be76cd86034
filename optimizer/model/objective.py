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
from optimizer.model.components import Rows, Sums, Variables
from optimizer.model.linear import Linear, added, linear, mixtures, times, weighted
from optimizer.model.rows import Costs, at_most, equal

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
            found.setdefault((term, t), []).append((coefficient, expression))
    b.cost = Sums({place: weighted(terms) for place, terms in found.items()})


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


def _operation(m: Any, facts: Facts) -> dict[tuple[str, int], Linear]:
    """The discounted cost of operation: of base year by year, of each other scenario in its whole window together."""
    return {
        (s, years[0]): weighted((facts.discount(t), cost) for (_, t), cost in m.future[s].cost.items() if t in years)
        for s in m.future
        for years in _counted_together(facts.futures[s])
    }


def _counted_together(future: Future) -> list[tuple[int, ...]]:
    """Base's years are counted one by one, since each other scenario equals it in some of them."""
    return [(t,) for t in future.window] if future.is_base else [future.window] * bool(future.window)


def _share(built: Sequence[Future], future: Future, t: int, weight: Mapping[str, float]) -> float:
    """Weight of a scenario's year; base also carries the scenarios that equal it in that year."""
    others = (weight[f.name] for f in built if future.is_base and not f.is_base and t not in f.window)
    return weight[future.name] + sum(others)


def _mixed(
    m: Any, facts: Facts, operation: Mapping[tuple[str, int], Linear], *weights: Mapping[str, float]
) -> list[Linear]:
    """For some weights Σ_s weight_s·cost_s over the scenarios that are built.

    Base carries the years in which the others equal it; stage one counts as often as all scenarios together.
    """
    built = [facts.futures[s] for s in m.future]
    factors = [
        [sum(weight[f.name] for f in built)] * len(m.cost)
        + [_share(built, facts.futures[s], t, weight) for s, t in operation]
        for weight in weights
    ]
    return mixtures([*m.cost.values(), *operation.values()], factors)


def _likely(m: Any, facts: Facts) -> list[str]:
    return [s for s in m.future if facts.futures[s].probability > 0]


def _constrain_tail(m: Any, facts: Facts, operation: Mapping[tuple[str, int], Linear]) -> None:
    """What CVaR needs: η, what each scenario's cost is above it, and the cost itself part by part."""
    risk = m.risk
    likely = _likely(m, facts)
    risk.threshold = pyo.Var()
    risk.excess = Variables(likely)
    risk.operation = Variables(operation, lower=None)
    risk.operation_is = Rows({place: equal(risk.operation[place], cost) for place, cost in operation.items()})
    risk.stage_one = pyo.Var()
    risk.stage_one_is = pyo.Constraint(expr=equal(risk.stage_one, added(m.cost.values())))

    def exceeds(s: str) -> Any:
        """excess[s] ≥ cost_s − η."""
        future = facts.futures[s]
        places = [(BASE, t) for t in facts.case.years if t not in future.window]
        places += [(s, years[0]) for years in _counted_together(future)]
        operated = [risk.operation[place] for place in places if place in risk.operation]
        return at_most(added([risk.stage_one, *operated, times(-1.0, risk.threshold)]), risk.excess[s])

    risk.exceeds = Rows({s: exceeds(s) for s in likely})


def _tail(m: Any, facts: Facts) -> Linear:
    """CVaR of the cost over the scenarios with a probability."""
    tail = facts.case.settings.tail_probability
    excess = ((facts.futures[s].probability / tail, m.risk.excess[s]) for s in _likely(m, facts))
    return added([linear(excess), m.risk.threshold])


def _costs(m: Any, facts: Facts, operation: Mapping[tuple[str, int], Linear]) -> list[Linear]:
    """The expected cost (stage one in full, since the probabilities add up to 1), and all scenarios' costs together."""
    probability = {s: f.probability for s, f in facts.futures.items()}
    return _mixed(m, facts, operation, probability, dict.fromkeys(facts.futures, 1.0))


def _objective(m: Any, facts: Facts) -> Linear:
    """(1−risk_weight)·expected + risk_weight·CVaR."""
    weight = facts.case.settings.risk_weight
    expected: Linear = m.expected.expr
    return weighted([(1.0 - weight, expected), (weight, _tail(m, facts))]) if weight > 0 else expected


def declare_objective(m: Any, facts: Facts) -> None:
    """The objective, and beside it the measures of a plan that the search and the tie rules need.

    programme: what the gap is relative to. expected_outlay: what decides between plans of equal objective. operation:
    the sum of all scenarios' costs, which is least when each scenario's operation is the cheapest.
    """
    operation = _operation(m, facts)
    if facts.case.settings.risk_weight > 0:
        _constrain_tail(m, facts, operation)
    expected, together = _costs(m, facts, operation)
    m.expected = pyo.Expression(expr=expected)
    m.objective = pyo.Objective(expr=_objective(m, facts))
    m.programme = pyo.Objective(expr=_programme(m, facts))
    m.expected_outlay = pyo.Objective(expr=_expected_outlay(m, facts))
    m.operation = pyo.Objective(expr=together)


def renew_penalties(m: Any, facts: Facts) -> list[Any]:
    """Penalties of other amounts in every scenario's cost; the rows that they are in."""
    expected, together = _costs(m, facts, _operation(m, facts))
    m.expected.set_value(expected)
    m.operation.set_value(together)
    if facts.case.settings.risk_weight == 0:
        return []
    m.risk.stage_one_is.set_value(equal(m.risk.stage_one, added(m.cost.values())))
    return [m.risk.stage_one_is]


def renew(m: Any, facts: Facts) -> None:
    """The objective of other weights or penalties."""
    m.objective.set_value(_objective(m, facts))


def _programme(m: Any, facts: Facts) -> Linear:
    """Discounted capex, price support and stock purchases in base, MUSD."""
    parts = [(1.0, m.cost["capex"])]
    if BASE in m.future:
        owed = m.future[BASE].price_support.owed
        parts += [(facts.discount(t), expression) for (_, t), expression in owed.items()]
    for (h, t), plan in m.stockpiles.plan.items():
        price = facts.base.price(facts.case.stockpiles[h].material, t) / 1e6
        parts.append((facts.discount(t) * price, plan))
    return weighted(parts)


def _expected_outlay(m: Any, facts: Facts) -> Linear:
    """Σ_s π_s Σ_t d(t)·Σ_f outlay, MUSD."""
    built = [facts.futures[s] for s in m.future]
    parts = []
    for future in built:
        for (_, t), outlay in m.future[future.name].outlays.outlay.items():
            share = _share(built, future, t, facts.case.probability)
            parts.append((share * facts.discount(t), outlay))
    return weighted(parts)
