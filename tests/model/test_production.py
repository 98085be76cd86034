"""Capacity over time, operation, and least use."""

from __future__ import annotations

from typing import Any

import pytest

from tests.tiny import (
    MILLION,
    Sheets,
    bought,
    cost,
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


def output(plan: Any, scenario: str = "base") -> dict[int, float]:
    """Tonnes by year."""
    return {row["year"]: row["run_t"] for row in rows(plan, "production", scenario=scenario) if row["run_t"]}


def capacity(plan: Any, scenario: str = "base") -> dict[int, float]:
    """Tonnes by year."""
    return {row["year"]: row["capacity_t"] for row in rows(plan, "production", scenario=scenario)}


def test_ramp() -> None:
    """2 t, 6 t and then 10 t a year: 8 and 4 are missing."""
    book = world(
        years(2030, 2033),
        projects=[project("plant", ramp_profile="slow")],
        profiles=[{"profile": "slow", 1: 0.2, 2: 0.6, 3: 1}],
    )
    plan = solved(book)
    assert output(plan) == near({2030: 2, 2031: 6, 2032: 10, 2033: 10})
    assert plan.objective_musd == near(20 + 120)


def test_fixed_costs_run_at_ramp_0() -> None:
    """A trial year without output costs its fixed 1 as well."""
    book = world(
        years(2030, 2031),
        projects=[project("plant", ramp_profile="trial", fixed_opex_musd=1)],
        profiles=[{"profile": "trial", 1: 0, 2: 1}],
    )
    assert cost(solved(book)) == near({"capex": 20, "fixed_opex": 2, "shortage": 100})


def disturbed(events: list[dict[str, Any]], settings: dict[str, Any] | None = None, **plant: Any) -> Sheets:
    """A plant with fixed costs of 1 in 2030 to 2032, decided in 2030, and a scenario of probability 0."""
    return world(
        years(2030, 2032, **(settings or {})),
        projects=[project("plant", fixed_opex_musd=1, status="committed", latest_start=2030, **plant)],
        scenarios=[{"scenario": "s", "probability": 0}],
        events=events,
    )


@pytest.mark.parametrize(
    "named", [{"project": "plant"}, {"country": "here"}, {"country": "here", "material": "goods"}, {}]
)
def test_outage(named: dict[str, Any]) -> None:
    """60 % of the plant is out in 2031 by whatever name: 6 t are missing, fixed costs run on."""
    plan = solved(disturbed([event("s", "outage", 0.6, first_year=2031, last_year=2031, **named)]))
    assert capacity(plan, "s") == near({2031: 4})
    assert cost(plan, "s") == near({"capex": 20, "fixed_opex": 3, "shortage": 60})


def test_outages_multiply() -> None:
    """Half of half is left."""
    events = [event("s", "outage", 0.5, project="plant"), event("s", "outage", 0.5, country="here")]
    assert capacity(solved(disturbed(events)), "s") == near(dict.fromkeys((2030, 2031, 2032), 2.5))


def test_an_outage_of_a_material_stops_no_co_product() -> None:
    """The plant makes goods beside iron: an outage of goods in the country leaves it alone."""
    book = disturbed([event("s", "outage", 1, country="here", material="goods")], product="iron")
    book["materials"].append({"material": "iron", "stage": "processing"})
    book["recipes"] = [{"project": "plant", "material": "goods", "t_per_t": 0.5}]
    assert short(solved(book), "s") == near({2030: 5, 2031: 5, 2032: 5})


def test_recovery_years() -> None:
    """An outage of 2030 opens a window to 2031 when a year is needed to recover; 2032 is as planned."""
    plan = solved(disturbed([event("s", "outage", 1, project="plant", last_year=2030)], {"recovery_years": 1}))
    assert capacity(plan, "s").keys() == {2031}
    assert [(row["from_year"], row["to_year"]) for row in rows(plan, "scenarios", scenario="s")] == [(2030, 2031)]
    assert total_cost(plan, "s") == near(123)


def test_delay() -> None:
    """A year late: 10 t are missing in 2030, and fixed costs begin in 2031."""
    plan = solved(disturbed([event("s", "delay", 1, project="plant")]))
    assert cost(plan, "s") == near({"capex": 20, "fixed_opex": 2, "shortage": 100})


def test_delays_add_up() -> None:
    """One by project and one by country are two."""
    plan = solved(disturbed([event("s", "delay", 1, project="plant"), event("s", "delay", 1, country="here")]))
    assert output(plan, "s") == near({2032: 10})


def test_a_delay_moves_the_ramp_and_the_life() -> None:
    """Two years of life at 50 % and 100 %: 5 and 10 in 2030 and 2031 become 5 and 10 in 2031 and 2032."""
    book = disturbed([event("s", "delay", 1, project="plant")], life_years=2, ramp_profile="slow")
    book["profiles"] = [{"profile": "slow", 1: 0.5, 2: 1}]
    plan = solved(book)
    assert output(plan) == near({2030: 5, 2031: 10})
    assert output(plan, "s") == near({2031: 5, 2032: 10})


def least_use(events: list[dict[str, Any]]) -> Any:
    """A committed plant of 3 MUSD/t that has to run at 40 %, supply at 1, and a stress test."""
    book = world(
        projects=[project("plant", opex_usd_per_t=3 * MILLION, min_utilisation=0.4, status="committed")],
        supply=[supply()],
        scenarios=[{"scenario": "s", "probability": 0}],
        events=events,
    )
    return solved(book)


def test_least_use() -> None:
    """4 t at 3 and 6 t at 1."""
    plan = least_use([event("s", "price", 1.5)])
    assert plan.objective_musd == near(20 + 12 + 6)
    assert output(plan, "s") == near({2030: 4})


@pytest.mark.parametrize(
    "disruption",
    [
        event("s", "outage", 0.1, country="far", material="goods"),
        event("s", "export_cut", 0.1),
        event("s", "demand", 1.01),
    ],
)
def test_least_use_is_waived_where_its_material_is_disrupted(disruption: dict[str, Any]) -> None:
    """Supply is left at 1, so the plant stands still."""
    assert output(least_use([disruption]), "s") == {}


def test_least_use_of_what_is_left() -> None:
    """A ramp of 50 % has to run at 40 % of that: 2 t."""
    book = world(
        projects=[project("plant", min_utilisation=0.4, status="committed", ramp_profile="r", opex_usd_per_t=3e6)],
        profiles=[{"profile": "r", 1: 0.5}],
        supply=[supply()],
    )
    assert output(solved(book)) == near({2030: 2})


def test_inputs_and_co_products() -> None:
    """Per tonne 2 t of ore go in and 0.5 t of slag come out; 3 t of slag are wanted, what is over is dropped.

    10 t of goods: ore 20 at 0.1, capex 20, slag 5 ≥ 3.
    """
    book = world(
        projects=[project("plant")],
        recipes=[{"project": "plant", "material": "ore", "t_per_t": -2},
                 {"project": "plant", "material": "slag", "t_per_t": 0.5}],
    )  # fmt: skip
    book["materials"] += [{"material": m, "stage": "processing"} for m in ("ore", "slag")]
    book["prices"].append({"material": "ore", 2030: MILLION / 10})
    book["demand"].append({"material": "slag", "market": "home", "shortage_cost": MILLION, 2030: 3})
    book["supply"] = [{"material": "ore", "country": "far", 2030: 100}]
    plan = solved(book)
    assert plan.objective_musd == near(22)
    assert bought(plan, by="material") == near({"goods": 10, "ore": 20, "slag": 3})


def test_scarce_inputs_limit_output() -> None:
    """8 t of ore make 4 t of goods."""
    book = world(projects=[project("plant")], recipes=[{"project": "plant", "material": "ore", "t_per_t": -2}])
    book["materials"].append({"material": "ore", "stage": "extraction"})
    book["prices"].append({"material": "ore", 2030: 0})
    book["supply"] = [{"material": "ore", "country": "far", 2030: 8}]
    plan = solved(book)
    assert output(plan) == near({2030: 4})
    assert plan.objective_musd == near(20 + 60)
