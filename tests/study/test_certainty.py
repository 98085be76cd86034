"""What ranges of costs allow to say."""

from __future__ import annotations

import math

import pytest

from optimizer.study.certainty import bracket, worth
from optimizer.study.uncertainty import Difference

INF = math.inf


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (Difference(439.0, 98.0, 780.0), "worth 439 MUSD (between 98 and 780)"),
        (Difference(10.0, 8.0, INF), "worth 10 MUSD (at least 8)"),
        (Difference(10.0, 10.0, 10.0), "worth 10 MUSD (proven)"),
        (Difference(-30.0, -40.0, -20.0), "a loss of 30 MUSD (between 20 and 40)"),
        (Difference(0.0, 0.0, 0.0), "worth nothing: both plans cost the same"),
    ],
)
def test_what_is_told_apart_is_worth_a_number(value: Difference, told: str) -> None:
    assert worth(value) == told


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (Difference(1.0, -2.0, 3.0), "between −2 and +3 MUSD"),
        (Difference(1.0, -2.0, INF), "−2 MUSD or more"),
        (Difference(1.0, -INF, 3.0), "+3 MUSD or less"),
        (Difference(1.0, -INF, INF), "no bound is proven yet"),
    ],
)
def test_what_is_not_told_apart_is_a_range(value: Difference, told: str) -> None:
    gap = "not told apart from 0 by the gap of the search"
    assert worth(value) == f"{gap} ({told}); solve with a smaller --gap to know more"


def test_a_range_is_open_where_no_bound_is_proven() -> None:
    assert bracket(Difference(10.0, 8.0, INF)) == "at least 8"
