"""Budgets: years, carry-over, currencies, what counts as an outlay and what a public dollar costs."""

from __future__ import annotations

from typing import Any

import pytest

from optimizer.model import build
from optimizer.model.objective import scenario_cost
from tests.tiny import (
    MILLION,
    Sheets,
    cost,
    event,
    facts_of,
    grants,
    near,
    project,
    rows,
    short,
    solved,
    starts,
    supply,
    world,
    years,
)

FUND = {"funder": "fund"}


def public(settings: dict[str, Any] | None = None, **sheets: Any) -> Sheets:
    """A plant of 20 that is all public money, in 2030 to 2032."""
    plant = project("plant", min_public_share=1)
    return {**world(years(2030, 2032, **(settings or {})), projects=[plant], funders=[FUND]), **sheets}


def test_a_budget_is_for_its_year() -> None:
    """20 come together only in 2032: 12 in 2030 and 2031 are lost, and two years are missing."""
    plan = solved(public(budgets=[{"funder": "fund", 2030: 12, 2031: 12, 2032: 20}]))
    assert starts(plan) == {"plant": 2032}
    assert plan.objective_musd == near(220)


def test_carry_over() -> None:
    """12 and 12 make 24 in 2031; 4 are left then, 24 at the end."""
    funders = [FUND | {"carry_over": "yes"}]
    plan = solved(public(funders=funders, budgets=[{"funder": "fund", 2030: 12, 2031: 12, 2032: 20}]))
    assert starts(plan) == {"plant": 2031}
    assert [row["unspent_musd"] for row in rows(plan, "funding", scenario="base")] == near([12, 4, 24])


def test_nothing_is_carried_into_the_first_year_or_borrowed() -> None:
    """Money of 2029 is not there in 2030, and that of 2031 not before."""
    funders = [FUND | {"carry_over": "yes"}]
    plan = solved(public(funders=funders, budgets=[{"funder": "fund", 2029: 50, 2030: 5, 2031: 15}]))
    assert starts(plan) == {"plant": 2031}


@pytest.mark.parametrize(("millions", "built"), [(18.2, True), (18.1, False)])
def test_currency(millions: float, built: bool) -> None:
    """At 1.1 USD, 18.2 million EUR are 20.02 MUSD and 18.1 are 19.91."""
    book = public(
        funders=[FUND | {"currency": "EUR"}],
        currencies=[{"currency": "EUR", "usd": 1.1}],
        budgets=[{"funder": "fund", 2030: millions}],
    )
    assert bool(starts(solved(book))) is built


@pytest.mark.parametrize(("budgets", "built"), [([], True), ([{"funder": "fund", 2030: None}], False)])
def test_no_row_is_no_limit_and_an_empty_row_is_nothing(budgets: list[dict[Any, Any]], built: bool) -> None:
    """A funder without a row pays 20; one with an empty row pays nothing."""
    assert bool(starts(solved(public(budgets=budgets)))) is built


def test_budgets_are_not_interpolated() -> None:
    """20 in 2030 and 2032 leave 2031 without money."""
    book = public(budgets=[{"funder": "fund", 2030: 20, 2032: 20}])
    book["projects"][0]["earliest_start"] = 2031
    assert starts(solved(book)) == {"plant": 2032}


def test_public_funds_premium() -> None:
    """A public dollar costs 30 cents more, discounted like the dollar: 20 + 6 in 2030."""
    plan = solved(public({"public_funds_premium": 0.3}))
    assert cost(plan) == near({"capex": 20, "public_funds_premium": 6})


def test_public_money_is_spared_where_private_is_cheaper() -> None:
    """A premium of 50 %, half of 20 public at least: exactly 10 are given and cost 5."""
    book = public({"public_funds_premium": 0.5})
    book["projects"][0]["min_public_share"] = 0.5
    plan = solved(book)
    assert grants(plan) == near({"fund": 10})
    assert plan.objective_musd == near(25)


