"""Causes for which there can be no plan that are seen without a solver."""

from __future__ import annotations

from typing import Any

import pytest

from tests.books import has, judge
from tests.case.rich import rich

NO_PLAN = "there can be no plan"


def target(**values: Any) -> list[str]:
    sheets = rich()
    sheets["targets"] = [{"target": "t", "market": "ANZ", "material": "oxide", "from_year": 2030, **values}]
    sheets["projects"][0]["requires"] = None
    return [f for f in judge(sheets) if NO_PLAN in f]


@pytest.mark.parametrize(
    ("metric", "subject", "reached", "beyond"),
    [
        ("min_domestic_share", None, 0.66, 0.67),  # 80 t of the refinery against a demand of 120 t
        ("min_domestic_output", None, 0.66, 0.67),
        ("min_bloc_cover", "partner", 0.66, 0.67),
        ("min_bloc_share", "concern", 1.0, None),
        ("min_recycled_share", None, 0.0, 0.01),
    ],
)
def test_hard_minima_above_all_that_could_be_delivered(
    metric: str, subject: str | None, reached: float, beyond: float | None
):
    row = {"metric": metric, "subject": subject}
    assert target(value=reached, **row) == []
    if beyond is not None:
        assert has(
            target(value=beyond, **row), "warning: targets!", f"{metric} of t needs", "t of oxide in 2030 for ANZ"
        )
        assert target(value=beyond, penalty=1, **row) == []


def test_a_hard_minimum_of_what_nobody_makes_or_supplies():
    sheets = rich()
    del sheets["supply"][0]
    sheets["projects"][0]["status"] = "excluded"
    sheets["targets"] = [{"target": "t", "metric": "max_shortage", "material": "oxide", "value": 0.99}]
    assert has(judge(sheets), "warning: targets!D2", "suppliers and projects could deliver at most 0 t", NO_PLAN)


def test_a_closed_route_brings_nothing():
    sheets = rich()
    sheets["routes"] = [{"country": "AUS", "market": "ROW", "material": "ore"}]
    sheets["projects"][0]["status"] = "excluded"
    sheets["targets"] = [{"target": "t", "metric": "max_shortage", "market": "ANZ", "subject": "base", "value": 0.5}]
    assert has(judge(sheets), "warning: targets!E2", "max_shortage of t needs", NO_PLAN)


def test_hard_cover_above_what_stockpiles_can_hold():
    row = {"metric": "min_cover_days"}
    assert target(value=152, **row) == []  # 50 t of 120 t a year
    assert has(target(value=153, **row), "warning: targets!E2", "the stockpiles can hold at most 50 t", NO_PLAN)


def committed(**values: Any) -> dict[str, Any]:
    sheets = rich()
    sheets["projects"][0] |= {"requires": None, "status": "committed", **values}
    return sheets


def test_a_prerequisite_that_comes_too_late():
    sheets = committed(requires="mine", latest_start=2028)
    sheets["projects"][1]["earliest_start"] = 2028
    assert not has(judge(sheets), "warning: projects!", NO_PLAN)
    sheets["projects"][1]["earliest_start"] = 2029
    assert has(judge(sheets), "warning: projects!", "committed to start by 2028, and mine cannot start before 2029")


def test_a_least_public_share_above_all_budgets():
    sheets = committed(min_public_share=0.2, latest_start=2027)
    assert not has(judge(sheets), "warning: projects!", NO_PLAN)
    sheets["projects"][0]["min_public_share"] = 0.21
    found = judge(sheets)
    assert has(found, "warning: projects!", "refinery is committed and needs 10.5 MUSD", "reach 10 MUSD", NO_PLAN)
    sheets["funders"][0]["carry_over"] = "yes"
    sheets["projects"][0]["latest_start"] = 2028
    assert not has(judge(sheets), "warning: projects!", NO_PLAN)
