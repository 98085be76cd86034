from __future__ import annotations

from typing import Any

import pytest

from optimizer.case.routes import FREE, Routes, Terms
from tests.tiny import case_of, world


def terms(rows: list[dict[str, Any]], country: str = "far", market: str = "home") -> Terms | None:
    return Routes(case_of(world(routes=rows))).terms(country, market, "goods")


def test_without_rows_everything_is_open_and_free() -> None:
    assert terms([]) == FREE
    assert terms([], "here") == FREE


def test_without_a_matching_row_a_route_is_closed_but_not_at_home() -> None:
    rows = [{"country": "here", "market": "home", "material": "goods", "freight": 3}]
    assert terms(rows) is None
    assert terms([{"country": "far", "freight": 3}], "here") == FREE


def test_the_row_that_names_most_wins() -> None:
    rows = [{"freight": 1}, {"country": "far", "freight": 2}, {"country": "far", "material": "goods", "freight": 3}]
    assert [terms(rows[:n]) for n in (1, 2, 3)] == [Terms(1), Terms(2), Terms(3)]


def test_a_closed_row_can_win() -> None:
    assert terms([{"freight": 1}, {"country": "far", "open": "no"}]) is None
    assert terms([{"open": "no"}, {"country": "far", "freight": 1, "duty": 0.1}]) == Terms(1, 0.1)


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ({"freight": 5}, FREE),
        ({"market": "home", "freight": 5}, FREE),
        ({"country": "here", "material": "goods", "freight": 5}, FREE),
        ({"country": "here", "market": "home", "freight": 5, "duty": 0.2}, Terms(5, 0.2)),
        ({"country": "here", "market": "home", "open": "no"}, None),
    ],
)
def test_the_own_market_needs_a_row_that_names_both(row: dict[str, Any], found: Terms | None) -> None:
    assert terms([row], "here") == found
