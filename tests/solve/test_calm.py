"""What a disruption costs apart from what prices do."""

from __future__ import annotations

from optimizer.case.facts import Facts
from optimizer.solve.calm import disruption_costs
from optimizer.solve.search import solve
from tests.tiny import MILLION, Sheets, event, facts_of, near, supply, world, years

SCENARIO = [{"scenario": "bad", "probability": 0.1}]
SUPPLY = [supply(tonnes=10)]


def costs(sheets: Sheets) -> tuple[dict[str, float | None], Facts]:
    facts = facts_of(sheets)
    return disruption_costs(facts, solve(facts).model), facts


def test_a_price_alone_disrupts_nothing() -> None:
    dearer = [event("bad", "price", 3, material="goods", country="*")]
    found, _ = costs(world(supply=SUPPLY, scenarios=SCENARIO, events=dearer))
    assert found == {"base": 0, "bad": near(0)}


def test_a_cut_costs_the_shortage_less_the_purchases_at_the_prices_of_the_scenario() -> None:
    # 10 t are missing at 10 MUSD each; undisturbed, they would have been bought at 3 MUSD each
    events = [
        event("bad", "price", 3, material="goods", country="*"),
        event("bad", "export_cut", 1, material="goods", country="far"),
    ]
    found, _ = costs(world(supply=SUPPLY, scenarios=SCENARIO, events=events))
    assert found["bad"] == near(10 * (10 - 3))


def test_a_delay_costs_what_the_plant_would_have_saved() -> None:
    # built in 2030, it makes 10 t a year from 2031; a year late, those of 2031 are missing
    plant = {"project": "plant", "country": "here", "kind": "plant", "product": "goods", "capacity_t": 10,
             "capex_musd": 20, "build_years": 1, "life_years": 10, "latest_start": 2030}  # fmt: skip
    events = [{"scenario": "bad", "kind": "delay", "project": "plant", "value": 1}]
    found, _ = costs(world(years(2030, 2032), projects=[plant], scenarios=SCENARIO, events=events))
    assert found["bad"] == near(100)


def test_a_rise_in_demand_is_a_disruption() -> None:
    events = [event("bad", "demand", 1.5, material="goods", market="home")]
    found, _ = costs(world(supply=SUPPLY, scenarios=SCENARIO, events=events))
    assert found["bad"] == near(5 * 10)


def test_a_floor_that_the_budget_could_not_pay_without_the_outage_does_not_matter() -> None:
    settings = {"viability": "yes"}
    sheets = world(
        settings,
        projects=[{"project": "plant", "country": "here", "kind": "plant", "product": "goods", "capacity_t": 10,
                   "capex_musd": 1, "life_years": 10, "status": "committed"}],
        funders=[{"funder": "fund"}],
        budgets=[{"funder": "fund", 2030: 1}],
        price_floors=[{"material": "goods", "level": "high", "floor_usd_per_t": 2 * MILLION}],
        scenarios=SCENARIO,
        events=[event("bad", "price", 0.5, material="goods", country="*"),
                event("bad", "outage", 1, material="goods", country="here")],
    )  # fmt: skip
    found, _ = costs(sheets)
    assert found["bad"] == near(100)
