"""The most that funders could give a project out of their own budgets."""

from __future__ import annotations

from typing import Any

import pytest

from optimizer.why.purses import most_given
from tests.tiny import Sheets, facts_of, near, project, world, years
from tests.why.worlds import reasons


def sheets(share: float = 0.5, money: float = 10, carry: str = "no") -> Sheets:
    """A plant of 20 MUSD, half in 2030 and half in 2031; one funder always has money, the other only in 2030."""
    return world(
        years(2030, 2033, private_discount_rate=0.1),
        projects=[project("plant", build_years=2, min_public_share=1, latest_start=2030, opex_usd_per_t=2e7)],
        funders=[{"funder": "lasting", "max_share": share}, {"funder": "lapsing", "carry_over": carry}],
        budgets=[{"funder": "lasting", 2030: 100, 2031: 100}, {"funder": "lapsing", 2030: money}],
    )


@pytest.mark.parametrize(
    ("options", "given"),
    [
        ({}, [10, 10]),  # the one whose money lapses first, whatever their order
        ({"share": 0.3}, [10, 6]),
        ({"share": 0, "money": 15}, [10, 0]),
        ({"share": 0, "money": 15, "carry": "yes"}, [10, 5]),
        ({"share": 1}, [10, 10]),
    ],
)
def test_most_is_given_whoever_comes_first_in_the_sheet(options: dict[str, Any], given: list[float]) -> None:
    found = most_given(facts_of(sheets(**options)), "plant", 2030)
    assert [found[2030], found[2031]] == near(given)


def test_money_that_is_there_is_not_said_to_lack() -> None:
    assert reasons(sheets())["plant"] == "not needed"
    assert reasons(sheets(share=0.3))["plant"] == "no eligible money"
