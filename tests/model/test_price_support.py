"""Price floors: what they are worth to the owner and what they cost the treasuries."""

from __future__ import annotations

from typing import Any

import pytest

from tests.tiny import MILLION, Sheets, event, near, project, rows, solved, starts, totals, world, years

FLOOR = {"material": "goods", "level": "high", "floor_usd_per_t": 2 * MILLION}


def supported(settings: dict[str, Any] | None = None, floor: dict[str, Any] | None = None, **sheets: Any) -> Sheets:
    """A plant of 20 without grants that earns 5 in each of 2030 and 2031, and 15 under a floor of 2 MUSD/t."""
    plant = project("plant", opex_usd_per_t=0.5 * MILLION, max_public_share=0, latest_start=2030)
    return {
        **world({"viability": "yes", **years(2030, 2031), **(settings or {})}, projects=[plant]),
        "funders": [{"funder": "fund"}],
        "price_floors": [FLOOR | (floor or {})],
        **sheets,
    }


def topups(plan: Any, scenario: str = "base", by: Any = "year") -> dict[Any, float]:
    """Price support in MUSD."""
    return totals(plan, "price_support", by, "topup_musd", scenario=scenario)


def test_a_floor_makes_a_project_viable() -> None:
    """2·15 ≥ 20; the floor pays 1 on each of 10 t in either year. Capex and opex: 20 + 10."""
    plan = solved(supported())
    assert rows(plan, "projects")[0]["price_floor"] == "high"
    assert rows(plan, "projects")[0]["npv_musd"] == near(10)
    assert topups(plan) == near({2030: 10, 2031: 10})
    assert plan.objective_musd == near(30)
    assert plan.programme_musd == near(40)


def test_without_a_floor_there_is_none() -> None:
    """2·5 < 20, and no grant is allowed."""
    assert starts(solved(supported(price_floors=[]))) == {}


@pytest.mark.parametrize(("budget", "built"), [(10, True), (9.9, False)])
def test_support_is_paid_from_budgets(budget: float, built: bool) -> None:
    """10 a year, also where less is delivered than planned."""
    book = supported(budgets=[{"funder": "fund", 2030: budget, 2031: budget}])
    book["demand"][0][2030] = 5
    assert bool(starts(solved(book))) is built


def test_only_funders_that_pay_price_support() -> None:
    """A fund that does not, and one that may not fund plants: nobody pays."""
    funders = [{"funder": "fund", "price_support": "no"}, {"funder": "other"}]
    rules = [{"funder": "other", "kind": "plant", "max_share": 0}]
    assert starts(solved(supported(funders=funders, funding_rules=rules))) == {}
    assert topups(solved(supported(funders=funders)), by="funder") == near({"other": 20})


def test_contract_years() -> None:
    """15 in the first year and 5 in the second are just 20; the third year is not needed."""
    plan = solved(supported(floor={"contract_years": 1}))
    assert topups(plan) == near({2030: 10})
    assert rows(plan, "projects")[0]["npv_musd"] == near(0)


def test_payback() -> None:
    """Price 1 in 2030 and 3 in 2031, floor 2, half is paid back: 15 + (25 − 5) − 20 = 15; 10 are paid, none return."""
    book = supported(floor={"payback": 0.5}, prices=[{"material": "goods", 2030: MILLION, 2031: 3 * MILLION}])
    plan = solved(book)
    # without a floor it is viable too: 5 + 25 ≥ 20, so the floor is not granted
    assert topups(plan) == {}
    book["projects"][0]["capex_musd"] = 35
    plan = solved(book)
    assert rows(plan, "projects")[0]["npv_musd"] == near(0)
    assert topups(plan) == near({2030: 10})


@pytest.mark.parametrize(("payback", "built"), [(0.5, True), (0.6, False)])
def test_payback_can_make_a_floor_useless(payback: float, built: bool) -> None:
    """15 + 25 − payback·10 against 35."""
    book = supported(floor={"payback": payback}, prices=[{"material": "goods", 2030: MILLION, 2031: 3 * MILLION}])
    book["projects"][0]["capex_musd"] = 35
    assert bool(starts(solved(book))) is built


def test_a_floor_that_lets_an_idle_plant_run() -> None:
    """Opex 1.5: a tonne loses 0.5 without the floor and earns 0.5 with it; capex 10 is just earned in two years."""
    book = supported()
    book["projects"][0].update(opex_usd_per_t=1.5 * MILLION, capex_musd=10)
    plan = solved(book)
    assert topups(plan) == near({2030: 10, 2031: 10})
    assert plan.objective_musd == near(40)


def test_no_support_where_a_tonne_loses_money_all_the_same() -> None:
    """Opex 2.1 under a floor of 2: the owner idles and nothing is paid; capex of 0 makes it viable."""
    book = supported()
    book["projects"][0].update(opex_usd_per_t=2.1 * MILLION, capex_musd=0)
    plan = solved(book)
    assert topups(plan) == {}
    assert plan.objective_musd == near(42)


def test_support_in_a_scenario_at_its_own_price() -> None:
    """In the slump of 2031 the price is 0.5, so the floor pays 1.5 on 10 t; planned output is halved by an outage."""
    events = [event("slump", "price", 0.5, first_year=2031)]
    plan = solved(supported(scenarios=[{"scenario": "slump", "probability": 0.1}], events=events))
    assert topups(plan, "slump") == near({2031: 15})
    events.append(event("slump", "outage", 0.5, project="plant", first_year=2031))
    plan = solved(supported(scenarios=[{"scenario": "slump", "probability": 0.1}], events=events))
    assert topups(plan, "slump") == near({2031: 7.5})


def test_without_joint_funding_one_partner_pays_support() -> None:
    """10 a year from two funds of 6 and 6: only together."""
    funders = [{"funder": "one", "partner": "home"}, {"funder": "two", "partner": "away"}]
    budgets = [{"funder": f, 2030: 6, 2031: 6} for f in ("one", "two")]
    for joint in ("yes", "no"):
        book = supported({"joint_funding": joint}, funders=funders, budgets=budgets)
        book["markets"].append({"market": "away", "partner": "yes"})
        assert bool(starts(solved(book))) is (joint == "yes")
