"""The planning model in Pyomo: one concept a file, all of the same silhouette.

Stage one is decided once: investment, funding, viability, stockpiles, targets.
Stage two, on `m.future[scenario]`, is decided in each scenario: production, deliveries, stock, balance, price support,
outlays.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyomo.environ as pyo
from pyomo.common.gc_manager import PauseGC

from optimizer.case.facts import Facts
from optimizer.model import (
    balance,
    deliveries,
    funding,
    investment,
    objective,
    outlays,
    price_support,
    production,
    stock,
    stockpiles,
    targets,
    viability,
)
from optimizer.model.offers import Offers

STAGE_ONE = {"investment": investment, "funding": funding, "viability": viability, "stockpiles": stockpiles}
STAGE_TWO = {
    "production": production,
    "deliveries": deliveries,
    "stock": stock,
    "balance": balance,
    "price_support": price_support,
    "outlays": outlays,
}


def build(facts: Facts, scenarios: Sequence[str] | None = None) -> Any:
    """The model of the case with the given scenarios (all by default; `base` alone and one scenario alone work too).

    A scenario has variables for the years of its window only; outside it equals base.
    """
    with PauseGC():
        m = pyo.ConcreteModel()
        m.nothing = pyo.Var(bounds=(0.0, 0.0))
        for name, concept in STAGE_ONE.items():
            setattr(m, name, pyo.Block())
            concept.declare(m, facts)
            concept.constrain(m, facts)
        m.future = pyo.Block(list(facts.futures) if scenarios is None else list(scenarios))
        for scenario in m.future:
            _build_future(m.future[scenario], facts, scenario)
        m.targets = pyo.Block()
        targets.declare(m, facts)
        targets.constrain(m, facts)
        stage_one = [concept.costs(m, facts) for concept in (*STAGE_ONE.values(), targets)]
        terms = {term: expression for costs in stage_one for term, expression in costs.items()}
        m.cost = pyo.Expression(list(terms), rule=lambda m, term: terms[term])
        m.risk = pyo.Block()
        objective.declare_objective(m, facts)
    return m


def _build_future(b: Any, facts: Facts, scenario: str) -> None:
    future = facts.futures[scenario]
    b.offers = Offers(facts, future)
    for name, concept in STAGE_TWO.items():
        setattr(b, name, pyo.Block())
        concept.declare(b, facts, future)
        concept.constrain(b, facts, future)
    objective.collect_yearly(b, (cost for c in STAGE_TWO.values() for cost in c.costs(b, facts, future)))
