"""Headlines of studies: the first among equals is not sold as the first."""

from __future__ import annotations

import pytest

from optimizer.study.headline import of_comparison, of_sweep


def case(name, value, low, high, told=True):
    keys = ("against_base_musd", "against_base_low_musd", "against_base_high_musd")
    ranged = dict(zip(keys, (value, low, high), strict=True))
    return {"case": name, "objective_musd": 1000.0, **ranged, "told_apart": told}


BASE = case("base", None, None, None, None)


def said(*cases):
    return " ".join(of_comparison([BASE, *cases], [], str))


def test_the_dearest_case_is_named_with_its_range():
    text = said(case("a", 100.0, 90.0, 110.0), case("b", 50.0, 40.0, 60.0), case("c", -30.0, -40.0, -20.0))
    assert "a costs most: 100 MUSD more than base (at least 90 MUSD, at most 110 MUSD)." in text
    assert "c saves most: 30 MUSD less than base (at least 20 MUSD, at most 40 MUSD)." in text


def test_a_case_within_the_gap_of_the_first_is_named_too():
    text = said(case("a", 100.0, 80.0, 110.0), case("b", 90.0, 70.0, 95.0), case("c", -30.0, -40.0, -20.0))
    assert "(at least 80 MUSD, at most 110 MUSD); b may cost as much." in text
    text = said(case("c", -30.0, -40.0, -20.0), case("d", -25.0, -35.0, -15.0))
    assert "; d may save as much." in text


def test_an_unknown_bound_may_lie_anywhere():
    assert "; b may cost as much." in said(case("a", 100.0, 80.0, None), case("b", 20.0, 10.0, None))


def step(start, end, saves, low, high, told=True):
    ranged = {"saves_musd": saves, "saves_low_musd": low, "saves_high_musd": high}
    return {"from": start, "to": end, **ranged, "told_apart": told, "per_100_musd": saves / 2}


POINTS = [{"point": str(n), "best_musd": 1000.0 - n} for n in range(4)]


@pytest.mark.parametrize(
    ("second", "words"),
    [
        ((40.0, 30.0, 50.0), "Money buys most from 0 to 1: 50 MUSD are saved for each 100 MUSD of budget."),
        ((95.0, 85.0, 99.0), "save 48 MUSD to 50 MUSD for each 100 MUSD of budget; their ranges overlap."),
    ],
)
def test_where_money_buys_most_is_said_only_where_it_is_known(second, words):
    steps = [step("0", "1", 100.0, 90.0, 110.0), step("1", "2", *second), step("2", "3", 1.0, 0.0, 9.0, told=False)]
    text = " ".join(of_sweep(POINTS, steps, str))
    assert words in text
    assert "1 step saves nothing, or no more than the gap of the search explains." in text
