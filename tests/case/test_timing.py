from __future__ import annotations

from typing import Any

import pytest

from optimizer.case.case import Case
from optimizer.case.sheets import Profile, Project
from optimizer.case.timing import (
    discount,
    offered_starts,
    operating_year,
    profile_shares,
    ramp,
    salvage_share,
    spend_shares,
    spending,
)
from tests.tiny import case_of, project, world, years

PROFILES = [
    {"profile": "halves", 1: 0.5, 2: 0.5},
    {"profile": "gap", 1: 0.25, 3: 0.75},
    {"profile": "slow", 1: 0.2, 2: 0.6, 3: 1},
]


def planned(settings: dict[str, Any] | None = None, **plant: Any) -> tuple[Case, Project]:
    """A plant of 20 MUSD in a plan from 2030 to 2034."""
    book = world(years(2030, 2034, **(settings or {})), projects=[project("plant", **plant)], profiles=PROFILES)
    case = case_of(book)
    return case, case.projects["plant"]


@pytest.mark.parametrize(
    ("filled", "shares"),
    [({1: 0.5, 2: 0.5}, (0.5, 0.5)), ({1: 0.25, 3: 0.75}, (0.25, 0, 0.75)), ({2: 1.0}, (0, 1)), ({}, ())],
)
def test_a_profile_ends_with_its_last_filled_column(filled: dict[int, float], shares: tuple[float, ...]) -> None:
    assert profile_shares(Profile(profile="p", years=filled)) == shares


@pytest.mark.parametrize(
    ("plant", "shares"),
    [
        ({"build_years": 0}, (1,)),
        ({"build_years": 1}, (1,)),
        ({"build_years": 4}, (0.25,) * 4),
        ({"build_years": 4, "spend_profile": "halves"}, (0.5, 0.5)),
    ],
)
def test_spending_by_profile_or_evenly(plant: dict[str, Any], shares: tuple[float, ...]) -> None:
    assert spend_shares(*planned(**plant)) == shares


@pytest.mark.parametrize(
    ("plant", "starts"),
    [
        ({}, range(2030, 2035)),
        ({"build_years": 2}, range(2030, 2033)),  # online by 2034
        ({"spend_profile": "gap"}, range(2030, 2033)),  # paid for by 2034
        ({"earliest_start": 2031, "latest_start": 2032}, range(2031, 2033)),
        ({"earliest_start": 2025, "latest_start": 2040}, range(2030, 2035)),
        ({"status": "excluded"}, range(0)),
        ({"build_years": 5}, range(0)),
        ({"status": "committed"}, range(2030, 2035)),
        ({"status": "committed", "earliest_start": 2028, "latest_start": 2028}, [2028]),
        ({"status": "committed", "earliest_start": 2028, "latest_start": 2031}, [2030, 2031]),
        ({"earliest_start": 2028, "latest_start": 2028}, []),  # only a committed one may have begun
        ({"status": "committed", "earliest_start": 2028, "latest_start": 2028, "build_years": 6}, [2028]),
    ],
)
def test_offered_starts(plant: dict[str, Any], starts: Any) -> None:
    assert offered_starts(*planned(**plant)) == tuple(starts)


def test_no_start_without_consent() -> None:
    book = world(projects=[project("plant")])
    book["countries"][0]["consent"] = "no"
    case = case_of(book)
    assert offered_starts(case, case.projects["plant"]) == ()


@pytest.mark.parametrize(
    ("plant", "start", "musd"),
    [
        ({}, 2031, {2031: 20}),
        ({"build_years": 2}, 2031, {2031: 10, 2032: 10}),
        ({"spend_profile": "gap"}, 2031, {2031: 5, 2033: 15}),  # an empty year is no year of spending
        ({"build_years": 4}, 2028, {2030: 5, 2031: 5}),  # the rest is sunk
    ],
)
def test_spending(plant: dict[str, Any], start: int, musd: dict[int, float]) -> None:
    assert spending(*planned(**plant), start) == pytest.approx(musd)


@pytest.mark.parametrize(
    ("year", "delay", "n"),
    [(2030, 0, None), (2031, 0, None), (2032, 0, 0), (2034, 0, 2), (2035, 0, None), (2032, 1, None), (2035, 1, 2)],
)
def test_operating_year(year: int, delay: int, n: int | None) -> None:
    """Decided in 2030, built for two years, a life of three."""
    _, plant = planned(build_years=2, life_years=3)
    assert operating_year(plant, 2030, year, delay) == n


def test_ramp_goes_on_with_its_last_entry() -> None:
    case, plant = planned(ramp_profile="slow")
    assert [ramp(case, plant, n) for n in range(5)] == [0.2, 0.6, 1, 1, 1]
    case, plant = planned()
    assert ramp(case, plant, 0) == 1


@pytest.mark.parametrize(
    ("plant", "start", "share"),
    [
        ({"life_years": 10}, 2030, 0.5),  # five of ten years used by the end of 2034
        ({"life_years": 10, "build_years": 2}, 2030, 0.7),
        ({"life_years": 3}, 2030, 0),  # used up
        ({"life_years": 10, "build_years": 1}, 2033, 0.9),
    ],
)
def test_salvage_share(plant: dict[str, Any], start: int, share: float) -> None:
    assert salvage_share(*planned({"salvage": "yes"}, **plant), start) == pytest.approx(share)
    assert salvage_share(*planned({"salvage": "no"}, **plant), start) == 0


def test_a_plant_that_is_never_used_keeps_its_whole_worth() -> None:
    case, plant = planned({"salvage": "yes"}, build_years=3, status="committed")
    assert salvage_share(case, plant, 2034) == 1


def test_discount() -> None:
    case, _ = planned()
    assert [discount(0.1, case, year) for year in (2030, 2031, 2033)] == pytest.approx([1, 1 / 1.1, 1 / 1.331])
