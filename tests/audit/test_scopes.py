"""What a rule takes in: starts, levels of restriction, markets and materials of a target, in plans that pass."""

from __future__ import annotations

from typing import Any

import pytest

from tests.audit.audited import Document, edited, failures, planned, row_of
from tests.audit.test_groups import busy
from tests.tiny import MILLION, demand, event, project, supply, world, years

TWO = [{"market": "home", "partner": "yes"}, {"market": "away", "partner": "yes"}]
ORE = [{"material": "ore", "stage": "extraction"}, {"material": "goods", "stage": "processing"}]
PRICES = [{"material": "ore", 2030: MILLION / 100}, {"material": "goods", 2030: MILLION}]


def test_the_best_start_of_what_is_left_out() -> None:
    """Prices rise, so that a later start lacks less."""
    plant = project("plant", capex_musd=500, life_years=2)
    rising = [{"material": "goods", 2030: MILLION, 2031: 5 * MILLION}]
    document = planned(world(years(2030, 2032), projects=[plant], prices=rising))
    row = row_of(document, "business_plans", project="plant")
    assert document["tables"]["business_plans"]["start_year"][row] == 2031
    assert "against the best start's" in failures(edited(document, "business_plans", row, start_year=2030))


@pytest.mark.parametrize(
    ("more", "decision"),
    [
        ({"build_years": 1}, "no start fits the horizon"),
        ({"country": "far"}, "no consent of the host"),
        ({"status": "excluded"}, "excluded"),
        ({"capex_musd": 500}, "left out"),
        ({}, "built"),
    ],
)
def test_why_a_project_is_not_built(more: dict[str, Any], decision: str) -> None:
    countries = [{"country": "here", "bloc": "partner", "market": "home"},
                 {"country": "far", "bloc": "concern", "consent": "no"}]  # fmt: skip
    document = planned(world(countries=countries, projects=[project("plant", **more)]))
    assert document["tables"]["business_plans"]["decision"] == [decision]


def test_restrictions_of_two_levels() -> None:
    """Of 20 t, 10 t may pass the cut of one market, and 15 t those of both."""
    cut = event("crisis", "export_cut", 0.5, country="far", market="home")
    document = planned(
        world(
            markets=TWO,
            demand=[demand(tonnes=20), demand("away", 5)],
            supply=[supply(tonnes=20)],
            scenarios=[{"scenario": "crisis", "probability": 0.5}],
            events=[cut, cut | {"value": 0.25, "market": "away"}],
        )
    )
    for market, sentence in (
        ("home", "past a cut of 50%: 10.1, allowed are at most 10 t"),
        ("away", "cut of 25%: 15.1"),
    ):
        row = row_of(document, "flows", scenario="crisis", market=market)
        more = document["tables"]["flows"]["tonnes"][row] + 0.1
        assert sentence in failures(edited(document, "flows", row, tonnes=more))


def test_days_of_cover_of_materials_with_a_pile() -> None:
    goal = {"target": "cover", "metric": "min_cover_days", "material": "*", "value": 36.5, "penalty": 5}
    pile = {"stockpile": "pile", "material": "goods", "home": "home", "max_t": 9, "opening_t": 9}
    document = planned(world(materials=ORE, prices=PRICES, stockpiles=[pile], targets=[goal]))
    assert document["tables"]["targets"]["material"] == ["goods"]


def test_days_of_cover_count_the_piles_that_serve_a_market() -> None:
    """Home has 1 t of its own for 73 days of 10 t a year, so that 1 t is lacking; what is elsewhere is no help."""
    goal = {"target": "cover", "metric": "min_cover_days", "market": "home", "value": 73, "penalty": 5}
    pile = {"material": "goods", "max_t": 1, "opening_t": 1}
    piles = [{"stockpile": r, "home": r, "serves": r, **pile} for r in ("home", "away")]
    document = planned(world(markets=TWO, stockpiles=piles, supply=[supply()], targets=[goal]))
    assert document["tables"]["targets"]["slack"] == pytest.approx([1])


def test_who_may_not_fund_a_project_owes_no_share_of_it() -> None:
    funders = [{"funder": "one", "partner": "home"}, {"funder": "two", "partner": "away", "max_share": 0}]
    plants = [project("plant", min_public_share=1)]
    document = planned(world({"min_partner_share": 0.3}, markets=TWO, funders=funders, projects=plants))
    assert document["tables"]["grants"]["funder"] == ["one"]


