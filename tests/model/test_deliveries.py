"""Routes, export restrictions, own prices, substitution."""

from __future__ import annotations

from typing import Any

import pytest

from tests.tiny import MILLION, Sheets, bought, cost, demand, event, near, project, short, solved, supply, world


def two_markets(settings: dict[str, Any] | None = None, **sheets: Any) -> Sheets:
    """Home with `here`, away with `there`, both partners, 10 t each; 100 t from far at 1."""
    book = world(settings, demand=[demand(), demand("away")], supply=[supply()])
    book["markets"].append({"market": "away", "partner": "yes"})
    book["countries"].append({"country": "there", "bloc": "partner", "region": "north", "market": "away"})
    return {**book, **sheets}


def test_freight_and_duty() -> None:
    """0.2 freight, and 10 % on an own price of 1 less a fifth: 10·(0.8 + 0.2 + 0.08)."""
    book = world(supply=[supply(premium=-0.2)], routes=[{"freight": 0.2 * MILLION, "duty": 0.1}])
    assert cost(solved(book)) == near({"purchases": 8, "freight": 2, "duty": 0.8})


def test_duty_on_what_projects_ship() -> None:
    """The plant is far: 20, freight 0.2 and 10 % of the reference price of 1 on 10 t; it buys nothing."""
    book = world(projects=[project("plant", country="far")], routes=[{"freight": 0.2 * MILLION, "duty": 0.1}])
    assert cost(solved(book)) == near({"capex": 20, "freight": 2, "duty": 1})


def test_the_row_that_names_most_wins() -> None:
    """Everything is closed, goods from far are open at 0.5, the market away alone at 0.25."""
    routes = [
        {"open": "no"},
        {"country": "far", "material": "goods", "freight": 0.5 * MILLION},
        {"country": "far", "market": "away", "material": "goods", "freight": 0.25 * MILLION},
    ]
    assert cost(solved(two_markets(routes=routes)))["freight"] == near(7.5)


def test_no_matching_row_is_closed_but_never_to_the_own_market() -> None:
    """Only away is named: home is left to its own 4 t, free of freight."""
    book = two_markets(routes=[{"country": "far", "market": "away"}])
    book["supply"].append(supply("here", 4))
    plan = solved(book)
    assert bought(plan, by=("country", "market")) == near({("far", "away"): 10, ("here", "home"): 4})
    assert plan.objective_musd == near(14 + 60)


@pytest.mark.parametrize(("row", "missing"), [({"market": "home", "open": "no"}, 0), ({"open": "no"}, 0),
                                              ({"country": "here", "market": "home", "open": "no"}, 10)])  # fmt: skip
def test_the_own_market_is_closed_by_a_row_that_names_both(row: dict[str, Any], missing: float) -> None:
    """A row that names the market only, or nothing, does not reach the own market."""
    book = world(supply=[supply("here")], routes=[row])
    assert sum(short(solved(book)).values()) == near(missing)


def test_steps_of_a_supply_curve() -> None:
    """6 t at 1, 4 of the next 6 t at 1.5."""
    assert solved(world(supply=[supply(tonnes=6), supply(tonnes=6, premium=0.5)])).objective_musd == near(12)


def test_series_are_linear_between_years() -> None:
    """Supply grows from 0 in 2026 to 10 in 2031: 8 t in 2030; the price falls from 2 in 2029 to 1 in 2031: 1.5."""
    book = world(
        supply=[{"material": "goods", "country": "far", 2026: 0, 2031: 10}],
        prices=[{"material": "goods", 2029: 2 * MILLION, 2031: MILLION}],
    )
    assert solved(book).objective_musd == near(12 + 20)


def certain(events: list[dict[str, Any]], settings: dict[str, Any] | None = None, **sheets: Any) -> Any:
    """The plan of two markets when the scenario comes for sure."""
    sheets["scenarios"] = [{"scenario": "s", "probability": 1}]
    return solved(two_markets(settings, events=[event("s", **e) for e in events], **sheets))


def test_cuts_of_two_levels() -> None:
    """Of 20 t half is cut to home, 80 % to away: 10 t to both, at most 4 t to away, where a tonne is worth 30."""
    rows = [demand(), demand("away", shortage_cost=30 * MILLION)]
    cuts = [
        {"kind": "export_cut", "country": "far", "market": "home", "value": 0.5},
        {"kind": "export_cut", "country": "far", "market": "away", "value": 0.8},
    ]
    plan = certain(cuts, demand=rows, supply=[supply(tonnes=20)])
    assert bought(plan, "s", "market") == near({"home": 6, "away": 4})
    assert plan.objective_musd == near(10 + 4 * 10 + 6 * 30)


