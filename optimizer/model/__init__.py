"""The planning model in Pyomo: one concept a file, all of the same silhouette.

Stage one is decided once: investment, funding, viability, stockpiles, targets.
Stage two, on `m.future[scenario]`, is decided in each scenario: production, deliveries, stock, balance, price support,
outlays.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

import pyomo.environ as pyo

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
from optimizer.model.components import Sums
from optimizer.model.offers import Offers
from optimizer.model.undisturbed import undisturbed

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
    with undisturbed():
        m = pyo.ConcreteModel()
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
        m.cost = Sums(terms)
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
    objective.collect_yearly(b, chain.from_iterable(c.costs(b, facts, future) for c in STAGE_TWO.values()))
