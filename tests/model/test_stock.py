"""Stockpiles: buying, holding, release in a crisis, refill."""

from __future__ import annotations

from typing import Any

import pytest

from optimizer.errors import NoPlanError
from tests.tiny import (
    MILLION,
    Sheets,
    bought,
    cost,
    demand,
    event,
    near,
    project,
    rows,
    short,
    solved,
    supply,
    total_cost,
    world,
    years,
)

PILE = {"stockpile": "pile", "material": "goods", "home": "home", "max_t": 50}
LOST = event("lost", "outage", 1, country="far", first_year=2031, last_year=2031)


def crisis(settings: dict[str, Any] | None = None, *, chance: float = 0.5, **pile: Any) -> Sheets:
    """10 t a year at 1 from far, which is lost in 2031 with some probability, and a stockpile."""
    return {
        **world(years(2030, 2032, **(settings or {})), supply=[supply()]),
        "stockpiles": [PILE | pile],
        "scenarios": [{"scenario": "lost", "probability": chance}],
        "events": [LOST],
    }


def stock(plan: Any, scenario: str, column: str = "level_t") -> dict[int, float]:
    """A column of the table by year."""
    return {row["year"]: row[column] for row in rows(plan, "stockpiles", scenario=scenario)}


def test_a_crisis() -> None:
    """8 t fit in, holding costs 0.1: 30 + 8 + 2.4. Lost: 2 t missing in 2031, 8 t refilled, nothing held that year."""
    plan = solved(crisis(max_t=8, holding_usd_per_t=MILLION / 10))
    assert cost(plan) == near({"purchases": 38, "holding": 2.4})
    assert cost(plan, "lost") == near({"purchases": 28, "holding": 1.6, "shortage": 20, "refill": 8})
    assert plan.objective_musd == near((40.4 + 57.6) / 2)
    assert stock(plan, "lost") == near({2031: 0})
    assert stock(plan, "lost", "release_t") == near({2031: 8})


def test_too_unlikely() -> None:
    """A tonne in stock costs 1 and saves 10 − 1 of refill with 10 %, which is less than 1."""
    assert stock(solved(crisis(chance=0.1)), "base") == pytest.approx({2030: 0, 2031: 0, 2032: 0}, abs=1e-3)


def test_largest_purchase_and_opening_stock() -> None:
    """2 t to begin with and 3 t of 2030 meet the crisis: 5 t are missing."""
    plan = solved(crisis(opening_t=2, max_purchase_t=3))
    assert short(plan, "lost") == near({2031: 5})


def test_loss_begins_with_the_opening_stock() -> None:
    """Of 10 t a tenth is lost a year: 9 t at the end of 2030, 8.1 t to release in 2031."""
    plan = solved(crisis(opening_t=10, max_purchase_t=0, loss=0.1))
    assert stock(plan, "base") == near({2030: 9, 2031: 8.1, 2032: 7.29})
    assert short(plan, "lost") == near({2031: 1.9})


def test_refill_at_the_price_of_base_in_the_last_year_of_the_window() -> None:
    """A year of recovery ends the window in 2032, when goods cost 2 in base, whatever they cost in the scenario."""
    book = crisis({"recovery_years": 1, "discount_rate": 0.1}, opening_t=10, max_purchase_t=0)
    book["prices"] = [{"material": "goods", 2031: MILLION, 2032: 2 * MILLION}]
    book["events"].append(event("lost", "price", 3, first_year=2031, last_year=2032))
    plan = solved(book)
    assert cost(plan, "lost")["refill"] == near(10 * 2 / 1.21)


def test_no_release_without_a_disruption_of_the_material() -> None:
    """A plant that is late leaves 10 t missing although 10 t are in stock: a delay disrupts no material."""
    book = crisis(opening_t=10)
    book["supply"] = [supply(tonnes=0)]
    book["projects"] = [project("plant", status="committed", latest_start=2030)]
    book["events"] = [event("lost", "delay", 1, project="plant")]
    assert short(solved(book), "lost") == near({2030: 10})


@pytest.mark.parametrize(
    "disruption",
    [
        event("lost", "export_cut", 1, country="far", material="goods"),
        event("lost", "demand", 2, material="goods"),
        event("lost", "outage", 1, project="other"),
    ],
)
def test_what_disrupts_a_material(disruption: dict[str, Any]) -> None:
    """A cut, a surge, and the outage of a project that makes it: the 10 t in stock are released."""
    book = crisis(opening_t=10, max_purchase_t=0)
    book["supply"] = [supply(tonnes=10)]
    book["demand"][0][2031] = 20 if disruption["kind"] == "outage" else 10
    book["projects"] = [project("other", capex_musd=1000)]
    book["events"] = [disruption | {"first_year": 2031, "last_year": 2031}]
    assert stock(solved(book), "lost", "release_t") == near({2031: 10})


