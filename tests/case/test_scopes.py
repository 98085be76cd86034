from __future__ import annotations

from typing import Any

import pytest

from optimizer.case.scopes import demand_t, limits, markets_in, materials_in, need_t
from tests.tiny import demand, event, facts_of, supply, world, years


def facts(**target: Any) -> Any:
    """Ore becomes goods becomes parts; home and away are partners, rest is not; one target."""
    book = world(
        years(2030, 2031),
        materials=[
            {"material": "ore", "family": "metal", "stage": "extraction", "becomes": "goods", "t_per_t": 2},
            {"material": "goods", "family": "metal", "stage": "processing", "becomes": "parts", "t_per_t": 0.5},
            {"material": "parts", "stage": "manufacturing"},
        ],
        markets=[{"market": "home", "partner": "yes"}, {"market": "away", "partner": "yes"}, {"market": "rest"}],
        demand=[
            demand(tonnes=10, tier="defence"),
            demand(tonnes=6, tier="civil"),
            demand("rest", 7),
            demand(material="parts", tonnes=8),
            demand("away", 1, material="ore"),
        ],
        supply=[supply(), supply("here")],
        prices=[{"material": m, 2030: 1} for m in ("ore", "goods", "parts")],
        funders=[{"funder": "one", "partner": "home"}, {"funder": "two", "partner": "home"}, {"funder": "three"}],
        stockpiles=[{"stockpile": "pile", "material": "goods", "home": "home", "serves": "home", "max_t": 5}],
        scenarios=[{"scenario": "surge", "probability": 0}],
        events=[event("surge", "demand", 2, first_year=2031)],
        targets=[{"target": "aim", "metric": "max_risk", "value": 0.5, "penalty": 1} | target],
    )
    return facts_of(book)


def spelled(**target: Any) -> list[tuple[Any, ...]]:
    """Material, market, country, scenario and year of each inequality."""
    return [(x.material, x.market, x.country, x.scenario, x.year) for x in limits(facts(**target))]


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        ("ore", ["ore"]),
        ("*", ["goods", "ore", "parts"]),
        ("family:metal", ["goods", "ore"]),
        ("stage:processing", ["goods"]),
    ],
)
def test_material_scopes(scope: str, found: list[str]) -> None:
    assert materials_in(facts().case, scope) == found


def test_market_scopes() -> None:
    case = facts().case
    assert markets_in(case, "rest") == [("rest", ("rest",))]
    assert markets_in(case, "*") == [("away", ("away",)), ("home", ("home",)), ("rest", ("rest",))]
    assert markets_in(case, "all") == [("all", ("away", "home"))]


def test_one_inequality_for_each_material_market_and_year() -> None:
    found = spelled(material="family:metal", market="*")
    assert len(found) == len(set(found)) == 2 * 3 * 2
    assert spelled(material="ore", market="all", from_year=2031) == [("ore", "all", None, None, 2031)]


@pytest.mark.parametrize(
    ("subject", "market", "found"),
    [("far", "home", ["far"]), ("here", "home", ["here"]), ("*", "home", ["far"]), ("", "away", ["far", "here"])],
)
def test_countries_of_a_country_share(subject: str, market: str, found: list[str]) -> None:
    """A country that is named is held also at home; * is every country from outside the scope."""
    rows = spelled(metric="max_country_share", subject=subject, material="goods", market=market, to_year=2030)
    assert [row[2] for row in rows] == found


def test_shortage_is_each_market_in_the_windows_of_the_scenarios() -> None:
    """base in both years, the surge in 2031 only; the pooled scope is each partner market."""
    found = spelled(metric="max_shortage", material="goods", market="all", subject="*")
    held = [("base", 2030), ("base", 2031), ("surge", 2031)]
    assert sorted(found, key=str) == [("goods", r, None, s, t) for r in ("away", "home") for s, t in held]
    assert {row[3] for row in spelled(metric="max_shortage", material="goods", subject="surge")} == {"surge"}


def test_wide_cover_days_mean_what_is_stocked_for_the_scope() -> None:
    found = spelled(metric="min_cover_days", value=1, material="*", market="*", to_year=2030)
    assert found == [("goods", "home", None, None, 2030)]


@pytest.mark.parametrize(
    ("metric", "subject", "weights"),
    [
        ("max_funder_share", "one", {"one": 1}),
        ("min_funder_share", "home", {"one": 1, "two": 1}),
        ("max_investment_share", "here", {"here": 1}),
        ("min_investment_share", "concern", {"far": 1}),
        ("min_investment_share", "south", {"far": 1}),
    ],
)
def test_one_inequality_for_shares_of_money(metric: str, subject: str, weights: dict[str, float]) -> None:
    (only,) = limits(facts(metric=metric, subject=subject))
    assert only.weights == weights
    assert only.year is None


@pytest.mark.parametrize(
    ("metric", "subject", "weights"),
    [
        ("max_risk", "", {"here": 0.1, "far": 0.5}),
        ("max_bloc_share", "concern, neutral", {"far": 1}),
        ("min_bloc_cover", "partner", {"here": 1}),
        ("min_domestic_share", "", {"here": 1}),
        ("min_domestic_output", "", {"here": 1}),
        ("min_recycled_share", "", {"here": 1, "far": 1}),
    ],
)
def test_countries_that_count(metric: str, subject: str, weights: dict[str, float]) -> None:
    found = limits(facts(metric=metric, subject=subject, material="goods", market="home"))
    assert found[0].weights == weights


def test_demand_of_a_scope() -> None:
    f = facts()
    assert demand_t(f, "goods", ("home",), 2030) == 16
    assert demand_t(f, "goods", ("home", "rest"), 2030, "defence") == 10
    assert demand_t(f, "goods", ("home",), 2031, "civil", "surge") == 12


def test_need_follows_the_chain() -> None:
    """8 t of parts take 4 t of goods; with 16 t of their own 20 t of goods, which take 40 t of ore."""
    f = facts()
    assert need_t(f, "parts", ("home",), 2030) == 8
    assert need_t(f, "goods", ("home",), 2030) == 20
    assert need_t(f, "ore", ("home",), 2030) == 40
    assert need_t(f, "ore", ("home", "away"), 2030) == 41


def test_keys_are_unique_and_soft_is_with_a_penalty() -> None:
    found = limits(facts(material="*"))
    assert len({x.key for x in found}) == len(found)
    assert all(x.is_soft for x in found)
    assert not any(x.is_soft for x in limits(facts(material="*", penalty=None)))
