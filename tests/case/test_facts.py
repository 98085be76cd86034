from __future__ import annotations

import pytest

from optimizer.case.facts import Facts
from tests.tiny import MILLION, facts_of, project, world, years


@pytest.fixture
def facts() -> Facts:
    """A plant with a ramp, an excluded one, three funders, two levels of price floor and a stress test."""
    book = world(
        {"viability": "yes", **years(2030, 2033, discount_rate=0.05, private_discount_rate=0.1)},
        projects=[
            project("plant", build_years=1, latest_start=2031, life_years=2, ramp_profile="slow"),
            project("off", status="excluded"),
        ],
        profiles=[{"profile": "slow", 1: 0.5, 2: 1}],
        funders=[
            {"funder": "one", "partner": "home", "currency": "EUR"},
            {"funder": "two", "partner": "home", "price_support": "no"},
            {"funder": "three"},
        ],
        currencies=[{"currency": "EUR", "usd": 1.1}],
        budgets=[{"funder": "one", 2029: 5, 2031: 10}, {"funder": "private", 2030: 7}],
        price_floors=[
            {"material": "goods", "level": "low", "floor_usd_per_t": MILLION},
            {"material": "goods", "level": "high", "floor_usd_per_t": 2 * MILLION},
        ],
        stockpiles=[
            {"stockpile": "all", "material": "goods", "home": "home", "max_t": 1},
            {"stockpile": "away", "material": "goods", "home": "home", "max_t": 1, "serves": "away"},
        ],
        scenarios=[{"scenario": "late", "probability": 0}],
        events=[{"scenario": "late", "kind": "delay", "project": "plant", "value": 1}],
    )
    book["markets"].append({"market": "away"})
    return facts_of(book)


def test_starts_leave_out_what_cannot_start(facts: Facts) -> None:
    assert facts.starts == {"plant": (2030, 2031)}


def test_a_business_plan_for_each_start_and_level(facts: Facts) -> None:
    assert list(facts.plans) == [("plant", year, level) for year in (2030, 2031) for level in ("", "high", "low")]


def test_base_is_the_first_future(facts: Facts) -> None:
    assert list(facts.futures) == ["base", "late"]
    assert facts.base.is_base


def test_money(facts: Facts) -> None:
    """Nothing of 2029 counts, nothing is filled in, euros are converted, private money is in MUSD."""
    assert facts.budget_musd("one") == pytest.approx({2030: 0, 2031: 11, 2032: 0, 2033: 0})
    assert facts.budget_musd("two") is None
    assert facts.budget_musd("private") == {2030: 7, 2031: 0, 2032: 0, 2033: 0}


def test_who_may_pay(facts: Facts) -> None:
    assert facts.eligible == {"plant": {"one": 1, "two": 1, "three": 1}}
    assert facts.payers("plant") == ["one", "three"]
    assert facts.partners == {"home": ("one", "two")}


def test_operation_by_start(facts: Facts) -> None:
    """Started in 2030: half in 2031, all in 2032. Started in 2031: a year later. Both a year later when late."""
    by_year = {t: facts.operating("plant", facts.base, t) for t in facts.case.years}
    assert by_year == {2030: {}, 2031: {2030: 0.5}, 2032: {2030: 1, 2031: 0.5}, 2033: {2031: 1}}
    assert facts.operating("plant", facts.futures["late"], 2032) == {2030: 0.5}
    assert facts.operating("off", facts.base, 2032) == {}


def test_discount_factors(facts: Facts) -> None:
    assert facts.discount(2032) == pytest.approx(1.05**-2)
    assert facts.private_discount(2032) == pytest.approx(1.1**-2)


def test_markets_served(facts: Facts) -> None:
    assert {h.stockpile: facts.serves(h) for h in facts.case.stockpiles.values()} == {
        "all": ("away", "home"),
        "away": ("away",),
    }
