from __future__ import annotations

import pytest

from optimizer.case.hazards import Hazard
from optimizer.case.sheets import At
from optimizer.sample.draw import Future, Strike
from optimizer.sample.scenarios import event_rows, scenario_rows, scenarios_of
from optimizer.words.text import readable
from tests.sample.effects import effect


def strike(year: int, hazard: str = "china_magnets", last: int | None = None, value: float = 0.5) -> Strike:
    return Strike(hazard, year, last or year, (value,))


def names(*futures: Future) -> list[str]:
    return [scenario.name for scenario in scenarios_of(futures)]


def test_names_say_what_strikes_and_when():
    assert names((strike(2031),)) == ["2031_china_magnets"]
    assert names((strike(2029, "congo"), strike(2031))) == ["2029_congo_2031_china_magnets"]
    assert readable("2031_china_magnets") == "2031 china magnets"


def test_long_names_say_how_much_more_strikes():
    many = tuple(strike(year) for year in (2029, 2031, 2033, 2035))
    assert names(many) == ["2029_china_magnets_and_3_more"]
    assert names((strike(2029, "a"), strike(2030, "b"), *many[1:])) == ["2029_a_2030_b_and_3_more"]


def test_names_fit_into_lists_and_read_as_words():
    assert names((strike(2031, "China: magnets, 2nd"),)) == ["2031_china_magnets_2nd"]
    assert names((strike(2031, "Überfall"),)) == ["2031_überfall"]
    assert names((strike(2031, "*"),)) == ["2031_hazard"]


def test_no_two_scenarios_have_the_same_name():
    futures = [(strike(2031, value=value),) for value in (0.1, 0.2, 0.3)]
    assert names(*futures) == ["2031_china_magnets", "2031_china_magnets_2", "2031_china_magnets_3"]
    assert scenarios_of(futures[:1], ["2031_China_Magnets"])[0].name == "2031_china_magnets_2"


def test_equal_futures_are_one_scenario_and_calm_ones_are_base():
    futures: list[Future] = [(strike(2031),), (), (strike(2030),), (strike(2031),)]
    sampled = scenarios_of(futures)
    assert [(s.name, s.drawn) for s in sampled] == [("2030_china_magnets", 1), ("2031_china_magnets", 2)]
    assert [row["probability"] for row in scenario_rows(sampled, 4, 1.0)] == [0.25, 0.5]
    assert [row["probability"] for row in scenario_rows(sampled, 4, 0.6)] == pytest.approx([0.15, 0.3])


def test_events_are_the_effects_of_every_strike():
    filled = At("hazards", filled=frozenset({"hazard", "kind", "country", "material", "value_low"}))
    cut = effect("export_cut", 0.4, 0.4, at=filled, country="CHN", material="oxide")
    dear = effect("price", 1, 2, at=filled, country="*", material="oxide")
    hazard = Hazard("stop", (cut, dear), 0.1, 1, 2, (2030,))
    future = (Strike("stop", 2030, 2031, (0.4, 1.0)), Strike("stop", 2033, 2033, (0.4, 1.5)))
    rows = event_rows(scenarios_of([future]), [hazard])
    place = {"scenario": "2030_stop_2033_stop", "country": "CHN", "material": "oxide", "note": "stop"}
    assert rows == [
        place | {"kind": "export_cut", "first_year": 2030, "last_year": 2031, "value": 0.4},
        place | {"kind": "export_cut", "first_year": 2033, "last_year": 2033, "value": 0.4},
        place | {"kind": "price", "country": "*", "first_year": 2033, "last_year": 2033, "value": 1.5},
    ]
