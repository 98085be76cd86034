"""The search for the best reward for deciding otherwise: doubled until its plan is too dear, then halved in between."""

from __future__ import annotations

import math

import pytest

from optimizer.near.rewarded import Limits


def searched(best: float, first: float = 1.0) -> Limits:
    """The limits when the search ends, where plans are near enough up to a reward of `best`."""
    limits = Limits(first)
    for _ in range(100):
        if limits.is_close:
            return limits
        limits.learn(limits.next, stays=limits.next <= best)
    raise AssertionError("the search does not end")


@pytest.mark.parametrize("best", [0.01, 0.3, 1.0, 7.0, 500.0])
def test_it_ends_close_to_the_best_reward(best: float) -> None:
    limits = searched(best)
    assert limits.stays <= best < limits.leaves
    assert limits.leaves <= 1.1 * limits.stays


def test_it_gives_up_where_no_reward_is_low_enough_or_all_are() -> None:
    assert searched(0.0).stays == 0.0
    assert searched(math.inf).leaves == math.inf
    assert searched(math.inf).stays >= 1000.0


def test_a_worse_answer_takes_nothing_back() -> None:
    limits = Limits(1.0, stays=2.0, leaves=3.0)
    limits.learn(1.0, stays=True)
    limits.learn(9.0, stays=False)
    assert (limits.stays, limits.leaves) == (2.0, 3.0)
