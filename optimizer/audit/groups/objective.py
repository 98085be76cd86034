"""Totals, probabilities, expected cost and tail risk, programme, gap."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from optimizer.audit.groups.budgets import outlays
from optimizer.audit.known.known import Known
from optimizer.audit.ledger import NEARLY_WHOLE, Group
from optimizer.audit.stated import Stated
from optimizer.case.case import BASE

EQUAL_OBJECTIVE = 3e-7
"""Plans within this share of the objective count as equally good, so the tail's threshold may be this far off."""


def check(known: Known, stated: Stated) -> Group:
    """The objective from the scenarios' costs, what is proven about it, and the measures beside it."""
    group = Group(
        "objective",
        "probabilities, expected cost, tail risk, programme, bound and gap",
        absolute=2e-6,
        relative=NEARLY_WHOLE,
    )
    head, passport = stated.head, stated.head["passport"]
    probability = known.futures.probability
    for s, share in probability.items():
        group.equal(f"probability of {s}", head["probability"].get(s), share, unit="")
    group.same("scenarios", list(head["probability"]), list(probability))
    cost: dict[str, float] = {}
    for row in stated.tables["costs"]:
        cost[row["scenario"]] = cost.get(row["scenario"], 0.0) + row["cost_musd"]
    group.same("scenarios with costs", sorted(cost), sorted(probability))
    objective = _objective(known, cost)
    slack = [EQUAL_OBJECTIVE / group.relative * objective] if known.settings.risk_weight else []
    group.equal("objective", head["objective_musd"], objective, slack)
    group.equal("programme", head["programme_musd"], _programme(known, stated))
    group.equal("expected outlay", passport["expected_outlay_musd"], _expected_outlay(known, stated))
    _proof(group, head)
    return group


def _objective(known: Known, cost: Mapping[str, float]) -> float:
    """(1 − w) · expectation + w · CVaR: the mean cost of the dearest scenarios that make up the tail's probability."""
    probability, weight = known.futures.probability, known.settings.risk_weight
    expected = sum(probability[s] * cost.get(s, 0.0) for s in probability)
    if not weight:
        return expected
    return (1.0 - weight) * expected + weight * _tail(known, cost)


def _tail(known: Known, cost: Mapping[str, float]) -> float:
    """min_η η + Σ π·max(0, cost − η) / tail: the least value is at one of the costs."""
    tail = known.settings.tail_probability
    likely = [(cost.get(s, 0.0), share) for s, share in known.futures.probability.items() if share > 0.0]
    return min(eta + sum(share * max(0.0, c - eta) for c, share in likely) / tail for eta, _ in likely)


def _programme(known: Known, stated: Stated) -> float:
    """Discounted capex, price support and stock purchases in base."""
    horizon = known.horizon
    capex = [
        horizon.d(year) * musd
        for p, (start, _) in stated.start.items()
        for year, musd in known.timing.spend(p, start).items()
    ]
    support = [horizon.d(t) * musd for (s, t, _, _), musd in stated.topup.items() if s == BASE]
    stock = [
        horizon.d(t) * tonnes * known.world.price(BASE, known.case.stockpiles[h].material, t) / 1e6
        for (s, t, h), tonnes in stated.plan.items()
        if s == BASE
    ]
    return sum(capex) + sum(support) + sum(stock)


def _expected_outlay(known: Known, stated: Stated) -> float:
    paid = outlays(known, stated)
    return sum(
        share * known.horizon.d(t) * paid[known.futures.at(s, t), f, t]
        for s, share in known.futures.probability.items()
        for f in known.case.funders
        for t in known.horizon.years
    )


def _proof(group: Group, head: Mapping[str, Any]) -> None:
    """What the plan says of its bound. The bound itself is the solver's."""
    objective, bound, gap = head["objective_musd"], head["bound_musd"], head["gap"]
    if bound is None or gap is None:
        group.that(bound is None and gap is None and head["status"] == "feasible", "a gap or status without a bound")
        return
    programme = max(1.0, head["programme_musd"])
    group.at_most("bound against the objective", bound, objective, [EQUAL_OBJECTIVE / group.relative * objective])
    group.equal("gap as money", gap * programme, objective - bound, [objective])
    asked = head["passport"]["mip_gap"]
    close = objective - bound <= asked * programme + 1e-6 * max(1.0, abs(objective))
    group.that(head["status"] in ("optimal", "feasible"), f"status {head['status']} is none")
    group.that(head["status"] != "optimal" or close, f"the plan is called optimal, but its gap is {gap:.4%}")
