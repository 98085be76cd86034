"""Grants close the gap of the business plan, at the private rate."""

from __future__ import annotations

from typing import Any

import pytest

from tests.tiny import MILLION, Sheets, event, grants, near, project, rows, solved, starts, world, years

HALF = 0.5 * MILLION


def business(settings: dict[str, Any] | None = None, *, plant: dict[str, Any] | None = None, **sheets: Any) -> Sheets:
    """A plant of 20 that earns 0.5 on each of 10 t a year, and a fund."""
    row = project("plant", **{"opex_usd_per_t": HALF, **(plant or {})})
    book = world({"viability": "yes", **(settings or {})}, projects=[row])
    return {**book, "funders": [{"funder": "fund"}], **sheets}


def gap(plan: Any) -> float:
    """The gap of the only project that is built."""
    return rows(plan, "projects")[0]["gap_musd"]


def test_a_gap_closed_by_a_grant() -> None:
    """20 − 5 = 15; the plant costs 20 + 5."""
    plan = solved(business())
    assert gap(plan) == near(15)
    assert grants(plan) == near({"fund": 15})
    assert plan.objective_musd == near(25)


@pytest.mark.parametrize(("budget", "built"), [(15, True), (14.9, False)])
def test_a_gap_that_cannot_be_closed(budget: float, built: bool) -> None:
    """15 is enough and 14.9 is not."""
    assert bool(starts(solved(business(budgets=[{"funder": "fund", 2030: budget}])))) is built


def test_a_small_gap_is_one_too() -> None:
    """5.5 − 5 = 0.5."""
    assert grants(solved(business(plant={"capex_musd": 5.5}))) == near({"fund": 0.5})


def test_viability_off() -> None:
    """No grant; the gap is reported all the same."""
    plan = solved(business({"viability": "no"}))
    assert grants(plan) == {}
    assert gap(plan) == near(15)


def test_private_rate() -> None:
    """10 in 2030 and 2031, 5 in 2032 at 10 %: gap = 10 + 10/1.1 − 5/1.21 = 14.9587.

    A grant of 2031 closes 1/1.1 and costs the public 1/1.05, so 10 are given in 2030, then 4.9587·1.1 in 2031.
    """
    settings = years(2030, 2032, discount_rate=0.05, private_discount_rate=0.1)
    plan = solved(business(settings, plant={"build_years": 2}))
    missing = 10 + 10 / 1.1 - 5 / 1.21
    assert gap(plan) == near(missing)
    assert grants(plan, by="year") == pytest.approx({2030: 10, 2031: (missing - 10) * 1.1}, abs=1e-4)


def test_salvage_counts_at_the_private_rate() -> None:
    """Of ten years two are used by 2031: gap = 20 − 5 − 5/1.1 − 16/1.1 < 0, nothing to close."""
    settings = years(2030, 2031, private_discount_rate=0.1, salvage="yes")
    plan = solved(business(settings))
    assert rows(plan, "projects")[0]["npv_musd"] == near(-20 + 5 + 21 / 1.1)
    assert grants(plan) == {}


def test_a_loss_on_every_tonne_idles_in_the_business_plan() -> None:
    """At 2 MUSD/t opex the owner would idle: the gap is capex and the fixed cost, 21, more than may be given."""
    book = business(plant={"opex_usd_per_t": 2 * MILLION, "fixed_opex_musd": 1})
    plan = solved(book)
    assert starts(plan) == {}
    assert rows(plan, "business_plans")[0]["gap_musd"] == near(21)


def test_inputs_and_further_outputs_count() -> None:
    """A tonne takes 0.2 t of ore at 0.5 and gives 0.1 t of slag at 2: margin 1 − 0.5 − 0.1 + 0.2 = 0.6, gap 14."""
    book = business(recipes=[{"project": "plant", "material": "ore", "t_per_t": -0.2},
                             {"project": "plant", "material": "slag", "t_per_t": 0.1}])  # fmt: skip
    book["materials"] += [{"material": "ore", "stage": "extraction"}, {"material": "slag", "stage": "processing"}]
    book["prices"] += [{"material": "ore", 2030: HALF}, {"material": "slag", 2030: 2 * MILLION}]
    book["supply"] = [{"material": "ore", "country": "far", 2030: 2}]
    plan = solved(book)
    assert grants(plan) == near({"fund": 14})
    assert plan.objective_musd == near(20 + 5 + 1)


def test_scenarios_weigh_in_the_business_plan() -> None:
    """With a chance of 20 % the price is 3 and a tonne earns 2.5: gap = 20 − 0.8·5 − 0.2·25 = 11."""
    book = business(scenarios=[{"scenario": "dear", "probability": 0.2}], events=[event("dear", "price", 3)])
    assert grants(solved(book)) == near({"fund": 11})


def test_outages_and_delays_weigh_in_the_business_plan() -> None:
    """Three years of 5. A lost 2031 with 40 %, a year of delay with 10 %: gap = 20 − 15 + 0.4·5 + 0.1·5 = 7.5."""
    book = business(
        years(2030, 2032),
        plant={"latest_start": 2030},
        scenarios=[{"scenario": "out", "probability": 0.4}, {"scenario": "late", "probability": 0.1}],
        events=[event("out", "outage", 1, project="plant", first_year=2031, last_year=2031),
                event("late", "delay", 1, project="plant")],
    )  # fmt: skip
    assert grants(solved(book)) == near({"fund": 7.5})


@pytest.mark.parametrize("exempt", [{"status": "committed"}, {"kind": "substitution", "min_public_share": 0}])
def test_exempt_projects(exempt: dict[str, Any]) -> None:
    """Nothing is asked of what is committed, nor of research; the gap is reported as 0."""
    plan = solved(business(plant=exempt))
    assert starts(plan) == {"plant": 2030}
    assert grants(plan) == {}
    assert gap(plan) == 0