def test_release_goes_to_the_markets_served() -> None:
    """The pile at home serves away only: home misses its 10 t, away 4 t."""
    book = crisis(opening_t=6, max_purchase_t=0, serves="away")
    book["markets"].append({"market": "away"})
    book["demand"].append(demand("away"))
    assert short(solved(book), "lost", by="market") == near({"home": 10, "away": 4})


def test_purchases_draw_on_the_supply_of_the_home_market() -> None:
    """12 t arrive a year for 10 t of demand, so 2 t can be stocked in 2030."""
    book = crisis()
    book["supply"] = [supply(tonnes=12)]
    assert short(solved(book), "lost") == near({2031: 8})


def test_buying_is_suspended_in_a_crisis() -> None:
    """Goods cost 3 in 2032, so 4 t that serve another market are bought in 2031 and credited 90 % of 12 at the end.

    In the crisis of 2031 only 10 t arrive for 10 t of demand: nothing is bought then, and 4 t are refilled at 1.
    """
    book = crisis({"residual_stock_value": 0.9}, chance=0.1, max_t=4, serves="away")
    book["markets"].append({"market": "away"})
    book["prices"] = [{"material": "goods", 2031: MILLION, 2032: 3 * MILLION}]
    book["supply"] = [supply(tonnes=14)]
    book["demand"][0].update({2030: 14, 2031: 10})
    book["events"] = [LOST | {"value": 4 / 14}]
    plan = solved(book)
    assert stock(plan, "base", "plan_t") == near({2030: 0, 2031: 4, 2032: 0})
    assert stock(plan, "lost", "purchase_t") == near({2031: 0})
    assert total_cost(plan) == near(14 + 14 + 30 - 10.8)
    assert total_cost(plan, "lost") == near(14 + 10 + 30 - 10.8 + 4)


def test_residual_value() -> None:
    """The price triples to 3: 8 t bought at 1 in 2030 are worth 90 % of 24 at the end, 5 % discounted for two years."""
    book = world(
        years(2030, 2032, residual_stock_value=0.9, discount_rate=0.05),
        supply=[supply()],
        prices=[{"material": "goods", 2030: MILLION, 2031: 3 * MILLION}],
        stockpiles=[PILE | {"max_t": 8}],
    )
    plan = solved(book)
    assert cost(plan)["residual_stock"] == near(-21.6 / 1.05**2)
    assert plan.objective_musd == near(10 + 8 + 30 / 1.05 + 30 / 1.05**2 - 21.6 / 1.05**2)


def test_the_programme_counts_stock_at_its_price() -> None:
    """Cover of 146 days of 10 t is 4 t, bought for 2 each in 2031, when a dollar is worth 80 cents."""
    book = world(
        years(2030, 2031, discount_rate=0.25),
        supply=[supply()],
        prices=[{"material": "goods", 2030: 2 * MILLION}],
        stockpiles=[PILE],
        targets=[{"target": "cover", "metric": "min_cover_days", "material": "goods", "value": 146, "from_year": 2031}],
    )
    assert solved(book).programme_musd == near(4 * 2 * 0.8)


def stress(value: float, **more: Any) -> Sheets:
    """The crisis as a stress test of probability 0 in which at most a share may be missing."""
    target = {"target": "stress", "metric": "max_shortage", "subject": "lost", "value": value}
    return {**crisis(chance=0, max_t=8), "targets": [target | more]}


def test_a_stress_test_has_to_be_passed() -> None:
    """Half of 10 t may be missing: 5 t are stocked for 5, and the stress test weighs nothing."""
    plan = solved(stress(0.5))
    assert plan.objective_musd == near(35)
    assert short(plan, "lost") == near({2031: 5})


def test_a_stress_test_that_cannot_be_passed() -> None:
    """Of 10 t 8 fit in: at least 20 % are missing."""
    with pytest.raises(NoPlanError):
        solved(stress(0.1))


def test_a_soft_stress_test() -> None:
    """A penalty of 0.8 a tonne is cheaper than 1 for stock: 5 t too many are missing for 4, one of 1.2 is not."""
    plan = solved(stress(0.5, penalty=0.8 * MILLION))
    assert cost(plan) == near({"purchases": 30, "target_penalty": 4})
    assert cost(plan, "lost")["target_penalty"] == near(4)
    assert solved(stress(0.5, penalty=1.2 * MILLION)).objective_musd == near(35)


def test_operation_of_a_stress_test_is_the_cheapest() -> None:
    """It weighs nothing, and all the same nothing is missing that 8 t in stock and a tonne at 1.5 can replace."""
    book = crisis(chance=0, opening_t=8, max_purchase_t=0)
    book["supply"].append(supply("here", 1, premium=0.5))
    plan = solved(book)
    assert short(plan, "lost") == near({2031: 1})
    assert bought(plan, "lost") == near({"here": 1})
    assert total_cost(plan, "lost") == near(20 + 1.5 + 10 + 8)
