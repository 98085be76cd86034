"""A plan that was written before is explained without a search."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from optimizer.plan.json import as_text, plan_document
from optimizer.plan.projects import starts_found
from optimizer.plan.stored import plan_from
from optimizer.why.again import solved_again
from optimizer.why.prices import Prices
from tests.tiny import MILLION, Sheets, near, plan_of, project, world
from tests.why.test_prices import stocked
from tests.why.worlds import solution_of


def supported() -> Sheets:
    """Two plants of which each needs a floor and grants of one side; one funder gives at least a third or nothing."""
    rows = [project(name, capex_musd=capex) for name, capex in (("one", 20), ("two", 25))]
    funders: list[dict[str, Any]] = [
        {"funder": "small", "partner": "home", "max_share": 0.5},
        {"funder": "choosy", "partner": "home", "min_share": 0.33},
        {"funder": "abroad", "partner": "away"},
    ]
    return world(
        {"viability": "yes", "joint_funding": "no", "public_funds_premium": 0.1},
        projects=rows,
        markets=[{"market": "home", "partner": "yes"}, {"market": "away", "partner": "yes"}],
        prices=[{"material": "goods", 2030: MILLION}],
        price_floors=[{"material": "goods", "level": "high", "floor_usd_per_t": 1.5 * MILLION}],
        funders=funders,
        budgets=[{"funder": f["funder"], 2030: 9} for f in funders],
    )


@pytest.mark.parametrize("sheets", [supported(), stocked(), stocked("yes")])
def test_the_same_point_and_the_same_shadow_prices(sheets: Sheets) -> None:
    solution = solution_of(sheets)
    plan = plan_from(as_text(plan_document(plan_of(solution))))
    again = solved_again(solution.facts, plan)
    assert again is not None
    assert again.objective_musd == near(solution.objective_musd)
    assert starts_found(again.model, again.facts) == starts_found(solution.model, solution.facts)
    before, after = Prices(solution).budgets, Prices(again).budgets
    assert {k: p.per_musd for k, p in after.items()} == near({k: p.per_musd for k, p in before.items()})


def test_a_plan_of_other_costs_is_not_taken() -> None:
    solution = solution_of(stocked())
    plan = plan_of(solution)
    assert solved_again(solution.facts, replace(plan, objective_musd=plan.objective_musd + 1)) is None
