"""Exit statuses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the command line reads this file before it knows whether there is anything to do
    from optimizer.study.study import Answered

OK, FAULT, WRONG_INPUT, NO_PLAN, STOPPED, NOT_PROVEN = 0, 1, 2, 3, 4, 5


def of_answers(answered: Iterable[Answered]) -> int:
    """The status of several cases: the worst that happened to any of them.

    A fault comes first, then wrong inputs, then a search that was stopped, then that no case has a plan. That some
    cases are proven to have none is an answer like any other.
    """
    answers = {a.answer for a in answered}
    if "fault" in answers:
        return FAULT
    if "wrong inputs" in answers:
        return WRONG_INPUT
    if answers & {"stopped", "stopped before its gap"}:
        return NOT_PROVEN
    return OK if "plan" in answers else NO_PLAN
