from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import pytest

from optimizer.case.hazards import Hazard
from optimizer.sample.draw import Future, Strike, draw
from optimizer.sample.summary import counts, frequencies
from tests.sample.effects import effect

YEARS = tuple(range(2027, 2041))


def hazard(name: str = "stop", probability: float = 0.1, **other: Any) -> Hazard:
    facts = {"effects": (effect(),), "years_low": 1, "years_high": 3, "years": YEARS} | other
    return Hazard(name=name, yearly_probability=probability, **facts)


def strikes(futures: list[Future], name: str) -> list[list[Strike]]:
    return [[strike for strike in future if strike.hazard == name] for future in futures]


def test_the_same_seed_draws_the_same_on_every_machine():
    drawn = draw([hazard()], YEARS, 4, 1)
    assert drawn == draw([hazard()], YEARS, 4, 1)
    assert drawn != draw([hazard()], YEARS, 4, 2)
    golden = [[(2028, 2029, 0.76), (2030, 2032, 0.32)], [], [(2032, 2032, 0.84), (2036, 2038, 0.84)]]
    assert [[(s.first_year, s.last_year, *s.values) for s in future] for future in drawn[:3]] == golden


def test_more_futures_begin_with_the_same_ones():
    assert draw([hazard()], YEARS, 20, 1) == draw([hazard()], YEARS, 50, 1)[:20]


def test_a_hazard_leaves_the_strikes_of_the_others_alone():
    alone = strikes(draw([hazard()], YEARS, 50, 1), "stop")
    both = draw([hazard("quake", 0.5), hazard()], YEARS, 50, 1)
    assert strikes(both, "stop") == alone
    assert any(strikes(both, "quake"))


def test_a_higher_probability_only_adds_strikes():
    short = {"years_low": 1, "years_high": 1}
    few = strikes(draw([hazard(probability=0.1, **short)], YEARS, 50, 1), "stop")
    many = strikes(draw([hazard(probability=0.3, **short)], YEARS, 50, 1), "stop")
    assert all(set(less) <= set(more) for less, more in zip(few, many, strict=True))
    assert sum(map(len, many)) > sum(map(len, few))


def test_strikes_follow_one_another_inside_the_horizon_and_its_years():
    futures = draw([hazard(probability=0.6, years=YEARS[2:9])], YEARS, 200, 1)
    for future in futures:
        assert list(future) == sorted(future, key=lambda s: s.first_year)
        assert all(before.last_year < after.first_year for before, after in pairwise(future))
        assert all(s.first_year in YEARS[2:9] and 1 <= s.last_year - s.first_year + 1 <= 3 for s in future)
    assert max(s.last_year for future in draw([hazard(probability=0.9)], YEARS, 50, 1) for s in future) == YEARS[-1]


def test_lengths_and_values_are_spread_evenly():
    found = [s for future in draw([hazard()], YEARS, 2000, 1) for s in future if s.first_year < 2038]
    for length in (1, 2, 3):
        share = sum(s.last_year - s.first_year + 1 == length for s in found) / len(found)
        assert share == pytest.approx(1 / 3, abs=4 * math.sqrt(2 / 9 / len(found)))
    values = [s.values[0] for s in found]
    assert min(values) == 0.2
    assert max(values) == 0.9
    assert sum(values) / len(values) == pytest.approx(0.55, abs=4 * 0.7 / math.sqrt(12 * len(values)))


def test_all_effects_of_a_strike_are_equally_hard():
    both = hazard(effects=(effect(), effect("price", 1.2, 1.2), effect("price", 1.0, 2.4)))
    for future in draw([both], YEARS, 100, 1):
        for cut, fixed, factor in (strike.values for strike in future):
            assert fixed == 1.2
            assert (cut - 0.2) / 0.7 == pytest.approx((factor - 1) / 1.4, abs=0.02)


def test_a_strike_without_effect_is_none():
    assert draw([hazard(effects=(effect("price", 1, 1),), probability=1)], YEARS, 5, 1) == [()] * 5


@pytest.mark.parametrize("probability", [0.02, 0.2, 0.9])
def test_hazards_strike_as_often_as_expected(probability: float):
    futures = draw([hazard(probability=probability)], YEARS, 4000, 7)
    (line,) = frequencies([hazard(probability=probability)], futures)
    assert line.struck == pytest.approx(line.expected, abs=4.5 * math.sqrt(line.expected))
    assert line.struck == sum(map(len, futures))


def test_counts_tell_calm_futures_from_others():
    one = Strike("stop", 2030, 2030, (0.5,))
    said = counts([(), (one,), (one,), (one,) * 4], [])
    assert (
        said[0] == "4 futures drawn: 1 without any disruption (they are base), 2 with one to three strikes, 1 with more"
    )
