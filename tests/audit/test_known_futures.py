"""When scenarios strike and what, as the audit works it out: each figure by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.audit.knowing import GOODS, ORE, in_crisis, known
from tests.tiny import event, project


def test_probabilities() -> None:
    given = [{"scenario": "one", "probability": 0.25}, {"scenario": "two", "probability": 0.5}]
    assert known(scenarios=given).futures.probability == {"base": 0.25, "one": 0.25, "two": 0.5}


@pytest.mark.parametrize(
    ("events", "recovery", "window"),
    [
        ([], 2, []),
        ([event("crisis", "outage", 0.5, country="far")], 0, [2030, 2031, 2032, 2033]),
        ([event("crisis", "outage", 0.5, country="far", first_year=2031, last_year=2031)], 0, [2031]),
        ([event("crisis", "outage", 0.5, country="far", first_year=2031, last_year=2031)], 1, [2031, 2032]),
        ([event("crisis", "outage", 0.5, country="far", first_year=2031, last_year=2031)], 9, [2031, 2032, 2033]),
        ([event("crisis", "outage", 0.5, country="far", first_year=2031)], 0, [2031, 2032, 2033]),
        ([event("crisis", "outage", 0.5, country="far", last_year=2031)], 0, [2030, 2031]),
        ([event("crisis", "outage", 0.5, country="far", first_year=2028, last_year=2030)], 0, [2030]),
        ([event("crisis", "outage", 0.5, country="far", first_year=2033, last_year=2039)], 0, [2033]),
        ([event("crisis", "outage", 0.5, country="far", first_year=2035, last_year=2039)], 0, []),
        (
            [
                event("crisis", "outage", 0.5, country="far", first_year=2031, last_year=2031),
                event("crisis", "price", 2, first_year=2020, last_year=2025),
                event("crisis", "price", 2, first_year=2036, last_year=2039),
            ],
            0,
            [2031],
        ),
        ([event("crisis", "outage", 0, country="far")], 0, []),
        ([event("crisis", "export_cut", 0, country="far")], 0, []),
        ([event("crisis", "price", 1)], 0, []),
        ([event("crisis", "price", 0)], 0, [2030, 2031, 2032, 2033]),
        ([event("crisis", "demand", 1)], 0, []),
        (
            [
                event("crisis", "price", 2, first_year=2032, last_year=2032),
                event("crisis", "demand", 2, first_year=2031, last_year=2031),
            ],
            0,
            [2031, 2032],
        ),
        ([event("crisis", "delay", 1, project="plant")], 0, [2031, 2032, 2033]),
        ([event("crisis", "delay", 1, project="mine")], 0, [2030, 2031, 2032, 2033]),
        ([event("crisis", "delay", 1, country="far")], 0, [2030, 2031, 2032, 2033]),
        ([event("crisis", "delay", 1, country="here")], 0, [2031, 2032, 2033]),
        ([event("crisis", "delay", 1, country="there")], 0, []),
    ],
)
def test_windows(events: list[dict[str, Any]], recovery: int, window: list[int]) -> None:
    """From the first strike to some years after the last; delays strike when the first project would be ready."""
    plants = [project("plant", build_years=1), project("mine", product="ore", country="far", kind="mine")]
    found = in_crisis(*events, settings={"recovery_years": recovery}, projects=plants).futures
    assert list(found.windows["crisis"]) == window
    assert list(found.windows["base"]) == [2030, 2031, 2032, 2033]
    assert [found.at("crisis", year) for year in found.windows["base"]] == [
        "crisis" if year in window else "base" for year in found.windows["base"]
    ]


def test_a_delay_of_what_is_never_offered_strikes_nothing() -> None:
    off = [project("plant", status="excluded")]
    assert not in_crisis(event("crisis", "delay", 1, project="plant"), projects=off).futures.windows["crisis"]


def test_when_events_act() -> None:
    found = in_crisis(
        event("crisis", "price", 2, first_year=2031, last_year=2032),
        event("crisis", "price", 3, first_year=2032, last_year=2033),
        event("crisis", "outage", 0.5, country="far", first_year=2031),
    ).futures
    values = [[e.value for e in found.acting("crisis", year, "price")] for year in range(2030, 2034)]
    assert values == [[], [2], [2, 3], [3]]
    assert found.acting("base", 2031, "price") == []


def test_outages_and_delays_of_projects() -> None:
    found = in_crisis(
        event("crisis", "outage", 0.5, country="far", first_year=2031, last_year=2031),
        event("crisis", "outage", 0.2, country="*", material="ore", first_year=2031),
        event("crisis", "outage", 0.1, project="plant", first_year=2033),
        event("crisis", "delay", 1, country="far"),
        event("crisis", "delay", 2, project="mine"),
        event("crisis", "delay", 4, project="plant"),
    ).futures
    kept = {p: [found.kept("crisis", p, year) for year in range(2030, 2034)] for p in ("plant", "mine")}
    assert kept == {"plant": [1, 1, 1, 0.9], "mine": [1, 0.4, 0.8, 0.8]}
    assert (found.delay("crisis", "plant"), found.delay("crisis", "mine"), found.delay("base", "mine")) == (4, 3, 0)


@pytest.mark.parametrize(
    ("strike", "materials"),
    [
        (event("crisis", "outage", 0.5, country="far"), ["ore", "goods", "slag"]),
        (event("crisis", "outage", 0.5, country="far", material="ore"), ["ore"]),
        (event("crisis", "outage", 0.5, project="plant"), ["goods", "slag"]),
        (event("crisis", "outage", 0.5, project="mine"), ["ore"]),
        (event("crisis", "export_cut", 0.5, country="far"), ["ore", "goods", "slag"]),
        (event("crisis", "export_cut", 0.5, country="far", material="ore"), ["ore"]),
        (event("crisis", "demand", 1.5), ["ore", "goods", "slag"]),
        (event("crisis", "demand", 1.01, material="ore"), ["ore"]),
        (event("crisis", "demand", 0.5), []),
        (event("crisis", "price", 2), []),
        (event("crisis", "delay", 1, project="plant"), []),
    ],
)
def test_what_is_disrupted(strike: dict[str, Any], materials: list[str]) -> None:
    """What an outage, a cut or a rise in demand names; of a project, what it makes."""
    slag = {"material": "slag", "stage": "processing"}
    recipes = [
        {"project": "plant", "material": "ore", "t_per_t": -1},
        {"project": "plant", "material": "slag", "t_per_t": 0.5},
    ]
    found = in_crisis(strike, materials=[ORE, GOODS, slag], recipes=recipes).futures
    assert [m for m in ("ore", "goods", "slag") if found.disrupts("crisis", m, 2030)] == materials
    assert not any(found.disrupts("base", m, 2030) for m in ("ore", "goods", "slag"))


def test_a_recipe_of_nothing_has_no_effect() -> None:
    nothing = [{"project": "plant", "material": "ore", "t_per_t": 0}]
    found = in_crisis(event("crisis", "outage", 0.5, project="plant"), recipes=nothing)
    assert not found.futures.disrupts("crisis", "ore", 2030)
    assert (found.outputs("plant"), found.inputs("plant")) == ({"goods": 1}, {})


def test_a_second_event_disrupts_as_well() -> None:
    found = in_crisis(
        event("crisis", "outage", 0.5, country="far", material="ore"),
        event("crisis", "outage", 0.5, country="here", material="goods"),
    ).futures
    assert found.disrupts("crisis", "goods", 2030)
