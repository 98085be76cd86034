"""Shadow prices are what a small change is worth, with the projects as decided."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from optimizer.why.prices import Prices
from tests.tiny import MILLION, Sheets, demand, event, near, project, supply, world, years
from tests.why.worlds import explained, solution_of, table

STEP = 0.25


def stocked(carry: str = "no", scenario: bool = True, **budgets: float) -> Sheets:
    """A fund buys stock at 1 MUSD a tonne, less than a soft target wants; in a bad future it costs a fifth more."""
    prices = {2030: MILLION, 2031: MILLION, 2032: MILLION}
    funds = {2030: 2.0, 2031: 3.0, 2032: 1.0, **{int(y.removeprefix("y")): v for y, v in budgets.items()}}
    sheets = world(
        years(2030, 2032, public_funds_premium=0.1),
        prices=[{"material": "goods", **prices}],
        demand=[demand()],
        supply=[supply(premium=-0.5)],
        funders=[{"funder": "fund", "name": "The Fund", "carry_over": carry}],
        budgets=[{"funder": "fund", **funds}],
        stockpiles=[{"stockpile": "pile", "material": "goods", "home": "home", "funder": "fund", "max_t": 100}],
        targets=[
            {"target": "cover", "metric": "min_cover_days", "material": "goods", "market": "home", "value": 365}
            | {"penalty": 4 * MILLION}
        ],
    )
    if scenario:
        sheets["scenarios"] = [{"scenario": "dear", "probability": 0.25}]
        sheets["events"] = [event("dear", "price", 1.2, first_year=2031, last_year=2032, country="*", material="goods")]
    return sheets


@pytest.mark.parametrize("carry", ["no", "yes"])
@pytest.mark.parametrize("year", [2030, 2031, 2032])
def test_a_budget_is_worth_what_more_of_it_saves(carry: str, year: int) -> None:
    solution = solution_of(stocked(carry))
    budget = {2030: 2.0, 2031: 3.0, 2032: 1.0}[year]
    more = solution_of(stocked(carry, **{f"y{year}": budget + STEP}))
    less = solution_of(stocked(carry, **{f"y{year}": budget - STEP}))
    price = Prices(solution).budgets["fund", year].per_musd
    up, down = solution.objective_musd - more.objective_musd, less.objective_musd - solution.objective_musd
    assert up / STEP == near(price) == near(down / STEP)
    assert price > 1


def test_the_scenarios_in_which_a_budget_binds_are_named() -> None:
    rows = table(explained(stocked()), "binding_budgets")
    assert [row["year"] for row in rows] == [2030, 2031, 2032]
    assert all(row["binds"] and row["name"] == "The Fund" for row in rows)
    assert [row["outlay_musd"] for row in rows] == [near(2), near(3), near(1)]
    assert "Dear" in rows[1]["where"]


def test_a_budget_with_money_left_is_worth_nothing() -> None:
    rows = table(explained(stocked(y2032=50.0)), "binding_budgets")
    last = rows[-1]
    assert (last["binds"], last["per_musd"], last["where"]) == (False, 0.0, "")


def test_private_money_binds() -> None:
    rows = [project("plant", capex_musd=20)]
    money: dict[str, Any] = {"funders": [{"funder": "fund", "max_share": 0.5}]}
    sheets = world({"public_funds_premium": 0.3}, projects=rows, budgets=[{"funder": "private", 2030: 12}], **money)
    solution = solution_of(sheets)
    price = Prices(solution).budgets["private", 2030]
    assert price.per_musd == near(0.3)
    row = table(explained(solution), "binding_budgets")[0]
    assert (row["name"], row["outlay_musd"], row["unspent_musd"]) == ("Private money", near(12), near(0))


def shared(value: float) -> Sheets:
    """Half of 10 t has to come from home, where a tonne costs 3 MUSD; 1 MUSD elsewhere."""
    target = {"target": "own", "metric": "min_domestic_share", "material": "goods", "market": "home", "value": value}
    rows = [supply(), supply("here", 8, premium=2)]
    return world(projects=[project("off", status="excluded")], supply=rows, targets=[target])


def test_a_target_is_worth_what_room_saves() -> None:
    prices = Prices(solution_of(shared(0.5))).targets["own"]
    assert [price.per_unit_musd for price in prices] == [near(2)]  # a tonne from elsewhere costs 2 less
    assert prices[0].reference == near(10)
    looser = solution_of(shared(0.49)).objective_musd
    assert prices[0].per_value_musd * 0.01 == near(solution_of(shared(0.5)).objective_musd - looser)


def test_the_table_of_targets_says_what_a_point_saves() -> None:
    row = table(explained(shared(0.5)), "binding_targets")[0]
    assert (row["state"], row["binding"], row["missed"], row["hard"]) == ("binds", 1, 0, True)
    assert (row["per_unit_usd"], row["per_step_musd"], row["step"]) == (near(2e6), near(0.2), "50 % → 49 %")
    assert row["words"] == "Held, and it binds. One point looser saves about 0.2 MUSD."
    assert table(explained(shared(0)), "binding_targets")[0]["state"] == "held with room"


def test_shadow_prices_that_are_not_known_are_said_to_be_so() -> None:
    solution = solution_of(shared(0.5))
    assert "shadow prices" not in explained(solution).facts
    unknown = explained(replace(solution, row_duals=np.full_like(solution.row_duals, np.nan)))
    assert unknown.facts["shadow prices"].startswith("not known")
    row = table(unknown, "binding_targets")[0]
    assert (row["binding"], row["words"]) == (0, "Held.")
    poor = solution_of(stocked())
    blind = explained(replace(poor, row_duals=np.full_like(poor.row_duals, np.nan)))
    assert "Which budgets bind is not known for this plan." in [r["words"] for r in table(blind, "overview")]


def test_a_target_that_whole_projects_hold_does_not_bind_with_the_projects_as_decided() -> None:
    """The plant is built for half of its output only; without the target nobody would build it."""
    target = {"target": "own", "metric": "min_domestic_share", "material": "goods", "market": "home", "value": 0.5}
    sheets = world(projects=[project("plant", capex_musd=15)], supply=[supply()], targets=[target])
    row = table(explained(sheets), "binding_targets")[0]
    assert row["words"] == "Held; with the projects as decided a looser value would change nothing."


def test_a_budget_that_is_spent_and_does_not_bind_is_not_said_to_be_left() -> None:
    """The other funder has nothing to give and nobody to give to: more would change nothing."""
    sheets = stocked()
    sheets["funders"].append({"funder": "other"})
    sheets["budgets"].append({"funder": "other", 2030: 0})
    words = next(r["words"] for r in table(explained(sheets), "overview") if r["about"] == "budgets")
    assert words.startswith("Budgets that bind, and what 1 MUSD more would save in their best year: The Fund (")
    assert words.endswith(". In no year: other.")
