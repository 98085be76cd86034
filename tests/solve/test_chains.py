"""Chains one by one: their bound holds at any prices, and nothing but money ties them together."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from optimizer.case.facts import Facts
from optimizer.errors import NoPlanError
from optimizer.excel.load import load
from optimizer.model import build
from optimizer.solve.arrays import Arrays, compile_model
from optimizer.solve.chains import SHARP_MUSD, Chains
from optimizer.solve.part import parts
from optimizer.solve.search import solve
from optimizer.solve.session import Problem, Stop, run
from optimizer.solve.ties import ties
from tests.reference.generate import random_book
from tests.tiny import MILLION, Sheets, demand, event, facts_of, near, project, world

GOODS = ("goods", "others")


def two_chains(budget_musd: float, **more: Any) -> Sheets:
    """A plant for each of two materials that have nothing in common but a purse; each saves 100 MUSD and costs 50."""
    return world(
        projects=[
            project(f"{material}_plant", product=material, capex_musd=50, min_public_share=1) for material in GOODS
        ],
        materials=[{"material": m, "family": m, "stage": "processing"} for m in GOODS],
        demand=[demand(material=m) for m in GOODS],
        prices=[{"material": m, 2030: MILLION} for m in GOODS],
        funders=[{"funder": "fund"}],
        budgets=[{"funder": "fund", 2030: budget_musd}],
        **more,
    )


def compiled(facts: Facts) -> tuple[Any, Arrays]:
    model = build(facts)
    return model, compile_model(model)


def prices_of(arrays: Arrays) -> Any:
    """Shadow prices of the linear programme."""
    problem = Problem.of(arrays)
    problem.integral = np.zeros_like(arrays.integral)
    return run(problem, Stop()).row_duals


def chains_of(facts: Facts) -> tuple[Arrays, Chains, Any]:
    """The arrays, their chains, and the model, which has to live as long as they do."""
    model, arrays = compiled(facts)
    return arrays, Chains(arrays, ties(model, arrays), prices_of(arrays), Stop()), model


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"settings": {"risk_weight": 0.5}, "scenarios": [{"scenario": "storm", "probability": 0.2}],
         "events": [event("storm", "demand", 2)]},
        {"targets": [{"target": "share", "metric": "max_funder_share", "subject": "fund", "value": 0.9, "penalty": 1},
                     {"target": "hosts", "metric": "max_investment_share", "subject": "here", "value": 0.9,
                      "penalty": 1}]},
        {"budgets": [{"funder": "fund", 2030: 100}, {"funder": "private", 2030: 10}]},
    ],
    ids=["budgets", "risk", "targets on money", "private money"],
)  # fmt: skip
def test_nothing_but_money_and_risk_ties_chains_together(more: dict[str, Any]) -> None:
    sheets = two_chains(100)
    settings = more.pop("settings", {})
    sheets["settings"] += [{"key": key, "value": value} for key, value in settings.items()]
    model, arrays = compiled(facts_of({**sheets, **more}))
    found = parts(arrays, ties(model, arrays))
    deciding = [set(part.arrays.built) for part in found if part.arrays.integral.any()]
    assert sorted(deciding, key=sorted) == [{"goods_plant"}, {"others_plant"}]
    assert sorted(i for part in found for i in part.columns) == list(range(len(arrays.columns)))


def test_a_shared_material_makes_one_chain() -> None:
    sheets = two_chains(100, recipes=[{"project": "goods_plant", "material": "others", "t_per_t": -0.1}])
    _, chains, _model = chains_of(facts_of(sheets))
    assert not chains.are_apart


def test_the_bound_is_exact_where_the_purse_is_large_enough() -> None:
    facts = facts_of(two_chains(100))
    arrays, chains, _model = chains_of(facts)
    assert chains.are_apart
    apart = chains.plan()
    assert apart is not None
    assert [apart[i] for i in arrays.built.values()] == [1, 1]
    assert chains.least() == near(solve(facts).objective_musd) == near(100)


def test_a_decision_costs_its_own_chain() -> None:
    arrays, chains, _model = chains_of(facts_of(two_chains(100)))
    column = arrays.built["goods_plant"]
    assert chains.least([(column, 0.0, 0.0)]) == near(150)
    assert chains.least([(column, 1.0, 0.0)]) == math.inf


def test_the_bound_holds_where_the_purse_is_too_small() -> None:
    """One plant of two: the bound prices the purse, which half of each would fit into."""
    facts = facts_of(two_chains(50))
    _, chains, _model = chains_of(facts)
    assert chains.least() <= solve(facts).objective_musd + 1e-6 == near(150)


@pytest.mark.parametrize("seed", range(40))
def test_bounds_of_random_books_hold_at_any_prices(seed: int, tmp_path: Path) -> None:
    facts = Facts(load(random_book(seed, tmp_path / "book.xlsx")).case)
    try:
        least = solve(facts, gap=0).objective_musd
    except NoPlanError:
        return
    model, arrays = compiled(facts)
    tied, dual = ties(model, arrays), prices_of(arrays)
    random = np.random.default_rng(seed)
    for prices in (dual, 0 * dual, dual * random.uniform(0, 2, len(dual)), random.normal(0, 0.1, len(dual))):
        bound = Chains(arrays, tied, prices, Stop()).least()
        assert bound <= least + 1e-6 * max(1.0, abs(least))
    relaxed = Problem.of(arrays)
    relaxed.integral = np.zeros_like(arrays.integral)
    slack = SHARP_MUSD * len(parts(arrays, tied))
    assert Chains(arrays, tied, dual, Stop()).least() >= run(relaxed, Stop()).objective - slack


def test_a_bound_that_was_stopped_still_holds() -> None:
    model, arrays = compiled(facts_of(two_chains(100)))
    chains = Chains(arrays, ties(model, arrays), prices_of(arrays), Stop(deadline=0.0))
    assert chains.least() <= 100 + 1e-6