def test_investment_by_region() -> None:
    goal = {"target": "there", "metric": "max_investment_share", "subject": "north", "value": 0.5, "penalty": 0.1}
    document = planned(world(projects=[project("plant")], targets=[goal]))
    assert document["tables"]["targets"]["slack"] == pytest.approx([10])


def test_a_market_that_is_named_all() -> None:
    """It gets 5 t from far, the other market nothing."""
    goal = {
        "target": "less",
        "metric": "max_country_share",
        "subject": "far",
        "market": "all",
        "value": 0.5,
        "penalty": 5,
    }
    document = planned(
        world(
            markets=[{"market": "all"}, {"market": "home", "partner": "yes"}],
            demand=[demand("all", 5), demand()],
            supply=[supply(), supply("here", 10)],
            routes=[{"country": "far", "market": "all"}],
            targets=[goal],
        )
    )
    assert document["tables"]["targets"]["slack"] == pytest.approx([2.5])


@pytest.mark.parametrize("subject", ["one", "home"])
def test_shares_of_a_funder_and_of_its_partner(subject: str) -> None:
    goal = {"target": "less", "metric": "max_funder_share", "subject": subject, "value": 0.5, "penalty": 0.1}
    funders = [{"funder": "one", "partner": "home"}]
    document = planned(world(projects=[project("plant", min_public_share=1)], funders=funders, targets=[goal]))
    assert document["tables"]["targets"]["slack"] == pytest.approx([10])


@pytest.mark.parametrize(("metric", "missed"), [("min_domestic_share", 8.0), ("min_recycled_share", 8.0)])
def test_shares_of_what_is_drawn(metric: str, missed: float) -> None:
    """A plant at home draws 20 t of ore, of which 40 % should come from home, or from scrap."""
    document = planned(
        world(
            materials=ORE,
            prices=PRICES,
            supply=[{"material": "ore", "country": "far", 2030: 100}],
            projects=[project("plant")],
            recipes=[{"project": "plant", "material": "ore", "t_per_t": -2}],
            targets=[{"target": "own", "metric": metric, "material": "ore", "value": 0.4, "penalty": 5}],
        )
    )
    assert document["tables"]["targets"]["slack"] == pytest.approx([missed])


def test_what_is_drawn_elsewhere_is_not_in_the_scope() -> None:
    """Of two plants that draw 20 t of ore each, one is at home."""
    countries = [{"country": c, "bloc": "partner", "market": r} for c, r in (("here", "home"), ("there", "away"))]
    document = planned(
        world(
            countries=[*countries, {"country": "far", "bloc": "concern"}],
            markets=TWO,
            materials=ORE,
            prices=PRICES,
            demand=[demand(), demand("away")],
            supply=[{"material": "ore", "country": "far", 2030: 100}],
            projects=[project("plant"), project("works", country="there")],
            recipes=[{"project": p, "material": "ore", "t_per_t": -2} for p in ("plant", "works")],
            targets=[{"target": "own", "metric": "min_domestic_share", "material": "ore", "market": "home",
                      "value": 0.4, "penalty": 5}],
        )
    )  # fmt: skip
    assert document["tables"]["targets"]["slack"] == pytest.approx([8])


def test_output_at_home_counts_wherever_it_is_sold() -> None:
    goal = {"target": "own", "metric": "min_domestic_output", "market": "home", "value": 0.9, "penalty": 5}
    document = planned(
        world(
            markets=TWO,
            demand=[demand(tonnes=10), demand("away", 10, shortage_cost=90 * MILLION)],
            projects=[project("plant")],
            targets=[goal],
        )
    )
    assert document["tables"]["flows"]["market"] == ["away"]
    assert document["tables"]["targets"]["slack"] == pytest.approx([0])


@pytest.fixture(scope="module")
def document() -> Document:
    return planned(busy())


@pytest.mark.parametrize(("musd", "negative"), [(0.0, False), (0.5, False), (-1e-12, True)])
def test_price_support_of_nothing_and_less(musd: float, negative: bool, document: Document) -> None:
    assert ("is negative" in failures(edited(document, "price_support", 0, topup_musd=musd))) is negative


def test_the_level_of_what_is_not_built(document: Document) -> None:
    found = failures(edited(document, "price_support", 0, project="never"))
    assert "price support: level in price support of fund to never" in found
