from __future__ import annotations

from typing import Any

import pytest

from optimizer.case.future import Future
from tests.tiny import MILLION, case_of, demand, event, project, supply, world, years


def future(*events: dict[str, Any], settings: dict[str, Any] | None = None, **sheets: Any) -> Future:
    """The scenario s of a plan from 2030 to 2035 with two years of recovery."""
    book = world(
        years(2030, 2035, recovery_years=2, **(settings or {})),
        projects=[project("plant", build_years=1, earliest_start=2031)],
        supply=[supply(), supply("here", premium=0.2)],
        scenarios=[{"scenario": "s", "probability": 0.1}],
        events=[{"scenario": "s", **e} for e in events],
    )
    book["materials"].append({"material": "ore", "stage": "extraction"})
    book["markets"].append({"market": "away", "partner": "yes"})
    return Future(case_of({**book, **sheets}), "s")


def on(kind: str, value: float, **more: Any) -> dict[str, Any]:
    """An event of 2032."""
    return event("s", kind, value, first_year=2032, last_year=2032) | more


@pytest.mark.parametrize(
    ("events", "window"),
    [
        ([], ()),
        ([on("outage", 0.5)], (2032, 2033, 2034)),
        ([on("outage", 0.5, last_year=2034)], (2032, 2033, 2034, 2035)),  # at most the last year
        ([on("outage", 0.5, first_year=None)], (2030, 2031, 2032, 2033, 2034)),
        ([on("outage", 0.5, last_year=None)], (2032, 2033, 2034, 2035)),
        ([on("price", 2, first_year=2030, last_year=2030), on("demand", 0.5)], (2030, 2031, 2032, 2033, 2034)),
        ([on("outage", 0)], ()),
        ([on("price", 1), on("demand", 1), on("export_cut", 0)], ()),
        ([on("outage", 1, first_year=2020, last_year=2029)], ()),  # outside the plan
        ([on("outage", 1, first_year=2025, last_year=2030)], (2030, 2031, 2032)),
        ([event("s", "delay", 1, project="plant")], (2032, 2033, 2034, 2035)),  # from its first possible year online
        ([event("s", "delay", 0, project="plant")], ()),
        ([event("s", "delay", 1, country="far")], ()),  # nothing there to be late
    ],
)
def test_window(events: list[dict[str, Any]], window: tuple[int, ...]) -> None:
    assert future(*events).window == window


def test_the_window_of_base_is_the_plan() -> None:
    base = Future(future(on("outage", 1)).case, "base")
    assert base.window == (2030, 2031, 2032, 2033, 2034, 2035)
    assert base.probability == pytest.approx(0.9)
    assert not base.disrupts("goods", 2032)


def test_a_delay_of_what_operates_already_begins_at_once() -> None:
    plant = project("plant", status="committed", earliest_start=2028, latest_start=2028, build_years=1)
    assert future(event("s", "delay", 1, project="plant"), projects=[plant]).window[0] == 2030


def test_a_delay_of_a_project_that_is_excluded_opens_no_window() -> None:
    assert future(event("s", "delay", 1), projects=[project("plant", status="excluded")]).window == ()


def test_delays_add_up() -> None:
    s = future(
        event("s", "delay", 1, project="plant"),
        event("s", "delay", 2, country="here"),
        event("s", "delay", 4, country="far"),
    )
    assert s.delay(s.case.projects["plant"]) == 3


def test_prices() -> None:
    """All are 1.5 times as dear, far twice again; ore is not meant and has no price."""
    s = future(on("price", 1.5, material="goods"), on("price", 2, country="far"))
    far, here = s.case.supply
    assert s.price("goods", 2032) == 1.5 * MILLION
    assert s.price("goods", 2033) == MILLION
    assert s.price("ore", 2032) == 0
    assert s.own_price(far, 2032) == 3 * MILLION
    assert s.own_price(here, 2032) == pytest.approx(1.8 * MILLION)


def test_demand() -> None:
    s = future(on("demand", 2, market="home"), on("demand", 1.5), demand=[demand(), demand("away")])
    assert [s.demand(row, 2032) for row in s.case.demand] == [30, 15]
    assert [s.demand(row, 2031) for row in s.case.demand] == [10, 10]


def test_outages() -> None:
    """Half of everything in far, a fifth of goods everywhere, a tenth of the plant."""
    s = future(
        on("outage", 0.5, country="far"), on("outage", 0.2, material="goods"), on("outage", 0.1, project="plant")
    )
    far, here = s.case.supply
    assert s.available(far, 2032) == pytest.approx(40)
    assert s.available(here, 2032) == pytest.approx(80)
    assert s.kept_capacity(s.case.projects["plant"], 2032) == pytest.approx(0.8 * 0.9)
    assert s.kept_capacity(s.case.projects["plant"], 2031) == 1


def test_project_wins_over_country() -> None:
    """An event that fills both is about the project alone."""
    s = future(on("outage", 0.5, project="plant", country="far"))
    assert s.available(s.case.supply[0], 2032) == 100
    assert s.kept_capacity(s.case.projects["plant"], 2032) == 0.5


def test_cuts_multiply() -> None:
    s = future(on("export_cut", 0.5, country="far"), on("export_cut", 0.2, market="away"))
    assert s.cut("far", "goods", "home", 2032) == pytest.approx(0.5)
    assert s.cut("far", "goods", "away", 2032) == pytest.approx(0.6)
    assert s.cut("here", "goods", "away", 2032) == pytest.approx(0.2)
    assert s.cut("here", "goods", "home", 2032) == 0
    assert s.cut("far", "goods", "home", 2033) == 0


@pytest.mark.parametrize(("exempt", "cut"), [("no", 0.5), ("yes", 0)])
def test_mutual_exemption(exempt: str, cut: float) -> None:
    s = future(on("export_cut", 0.5), settings={"mutual_exemption": exempt})
    assert s.cut("here", "goods", "away", 2032) == cut
    assert s.cut("far", "goods", "away", 2032) == 0.5


@pytest.mark.parametrize(
    ("happening", "materials"),
    [
        (on("export_cut", 0.1, material="ore"), {"ore"}),
        (on("export_cut", 0.1), {"goods", "ore"}),
        (on("outage", 0.1, country="far", material="goods"), {"goods"}),
        (on("outage", 0.1, project="plant"), {"goods"}),
        (on("demand", 1.1, material="goods"), {"goods"}),
        (on("demand", 0.9, material="goods"), set()),
        (on("price", 2, material="goods"), set()),
        (event("s", "delay", 1, project="plant"), set()),
    ],
)
def test_what_is_disrupted(happening: dict[str, Any], materials: set[str]) -> None:
    s = future(happening)
    assert {m for m in ("goods", "ore") if s.disrupts(m, 2032)} == materials
    assert not any(s.disrupts(m, 2033) for m in ("goods", "ore"))


def test_a_project_disrupts_all_that_it_makes_and_nothing_that_it_takes() -> None:
    recipes = [
        {"project": "plant", "material": "slag", "t_per_t": 0.1},
        {"project": "plant", "material": "ore", "t_per_t": -2},
    ]
    materials = [{"material": m, "stage": "processing"} for m in ("goods", "slag", "ore")]
    s = future(on("outage", 1, project="plant"), recipes=recipes, materials=materials)
    assert [m for m in ("goods", "slag", "ore") if s.disrupts(m, 2032)] == ["goods", "slag"]
