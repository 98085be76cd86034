"""What is reported among plans of equal objective, and how scenarios are operated that weigh nothing."""

from __future__ import annotations

import pytest

from tests.tiny import (
    MILLION,
    bought,
    event,
    grants,
    near,
    project,
    rows,
    short,
    solved,
    starts,
    supply,
    total_cost,
    world,
    years,
)


def test_nobody_is_granted_more_than_is_needed() -> None:
    """Grants cost the objective nothing; the gap is 20 − 5, so 15 and not 20 are granted."""
    book = world(
        {"viability": "yes"}, projects=[project("plant", opex_usd_per_t=MILLION / 2)], funders=[{"funder": "fund"}]
    )
    plan = solved(book)
    assert grants(plan) == near({"fund": 15})
    assert plan.expected_outlay_musd == near(15)


def test_no_grant_where_none_is_needed() -> None:
    """A plant for 5 that earns 5 needs nothing."""
    plant = project("plant", opex_usd_per_t=MILLION / 2, capex_musd=5)
    assert grants(solved(world({"viability": "yes"}, projects=[plant], funders=[{"funder": "fund"}]))) == {}


def test_a_floor_that_is_not_needed_is_not_granted() -> None:
    """Without a floor the plant earns 5 on 5; a floor of 2 would cost 10 and change nothing in the objective."""
    book = world(
        {"viability": "yes"},
        projects=[project("plant", opex_usd_per_t=MILLION / 2, capex_musd=5)],
        funders=[{"funder": "fund"}],
        price_floors=[{"material": "goods", "level": "high", "floor_usd_per_t": 2 * MILLION}],
    )
    plan = solved(book)
    assert rows(plan, "projects")[0]["price_floor"] is None
    assert plan.expected_outlay_musd == near(0)


@pytest.mark.parametrize(("floor", "level", "outlay"), [(1.2, "low", 2), (2.5, None, 15)])
def test_floor_or_grant_by_the_least_outlay(floor: float, level: str | None, outlay: float) -> None:
    """Capex 7 or 20 against 5. A floor of 1.2 costs 2 and closes a gap of 2; one of 2.5 costs 15 like the grant."""
    capex = 7 if level else 20
    book = world(
        {"viability": "yes"},
        projects=[project("plant", opex_usd_per_t=MILLION / 2, capex_musd=capex)],
        funders=[{"funder": "fund"}],
        price_floors=[{"material": "goods", "level": "low", "floor_usd_per_t": floor * MILLION}],
    )
    assert solved(book).expected_outlay_musd == near(outlay)


def test_the_cheaper_of_two_floors() -> None:
    """No grant is allowed. Floors of 2.5 and of 3 both close the gap of 15; the lower one costs 15 instead of 20."""
    book = world(
        {"viability": "yes"},
        projects=[project("plant", opex_usd_per_t=MILLION / 2, max_public_share=0)],
        funders=[{"funder": "fund"}],
        price_floors=[
            {"material": "goods", "level": "high", "floor_usd_per_t": 3 * MILLION},
            {"material": "goods", "level": "low", "floor_usd_per_t": 2.5 * MILLION},
        ],
    )
    plan = solved(book)
    assert rows(plan, "projects")[0]["price_floor"] == "low"
    assert plan.expected_outlay_musd == near(15)


def test_the_time_of_least_outlay() -> None:
    """Half of 20 is public, in 2030 or 2031; money of 2031 is worth 1/1.1: all of the 10 that are spent then."""
    book = world(
        years(2030, 2032, discount_rate=0.1),
        projects=[project("plant", build_years=2, latest_start=2030, min_public_share=0.5)],
        funders=[{"funder": "fund"}],
    )
    plan = solved(book)
    assert grants(plan, by="year") == near({2031: 10})
    assert plan.expected_outlay_musd == near(10 / 1.1)


def test_no_giver_more_than_needed() -> None:
    """one gives at least 60 % of 20 or nothing; 10 are needed, which two has: nobody gives 12."""
    book = world(
        projects=[project("plant", min_public_share=0.5)],
        funders=[{"funder": "one", "min_share": 0.6}, {"funder": "two"}],
    )
    assert grants(solved(book)) == near({"two": 10})


def test_starts_stay_as_found() -> None:
    """A plant that needs a grant of 15 and costs 20, one that needs none and costs 20.1: the objective comes first."""
    book = world(
        {"viability": "yes"},
        projects=[
            project("granted", opex_usd_per_t=MILLION / 2, capex_musd=20),
            project("free", opex_usd_per_t=0, capex_musd=25.1, life_years=1),
        ],
        funders=[{"funder": "fund"}],
    )
    assert starts(solved(book)) == {"granted": 2030}


def stressed(settings: dict[str, float] | None = None, chance: float = 0) -> dict[str, list[dict[object, object]]]:
    """far is lost; here sells at 2, there at 3, a tonne that is missing costs 10."""
    book = world(
        settings,
        supply=[supply(), supply("here", 4, premium=1), supply("there", 4, premium=2)],
        scenarios=[{"scenario": "lost", "probability": chance}],
        events=[event("lost", "outage", 1, country="far")],
    )
    book["countries"].append({"country": "there", "bloc": "ally"})
    return book


def test_a_scenario_that_weighs_nothing_is_operated_at_least_cost() -> None:
    """4 t at 2, 4 t at 3, 2 t missing: 8 + 12 + 20."""
    plan = solved(stressed())
    assert plan.objective_musd == near(10)
    assert bought(plan, "lost") == near({"here": 4, "there": 4})
    assert short(plan, "lost") == near({2030: 2})
    assert total_cost(plan, "lost") == near(40)


def test_a_scenario_outside_the_tail_is_operated_at_least_cost() -> None:
    """All weight is on the worst 10 %, which is the lost year with 20 %; base has no weight and still buys at 1."""
    plan = solved(stressed({"risk_weight": 1, "tail_probability": 0.1}, chance=0.2))
    assert plan.objective_musd == near(40)
    assert bought(plan) == near({"far": 10})
    assert total_cost(plan) == near(10)


def test_shadow_price_with_the_integers_fixed() -> None:
    """A plant of 5 t for 20; the next tonne at home, which the target asks for, costs 1 more than one from far."""
    book = world(
        projects=[project("plant", capacity_t=5)],
        supply=[supply(), supply("here", premium=1)],
        targets=[{"target": "home", "metric": "min_domestic_share", "material": "goods", "value": 0.7}],
    )
    plan = solved(book)
    # without the plant 7 t at 2 and 3 t at 1 are 17, with it 20 + 2·2 + 3
    assert starts(plan) == {}
    assert abs(rows(plan, "targets")[0]["shadow_price"]) == near(1)
