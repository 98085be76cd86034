"""What is known of the cost of deciding otherwise, in words."""

from __future__ import annotations

import math

import pytest

from optimizer.study.uncertainty import Difference
from optimizer.why.cards import range_in_words

INF = math.inf
OPEN = "the gap of the search leaves it open"


@pytest.mark.parametrize(
    ("cost", "told"),
    [
        (Difference(45.0, 12.0, 45.0), "between 12 and 45 MUSD more"),
        (Difference(45.0, 45.0, 45.0), "45 MUSD more, proven"),
        (Difference(45.0, -30.0, 45.0), f"at most 45 MUSD more; at least −30, as {OPEN}"),
        (Difference(45.0, -INF, 45.0), f"at most 45 MUSD more; nothing is proven: {OPEN}"),
        (Difference(INF, 12.0, INF), "at least 12 MUSD more; no plan is known"),
        (Difference(INF, -3.0, INF), "not known"),
        (Difference(INF, INF, INF), "impossible"),
        (Difference(-3.0, -5.0, -3.0), "3 MUSD less, within the gap of the search"),
    ],
)
def test_a_range_in_words(cost: Difference, told: str) -> None:
    assert range_in_words(cost) == told


def test_a_plan_without_what_is_committed_may_cost_less() -> None:
    assert range_in_words(Difference(-3.0, -5.0, -3.0), committed=True) == "3 MUSD less"