def test_purchases_for_stock_are_outlays() -> None:
    """6 of 10 t that are missing in 2032 can be bought for 3 a year: 3 t in each of 2030 and 2031, 4 t stay missing.

    In base goods come from far at 1; the scenario takes all of it in 2032. Certain: it is the only future.
    """
    book = world(
        years(2030, 2032, public_funds_premium=0.1),
        supply=[supply()],
        funders=[FUND],
        budgets=[{"funder": "fund", 2030: 3, 2031: 3}],
        stockpiles=[{"stockpile": "pile", "material": "goods", "home": "home", "max_t": 50, "funder": "fund"}],
        scenarios=[{"scenario": "lost", "probability": 1}],
        events=[event("lost", "outage", 1, country="far", first_year=2032)],
    )
    plan = solved(book)
    assert short(plan, "lost") == near({2032: 4})
    # 10 + 3 t bought in 2030 and 2031, premium 10 % of 6, 4 missing, 6 t refilled in 2032
    assert plan.objective_musd == near(26 + 0.6 + 40 + 6)


def test_a_budget_binds_at_the_price_of_the_scenario() -> None:
    """Cover of 146 days of 10 t is 4 t, which the fund can pay at 1; in the stress test goods cost 2 and it buys 2 t.

    Base: 10 t and 4 t at 1. The plan is suspended in part, not broken; refill is no outlay.
    """
    book = world(
        supply=[supply()],
        funders=[FUND],
        budgets=[{"funder": "fund", 2030: 4}],
        stockpiles=[{"stockpile": "pile", "material": "goods", "home": "home", "max_t": 50, "funder": "fund"}],
        targets=[{"target": "cover", "metric": "min_cover_days", "material": "goods", "value": 146}],
        scenarios=[{"scenario": "dear", "probability": 0}],
        events=[event("dear", "price", 2)],
    )
    plan = solved(book)
    assert plan.objective_musd == near(14)
    bought = {row["scenario"]: row["purchase_t"] for row in rows(plan, "stockpiles")}
    assert bought["base"] == near(4)
    assert bought["dear"] <= 2 + 1e-6


def test_carry_over_in_a_window_begins_with_what_base_has_left() -> None:
    """6 are left of 2030 and 6 come in 2031, when goods cost 3 in the scenario: 4 t are stocked and 6 missing."""
    book = world(
        years(2030, 2032),
        prices=[{"material": "goods", 2030: 20 * MILLION, 2031: MILLION}],
        demand=[{"material": "goods", "market": "home", "shortage_cost": 100 * MILLION, 2030: 0, 2031: 0, 2032: 10}],
        supply=[supply()],
        funders=[FUND | {"carry_over": "yes"}],
        budgets=[{"funder": "fund", 2030: 6, 2031: 6}],
        stockpiles=[{"stockpile": "pile", "material": "goods", "home": "home", "max_t": 50, "funder": "fund"}],
        scenarios=[{"scenario": "lost", "probability": 1}],
        events=[
            event("lost", "price", 3, first_year=2031, last_year=2031),
            event("lost", "outage", 1, country="far", first_year=2032),
        ],
    )
    plan = solved(book)
    assert short(plan, "lost") == near({2032: 6})
    assert [row["unspent_musd"] for row in rows(plan, "funding", scenario="lost")] == pytest.approx([0, 0], abs=1e-4)


def test_a_scenario_in_which_nothing_happens_has_money_of_base() -> None:
    """No event, no window: 5 of 2030 are left in 2031 also where another scenario has no years of its own."""
    book = public(
        funders=[FUND | {"carry_over": "yes"}],
        budgets=[{"funder": "fund", 2030: 5, 2031: 15}],
        scenarios=[{"scenario": "calm", "probability": 0.5}],
    )
    assert not list(build(facts_of(book)).future["calm"].outlays.brought)
    assert starts(solved(book)) == {"plant": 2031}


@pytest.mark.parametrize(("begins", "linked"), [(2030, ["fund"]), (2031, [])])
def test_a_scenario_alone_knows_what_it_begins_with_in_the_first_year_only(begins: int, linked: list[str]) -> None:
    """Nothing has been saved before the first year; later it is what base has left, which is not built."""
    facts = facts_of(
        world(
            years(2030, 2031),
            supply=[supply()],
            funders=[{"funder": "fund", "carry_over": "yes"}],
            budgets=[{"funder": "fund", 2030: 5, 2031: 5}],
            scenarios=[{"scenario": "crisis", "probability": 0.5}],
            events=[event("crisis", "outage", 0.5, country="far", first_year=begins)],
        )
    )
    alone = build(facts, ["crisis"])
    assert list(alone.future["crisis"].outlays.carried_from_base) == linked
    assert scenario_cost(alone, facts, "crisis")["purchases"] is not None
