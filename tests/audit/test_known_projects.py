"""When projects start, spend and operate, what they make and draw, as the audit works it out: figures by hand."""

from __future__ import annotations

from typing import Any

import pytest

from optimizer.audit.known.horizon import shares_of, value_in
from tests.audit.knowing import GOODS, ORE, THREE, known
from tests.audit.test_known_business import with_floors
from tests.tiny import project, supply


@pytest.mark.parametrize(
    ("more", "years_offered"),
    [
        ({}, [2030, 2031, 2032, 2033]),
        ({"earliest_start": 2031, "latest_start": 2032}, [2031, 2032]),
        ({"build_years": 2}, [2030, 2031]),
        ({"spend_profile": "long"}, [2030, 2031]),
        ({"status": "excluded"}, []),
        ({"status": "committed", "earliest_start": 2028, "latest_start": 2028, "build_years": 3}, [2028]),
        ({"status": "committed", "earliest_start": 2028, "latest_start": 2030}, [2030]),
        ({"status": "committed", "earliest_start": 2030, "latest_start": 2030}, [2030]),
        ({"earliest_start": 2028, "latest_start": 2028}, []),
    ],
)
def test_starts_that_are_offered(more: dict[str, Any], years_offered: list[int]) -> None:
    profile = {"profile": "long", 1: 0.5, 2: 0.25, 3: 0.25}
    assert known(projects=[project("plant", **more)], profiles=[profile]).timing.offered("plant") == years_offered


def test_no_start_without_consent() -> None:
    host = [THREE[0] | {"consent": "no"}, *THREE[1:]]
    assert known(countries=host).timing.offered("plant") == []


@pytest.mark.parametrize(
    ("more", "start", "spent"),
    [
        ({}, 2031, {2031: 20}),
        ({"build_years": 1}, 2031, {2031: 20}),
        ({"build_years": 2}, 2031, {2031: 10, 2032: 10}),
        ({"build_years": 4}, 2028, {2030: 5, 2031: 5}),
        ({"build_years": 4}, 2032, {2032: 5, 2033: 5}),
        ({"spend_profile": "long", "build_years": 1}, 2030, {2030: 10, 2031: 0, 2032: 10}),
    ],
)
def test_spending(more: dict[str, Any], start: int, spent: dict[int, float]) -> None:
    profile = {"profile": "long", 1: 0.5, 3: 0.5}
    assert known(projects=[project("plant", **more)], profiles=[profile]).timing.spend("plant", start) == spent


def test_years_of_operation() -> None:
    plants = [project("plant", build_years=1, life_years=2, latest_start=2030), project("off", status="excluded")]
    timing = known(projects=plants).timing
    assert [timing.operating("plant", 2030, year, 0) for year in range(2030, 2034)] == [None, 0, 1, None]
    assert [timing.operating("plant", 2030, year, 1) for year in range(2030, 2034)] == [None, None, 0, 1]
    assert [timing.may_operate("plant", year) for year in range(2030, 2034)] == [False, True, True, False]
    assert not timing.may_operate("off", 2031)


def test_ramps() -> None:
    plants = [project("plant", ramp_profile="slow"), project("other")]
    timing = known(projects=plants, profiles=[{"profile": "slow", 1: 0.25, 2: 0.5}]).timing
    assert [timing.ramp("plant", n) for n in (0, 1, 2, 9)] == [0.25, 0.5, 0.5, 0.5]
    assert [timing.ramp("other", n) for n in (0, 1)] == [1, 1]


@pytest.mark.parametrize(
    ("life", "build", "start", "share"),
    [(10, 0, 2030, 0.6), (10, 1, 2030, 0.7), (10, 1, 2031, 0.8), (2, 0, 2030, 0), (4, 0, 2030, 0), (5, 4, 2033, 1)],
)
def test_what_is_left_in_the_end(life: int, build: int, start: int, share: float) -> None:
    plants = [project("plant", life_years=life, build_years=build)]
    for salvage in ("yes", "no"):
        timing = known({"salvage": salvage}, projects=plants).timing
        assert timing.salvage("plant", start) == (pytest.approx(20 * share) if salvage == "yes" else 0)


def test_series() -> None:
    points = {2030: 10.0, 2034: 30.0, 2035: 70.0}
    assert [value_in(points, year) for year in (2028, 2030, 2031, 2034, 2035, 2039)] == [10, 10, 15, 30, 70, 70]
    with pytest.raises(ValueError, match="empty"):
        value_in({}, 2030)


def test_profiles() -> None:
    assert shares_of({1: 0.25, 3: 0.75}) == [0.25, 0.0, 0.75]
    assert shares_of({}) == []


def test_discounting() -> None:
    horizon = known({"discount_rate": 0.25, "private_discount_rate": 1}).horizon
    assert (horizon.first, horizon.last, horizon.years) == (2030, 2033, [2030, 2031, 2032, 2033])
    assert [horizon.d(year) for year in (2030, 2031, 2032)] == [1, 0.8, pytest.approx(0.64)]
    assert [horizon.delta(year) for year in (2029, 2030, 2031, 2032)] == [2, 1, 0.5, 0.25]


def test_recipes_makers_and_sellers() -> None:
    found = known(
        projects=[
            project("plant"),
            project("saver", kind="substitution", max_public_share=1),
            project("mine", product="ore", country="far", kind="mine"),
        ],
        recipes=[
            {"project": "plant", "material": "ore", "t_per_t": -2},
            {"project": "plant", "material": "slag", "t_per_t": 0.5},
            {"project": "saver", "material": "goods", "t_per_t": -0.1},
        ],
        materials=[ORE, GOODS, {"material": "slag", "stage": "processing"}],
        supply=[supply(), supply("here"), supply(), {"material": "ore", "country": "far", 2030: 1}],
        stockpiles=[
            {"stockpile": "all", "material": "goods", "home": "home", "max_t": 1},
            {"stockpile": "some", "material": "goods", "home": "home", "serves": "away", "max_t": 1},
        ],
    )
    assert found.business.recipes["saver"] == {"goods": pytest.approx(0.9)}
    assert found.outputs("plant") == {"goods": 1, "slag": 0.5}
    assert found.inputs("plant") == {"ore": 2}
    assert found.makers("here", "goods") == ["plant"]
    assert found.makers("here", "slag") == ["plant"]
    assert found.makers("here", "ore") == []
    assert found.makers("far", "goods") == []
    assert found.makers("far", "ore") == ["mine"]
    rows = sorted(found.world.supply)
    assert found.sellers("far", "goods") == [rows[0], rows[2]]
    assert (found.home("here"), found.home("far")) == ("home", None)
    assert (found.serves("all"), found.serves("some")) == (["home", "away"], ["away"])


def test_capacity() -> None:
    found = with_floors()
    assert [found.capacity("plant", 2030, "base", t) for t in (2029, 2030, 2031, 2032)] == [0, 5, 10, 10]
    assert [found.capacity("plant", 2030, "crisis", t) for t in (2030, 2031, 2032)] == [0, 5, 5]
