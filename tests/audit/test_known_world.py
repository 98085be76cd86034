"""Prices, supply, demand and routes in every scenario, as the audit works them out: each figure by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.audit.knowing import in_crisis, known
from tests.tiny import MILLION, demand, event, supply


def test_prices() -> None:
    found = in_crisis(
        event("crisis", "price", 2, first_year=2031),
        event("crisis", "price", 3, material="ore", first_year=2031),
        event("crisis", "price", 5, country="far", first_year=2031),
        event("crisis", "price", 7, country="far", material="ore", first_year=2031),
        supply=[
            supply(premium=0.5),
            supply("here"),
            {"material": "ore", "country": "far", 2030: 1, "premium": -0.5},
        ],
    ).world
    assert [found.price("base", "goods", year) for year in (2030, 2031)] == [MILLION, 1.25 * MILLION]
    assert [found.price("crisis", m, 2031) for m in ("goods", "ore", "none")] == [2.5 * MILLION, 6000, 0]
    assert found.price("crisis", "goods", 2030) == MILLION
    rows = sorted(found.supply)
    assert [found.own_price("base", row, 2030) for row in rows] == [1.5 * MILLION, MILLION, 500]
    assert [found.own_price("crisis", row, 2031) for row in rows] == [18.75 * MILLION, 2.5 * MILLION, 105_000]


def test_what_is_available() -> None:
    found = in_crisis(
        event("crisis", "outage", 0.5, country="far", first_year=2031),
        event("crisis", "outage", 0.2, country="*", material="goods", first_year=2031),
        event("crisis", "outage", 0.1, project="plant", first_year=2031),
        supply=[supply(tonnes=8) | {2034: 16}, supply("here", 10), {"material": "ore", "country": "far", 2030: 100}],
    ).world
    rows = sorted(found.supply)
    assert [found.available("base", row, 2032) for row in rows] == [12, 10, 100]
    assert [found.available("crisis", row, 2032) for row in rows] == [pytest.approx(4.8), 8, 50]
    assert found.available("crisis", rows[0], 2030) == 8


def test_demand() -> None:
    found = in_crisis(
        event("crisis", "demand", 2, material="goods", market="home", first_year=2031),
        event("crisis", "demand", 3, market="away", first_year=2031),
        demand=[demand(tonnes=4, tier="civil"), demand(tonnes=6, tier="defence") | {2034: 14}, demand("away", 1)],
    ).world
    wanted = [("home", "*"), ("home", "civil"), ("home", "defence"), ("away", "*"), ("far away", "*")]
    assert [found.demand("base", "goods", r, tier, 2030) for r, tier in wanted] == [10, 4, 6, 1, 0]
    assert [found.demand("crisis", "goods", r, tier, 2032) for r, tier in wanted] == [28, 8, 20, 3, 0]
    assert [found.demand("crisis", "goods", r, tier, 2030) for r, tier in wanted] == [10, 4, 6, 1, 0]


@pytest.mark.parametrize(
    ("settings", "cuts"),
    [({}, [0, 0.36, 0.2, 0.6, 0.2]), ({"mutual_exemption": "yes"}, [0, 0, 0.2, 0.6, 0.2])],
)
def test_export_cuts(settings: dict[str, Any], cuts: list[float]) -> None:
    """Nobody is cut off at home, and partners may spare one another."""
    found = in_crisis(
        event("crisis", "export_cut", 0.2),
        event("crisis", "export_cut", 0.2, country="here"),
        event("crisis", "export_cut", 0.5, country="far", material="ore", market="home"),
        settings=settings,
    ).world
    asked = [("here", "goods", "home"), ("here", "goods", "away"), ("far", "goods", "home"), ("far", "ore", "home"),
             ("far", "ore", "away")]  # fmt: skip
    assert [found.cut("crisis", c, m, r, 2030) for c, m, r in asked] == pytest.approx(cuts)
    assert [found.cut("base", c, m, r, 2030) for c, m, r in asked] == [0] * 5


def test_mutual_exemption_is_of_partners_on_both_sides() -> None:
    markets = [{"market": "home", "partner": "yes"}, {"market": "away"}]
    found = in_crisis(
        event("crisis", "export_cut", 0.5), settings={"mutual_exemption": "yes"}, markets=markets
    ).world  # fmt: skip
    asked = [("here", "away"), ("there", "home"), ("far", "home"), ("far", "away")]
    assert [found.cut("crisis", c, "goods", r, 2030) for c, r in asked] == [0.5, 0, 0.5, 0.5]


def test_routes() -> None:
    found = known(
        routes=[
            {"freight": 1, "duty": 0.1},
            {"country": "far", "freight": 2},
            {"country": "far", "market": "home", "freight": 3},
            {"country": "far", "market": "home", "material": "ore", "open": "no"},
            {"material": "ore", "market": "away", "freight": 4},
            {"country": "here", "market": "home", "material": "ore", "freight": 5},
            {"country": "there", "freight": 6},
        ]
    ).world
    asked = [("there", "home", "goods"), ("far", "away", "goods"), ("far", "home", "goods"), ("far", "home", "ore"),
             ("here", "away", "ore"), ("here", "home", "ore"), ("here", "home", "goods"), ("there", "away", "ore"),
             ("here", "away", "goods")]  # fmt: skip
    assert [found.route(*each) for each in asked] == [
        (6, 0), (2, 0), (3, 0), None, (4, 0), (5, 0), (0, 0), (0, 0), (1, 0.1),
    ]  # fmt: skip


def test_routes_where_few_or_none_are_named() -> None:
    few, none = known(routes=[{"country": "far", "market": "home", "material": "ore"}]).world, known().world
    assert [few.route("far", r, m) for r, m in (("home", "ore"), ("home", "goods"), ("away", "ore"))] == [
        (0, 0), None, None,
    ]  # fmt: skip
    assert few.route("here", "home", "goods") == (0, 0)
    assert none.route("far", "home", "goods") == (0, 0)
