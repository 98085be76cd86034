from __future__ import annotations

from typing import Any

import pytest

from optimizer.case.eligibility import eligible_funders, largest_share
from tests.tiny import case_of, project, world


def share(*rules: dict[str, Any]) -> float:
    """What the fund may give to a plant at home that makes goods."""
    book = world(
        projects=[project("plant")],
        funders=[{"funder": "fund", "max_share": 0.5}],
        funding_rules=[{"funder": "fund", **rule} for rule in rules],
    )
    case = case_of(book)
    return largest_share(case, case.funders["fund"], case.projects["plant"])


def test_without_a_rule_its_own_largest_share() -> None:
    assert share() == 0.5


@pytest.mark.parametrize(
    "rule",
    [
        {},
        {"country": "here"},
        {"country": "bloc:partner"},
        {"country": "region:north"},
        {"kind": "plant"},
        {"material": "goods"},
        {"material": "stage:processing"},
        {"material": "family:all goods"},
        {"country": "here", "kind": "plant", "material": "goods"},
    ],
)
def test_a_rule_that_matches_replaces_it(rule: dict[str, Any]) -> None:
    assert share({**rule, "max_share": 0.8}) == 0.8


@pytest.mark.parametrize("rule", [{"country": "far"}, {"country": "bloc:concern"}, {"country": "region:south"},
                                  {"kind": "mine"}, {"country": "here", "kind": "mine"}])  # fmt: skip
def test_a_rule_that_does_not_match_is_nothing(rule: dict[str, Any]) -> None:
    assert share({**rule, "max_share": 0.8}) == 0.5


def test_the_rule_that_names_most_wins() -> None:
    rules = [
        {"max_share": 0.1},
        {"country": "here", "max_share": 0.2},
        {"country": "region:north", "kind": "plant", "max_share": 0.3},
    ]
    assert [share(*rules[:n]) for n in (1, 2, 3)] == [0.1, 0.2, 0.3]


def test_a_share_of_0_is_not_eligible() -> None:
    book = world(
        projects=[project("plant")],
        funders=[{"funder": "one"}, {"funder": "two", "max_share": 0}, {"funder": "three"}],
        funding_rules=[{"funder": "three", "kind": "plant", "max_share": 0}],
    )
    case = case_of(book)
    assert eligible_funders(case, case.projects["plant"]) == {"one": 1.0}
