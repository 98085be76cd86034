from __future__ import annotations

from typing import Any

import pytest

from optimizer.case.business import BusinessPlan, is_exempt, support
from optimizer.case.sheets import PriceFloor
from tests.tiny import MILLION, event, facts_of, project, world, years

FLOOR = PriceFloor(material="goods", level="high", floor_usd_per_t=2.0, contract_years=10, payback=0.5)


@pytest.mark.parametrize(("price", "usd"), [(1.5, 0.5), (2, 0), (3, -0.5)])
def test_support(price: float, usd: float) -> None:
    """What is missing to 2 is paid, half of what is above it is paid back."""
    assert support(FLOOR, price) == usd
    assert support(None, price) == 0


def plan(settings: dict[str, Any] | None = None, level: str = "", **sheets: Any) -> BusinessPlan:
    """A plant of 20 decided in 2030: built in 2030, 10 t a year at a margin of 1 − 0.4 from 2031 to 2033."""
    plant = project("plant", build_years=1, life_years=3, opex_usd_per_t=0.4 * MILLION, latest_start=2030)
    book = world(
        {"viability": "yes", **years(2030, 2034, private_discount_rate=0.1, **(settings or {}))},
        projects=[plant],
        price_floors=[{"material": "goods", "level": "high", "floor_usd_per_t": 1.5 * MILLION, "contract_years": 2}],
    )
    return facts_of({**book, **sheets}).plans["plant", 2030, level]


def test_npv_and_gap() -> None:
    """6 in each of three years."""
    found = plan()
    assert found.npv_musd == pytest.approx(-20 + 6 / 1.1 + 6 / 1.21 + 6 / 1.331)
    assert found.gap_musd == pytest.approx(-(found.npv_musd or 0))
    assert found.topup_musd == {}


def test_floor_in_its_contract_years() -> None:
    """0.5 more on 10 t in 2031 and 2032: no gap, and 5 from the treasuries in either year."""
    found = plan(level="high")
    assert found.npv_musd == pytest.approx(-20 + 11 / 1.1 + 11 / 1.21 + 6 / 1.331)
    assert found.gap_musd == 0
    assert found.topup_musd == pytest.approx({("base", 2031): 5, ("base", 2032): 5})


def test_salvage() -> None:
    """A life of three years is used up by 2034; of a life of eight, four years are left."""
    assert plan({"salvage": "yes"}).npv_musd == plan().npv_musd
    longer = [project("plant", build_years=1, life_years=8, opex_usd_per_t=0.4 * MILLION)]
    found = plan({"salvage": "yes"}, projects=longer)
    earned = sum(6 / 1.1**n for n in range(1, 5))
    assert found.npv_musd == pytest.approx(-20 + earned + 10 / 1.1**4)


def test_no_price_no_business_plan() -> None:
    """Without viability a price may be missing."""
    found = plan({"viability": "no"}, prices=[])
    assert found.npv_musd is None
    assert found.gap_musd == 0


def test_idle_when_a_tonne_loses_money() -> None:
    """The price falls to 0.3 in 2032: fixed costs of 1 run on and nothing is sold; at a margin of 0 it is."""
    plant = [project("plant", build_years=1, life_years=3, opex_usd_per_t=0.4 * MILLION, fixed_opex_musd=1)]
    for price, earned in ((0.3, -1), (0.4, -1), (0.5, 0)):
        prices = [{"material": "goods", 2031: MILLION, 2032: price * MILLION, 2033: MILLION}]
        found = plan(projects=plant, prices=prices)
        assert found.npv_musd == pytest.approx(-20 + 5 / 1.1 + earned / 1.21 + 5 / 1.331)


def test_a_floor_keeps_a_plant_running_only_in_its_contract() -> None:
    """At a price of 0.3: with the floor a tonne earns 1.1, in 2033 without it the plant idles."""
    found = plan(level="high", prices=[{"material": "goods", 2030: 0.3 * MILLION}])
    assert found.npv_musd == pytest.approx(-20 + 11 / 1.1 + 11 / 1.21)
    assert found.topup_musd == pytest.approx({("base", 2031): 12, ("base", 2032): 12})


def scenarios(*events: dict[str, Any], chance: float = 0.25, **more: Any) -> BusinessPlan:
    """The business plan when something may happen."""
    return plan(scenarios=[{"scenario": "s", "probability": chance}], events=list(events), **more)


def test_expectation_over_scenarios() -> None:
    """With 25 % the price of 2032 is doubled: 16 instead of 6."""
    found = scenarios(event("s", "price", 2, first_year=2032, last_year=2032))
    assert found.npv_musd == pytest.approx(-20 + 6 / 1.1 + (6 + 0.25 * 10) / 1.21 + 6 / 1.331)


def test_a_stress_test_weighs_nothing() -> None:
    assert scenarios(event("s", "price", 2), chance=0).npv_musd == pytest.approx(plan().npv_musd)


def test_outage() -> None:
    """Half of 2032 is lost with 25 %."""
    found = scenarios(event("s", "outage", 0.5, project="plant", first_year=2032, last_year=2032))
    assert found.npv_musd == pytest.approx(-20 + 6 / 1.1 + (6 - 0.25 * 3) / 1.21 + 6 / 1.331)


def test_delay_moves_life_and_contract() -> None:
    """A year late, sales are from 2032 to 2034 and support is due in 2032 and 2033."""
    late = event("s", "delay", 1, project="plant")
    found = scenarios(late, chance=1)
    assert found.npv_musd == pytest.approx(-20 + 6 / 1.21 + 6 / 1.331 + 6 / 1.1**4)
    found = scenarios(late, chance=0.25, level="high")
    topups = {("base", 2031): 5, ("base", 2032): 5, ("s", 2032): 5, ("s", 2033): 5}
    assert found.topup_musd == pytest.approx(topups)


def test_support_depends_on_the_price_of_the_scenario() -> None:
    found = scenarios(event("s", "price", 0.5, first_year=2032, last_year=2032), level="high")
    assert found.topup_musd == pytest.approx({("base", 2031): 5, ("base", 2032): 5, ("s", 2032): 10})


@pytest.mark.parametrize(
    ("row", "exempt"),
    [({}, False), ({"status": "committed"}, True), ({"kind": "substitution"}, True), ({"kind": "mine"}, False)],
)
def test_exempt(row: dict[str, Any], exempt: bool) -> None:
    facts = facts_of(world(projects=[project("plant", **row)], funders=[{"funder": "fund"}]))
    assert is_exempt(facts.case.projects["plant"]) is exempt
    assert (facts.plans["plant", 2030, ""].gap_musd == 0) is exempt