def test_cuts_multiply() -> None:
    """Two halves, of goods by name, leave a quarter of 20 t to away; home is not cut and has the rest."""
    cuts = [{"kind": "export_cut", "country": "far", "material": "goods", "market": "away", "value": 0.5}] * 2
    plan = certain(cuts, supply=[supply(tonnes=20)])
    assert bought(plan, "s", "market") == near({"home": 10, "away": 5})


def test_a_cut_spares_the_own_market() -> None:
    """here cuts everything: home keeps its 10 t and away gets none."""
    plan = certain([{"kind": "export_cut", "country": "here", "value": 1}], supply=[supply("here")])
    assert bought(plan, "s", "market") == near({"home": 10})


@pytest.mark.parametrize(("exempt", "arrived"), [("yes", {"home": 10, "away": 10}), ("no", {"home": 10})])
def test_mutual_exemption(exempt: str, arrived: dict[str, float]) -> None:
    """The partner country here spares the partner market away when partners exempt each other."""
    cut = {"kind": "export_cut", "country": "here", "value": 1}
    plan = certain([cut], {"mutual_exemption": exempt}, supply=[supply("here")])
    assert bought(plan, "s", "market") == near(arrived)


def test_mutual_exemption_is_for_partners() -> None:
    """far is no partner, and away is a market of none: both stay cut."""
    book = two_markets({"mutual_exemption": "yes"}, supply=[supply("here"), supply("far")])
    book["markets"][1]["partner"] = "no"
    book["scenarios"] = [{"scenario": "s", "probability": 1}]
    book["events"] = [event("s", "export_cut", 1)]
    assert bought(solved(book), "s", ("country", "market")) == near({("here", "home"): 10})


def test_a_cut_on_a_project_leaves_a_share_of_its_capacity() -> None:
    """The plant far away has 10 t, half of it out; 60 % are cut: 0.4·5 = 2 t arrive, 8 t are missing."""
    book = world(
        projects=[project("plant", country="far", status="committed")],
        scenarios=[{"scenario": "s", "probability": 1}],
        events=[event("s", "export_cut", 0.6, country="far"), event("s", "outage", 0.5, project="plant")],
    )
    assert solved(book).objective_musd == near(100)


def test_a_cut_on_a_co_product_is_of_what_the_recipe_makes() -> None:
    """10 t of iron bring 5 t of goods, 60 % of them are cut: 2 t arrive."""
    book = world(
        projects=[project("plant", country="far", product="iron", status="committed")],
        recipes=[{"project": "plant", "material": "goods", "t_per_t": 0.5}],
        scenarios=[{"scenario": "s", "probability": 1}],
        events=[event("s", "export_cut", 0.6, country="far")],
    )
    book["materials"].append({"material": "iron", "stage": "processing"})
    assert bought(solved(book), "s", "material") == near({"goods": 2})


def test_price_event_of_a_country() -> None:
    """far asks 50 % more for goods; here, with a premium of 20 %, is cheaper then: 10·1.2."""
    price = {"kind": "price", "country": "far", "value": 1.5}
    plan = certain([price], supply=[supply(), supply("here", 10, premium=0.2)])
    assert bought(plan, "s") == near({"far": 10, "here": 10})
    assert plan.objective_musd == near(12 + 15)


def test_price_event_of_all() -> None:
    """The reference price itself: both cost half as much again, and the factors of a country come on top."""
    star, own = {"kind": "price", "value": 1.5}, {"kind": "price", "country": "far", "value": 2}
    sources = [supply(tonnes=10), supply("here", 10, premium=1)]
    assert certain([star], supply=sources).objective_musd == near(15 + 30)
    assert certain([star, own], supply=sources).objective_musd == near(30 + 30)


def test_outage_of_existing_supply() -> None:
    """Of far's 20 t a quarter is left, and here has its 4 t."""
    outage = {"kind": "outage", "country": "far", "material": "goods", "value": 0.75}
    plan = certain([outage], supply=[supply(tonnes=20), supply("here", 4)])
    assert plan.objective_musd == near(9 + 110)


def test_demand_surge() -> None:
    """Home wants 15 t, away 10: 25 t at 1."""
    plan = certain([{"kind": "demand", "market": "home", "value": 1.5}])
    assert plan.objective_musd == near(25)


def test_substitution_serves_its_home_only() -> None:
    """Research for 20 replaces 20 t; away has no use for it and misses 10 t."""
    research = project("research", kind="substitution", capacity_t=20, min_public_share=0)
    plan = solved(two_markets(projects=[research], supply=[]))
    assert bought(plan, by="market") == near({"home": 10})
    assert plan.objective_musd == near(120)
