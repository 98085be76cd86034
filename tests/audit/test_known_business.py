"""Business plans as the audit works them out: each figure by hand."""

from __future__ import annotations

from typing import Any

import pytest

from optimizer.audit.known.known import Known
from tests.audit.knowing import in_crisis, known
from tests.tiny import MILLION, event, project


def with_floors(settings: dict[str, Any] | None = None, **more: Any) -> Known:
    """A plant that draws ore and is late in the crisis; prices are 1, 1.25, 1.5, 1.75 MUSD/t."""
    plant = project("plant", opex_usd_per_t=0.4 * MILLION, fixed_opex_musd=1, ramp_profile="slow", **more)
    floor = {"material": "goods", "contract_years": 2, "payback": 0.5}
    return in_crisis(
        event("crisis", "outage", 0.5, project="plant", first_year=2032),
        event("crisis", "delay", 1, project="plant"),
        settings={"viability": "yes", "private_discount_rate": 1, "salvage": "yes", **(settings or {})},
        projects=[plant],
        profiles=[{"profile": "slow", 1: 0.5, 2: 1}],
        recipes=[{"project": "plant", "material": "ore", "t_per_t": -100}],
        price_floors=[
            floor | {"level": "high", "floor_usd_per_t": 1.5 * MILLION},
            floor | {"level": "low", "floor_usd_per_t": 0.75 * MILLION},
            {"material": "ore", "level": "high", "floor_usd_per_t": 5},
        ],
    )


def test_floors_that_are_offered() -> None:
    assert list(with_floors().business.levels("plant")) == [None, "high", "low"]
    assert list(with_floors({"viability": "no"}).business.levels("plant")) == [None]


def test_a_year_of_a_business_plan() -> None:
    """Margins are 0.5, 0.75, 1, 1.25 MUSD/t less 1 MUSD; the floor owes what the price lacks, in its years."""
    business = with_floors().business
    assert business.margin("base", "plant", 2031) == pytest.approx(0.75 * MILLION)
    found = {level: [business.year("plant", 2030, level, "base", t) for t in range(2030, 2034)]
             for level in (None, "high", "low")}  # fmt: skip
    assert found[None] == [(1.5, 0), (6.5, 0), (9, 0), (11.5, 0)]
    assert found["high"] == [(4, 2.5), (9, 2.5), (9, 0), (11.5, 0)]
    assert found["low"] == [pytest.approx((0.875, 0)), pytest.approx((4, 0)), (9, 0), (11.5, 0)]
    late = [business.year("plant", 2030, "high", "crisis", t) for t in range(2030, 2034)]
    assert late == [(0, 0), (4, 1.25), (4, 0), (5.25, 0)]
    assert business.owed("plant", 2030, "high", "crisis", 2031) == 1.25
    assert business.year("plant", 2031, None, "base", 2030) == (0, 0)


@pytest.mark.parametrize(("opex", "earned"), [(1.0, -1), (1.0 + 1e-16, -1), (1.1, -1), (0.9, 0)])
def test_an_owner_does_not_run_at_a_loss(opex: float, earned: float) -> None:
    plant = project("plant", opex_usd_per_t=opex * MILLION, fixed_opex_musd=1)
    found = known(projects=[plant]).business
    assert found.year("plant", 2030, None, "base", 2030)[0] == pytest.approx(earned)


@pytest.mark.parametrize(("off", "runs"), [(0.0, True), (1e-10, True), (1e-8, False)])
def test_a_margin_of_nothing_is_enough_to_run(off: float, runs: bool) -> None:
    """A floor is owed on what is planned, so that it shows whether the owner runs."""
    floor = {"material": "ore", "level": "high", "floor_usd_per_t": 2}
    mine = project("mine", product="ore", kind="mine", opex_usd_per_t=2 + off, capacity_t=MILLION)
    found = known({"viability": "yes"}, projects=[mine], price_floors=[floor],
                  prices=[{"material": "ore", 2030: 1}])  # fmt: skip
    assert found.business.owed("mine", 2030, "high", "base", 2030) == (1 if runs else 0)


def test_npv_and_gap() -> None:
    """Weighted by probability, discounted at 100 %, less capex, with what is left in the end (6 of 10 years)."""
    business = with_floors().business
    base, crisis = 1.5 + 6.5 / 2 + 9 / 4 + 11.5 / 8, 2.75 / 2 + 4 / 4 + 5.25 / 8
    npv = 0.75 * base + 0.25 * crisis - 20 + 20 * 0.6 / 8
    assert business.npv("plant", 2030, None) == pytest.approx(npv)
    assert business.stated_npv("plant", 2030, None) == pytest.approx(npv)
    assert business.gap("plant", 2030, None) == pytest.approx(-npv)


def test_who_has_no_gap() -> None:
    assert with_floors(status="committed").business.gap("plant", 2030, None) == 0
    assert (
        with_floors(kind="substitution", max_public_share=1, min_public_share=0).business.gap("plant", 2030, None) == 0
    )
    rich = known(projects=[project("plant", capex_musd=1)]).business
    assert (rich.npv("plant", 2030, None), rich.gap("plant", 2030, None)) == (54, 0)
    unpriced = known(prices=[{"material": "ore", 2030: 1}]).business
    assert (unpriced.stated_npv("plant", 2030, None), unpriced.gap("plant", 2030, None)) == (None, 0)
    assert not unpriced.priced("plant")
    assert unpriced.priced("mine")


def test_stress_tests_do_not_count_in_a_business_plan() -> None:
    plants = [project("plant", capex_musd=0)]
    found = known(
        projects=plants,
        scenarios=[{"scenario": "stress", "probability": 0}],
        events=[event("stress", "outage", 1, project="plant")],
    ).business
    assert found.npv("plant", 2030, None) == 55
