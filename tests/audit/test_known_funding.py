"""Who may fund what, as the audit works it out."""

from __future__ import annotations

import pytest

from tests.audit.knowing import known

RULES = [
    ({"country": "here"}, True),
    ({"country": "there"}, False),
    ({"country": "bloc:partner"}, True),
    ({"country": "bloc:concern"}, False),
    ({"country": "region:north"}, True),
    ({"country": "region:south"}, False),
    ({"kind": "plant"}, True),
    ({"kind": "mine"}, False),
    ({"material": "goods"}, True),
    ({"material": "ore"}, False),
    ({"material": "stage:processing"}, True),
    ({"material": "stage:extraction"}, False),
    ({"material": "family:all goods"}, True),
    ({"material": "family:stones"}, False),
    ({"country": "here", "kind": "plant", "material": "goods"}, True),
    ({"country": "here", "kind": "plant", "material": "ore"}, False),
    ({"country": "here", "kind": "mine", "material": "goods"}, False),
    ({"country": "far", "kind": "plant", "material": "goods"}, False),
]


@pytest.mark.parametrize(("rule", "holds"), RULES)
def test_rules_of_funding(rule: dict[str, str], holds: bool) -> None:
    funders = [{"funder": "one", "max_share": 0.5}, {"funder": "two", "max_share": 0.4}]
    found = known(funders=funders, funding_rules=[{"funder": "one", "max_share": 0.1, **rule}]).funding
    assert (found.share("one", "plant"), found.share("two", "plant")) == (0.1 if holds else 0.5, 0.4)


@pytest.mark.parametrize("first", [0, 1])
def test_the_rule_that_names_most_wins(first: int) -> None:
    few = {"funder": "one", "max_share": 0.1}
    for one, more in (
        ({}, {"kind": "plant"}),
        ({"kind": "plant"}, {"kind": "plant", "country": "here"}),
        ({"material": "goods"}, {"material": "goods", "country": "here"}),
        ({"country": "here"}, {"kind": "plant", "material": "goods"}),
        ({"country": "here", "kind": "plant"}, {"country": "here", "kind": "plant", "material": "goods"}),
    ):
        rules = [few | one, few | more | {"max_share": 0.9}]
        found = known(funders=[{"funder": "one"}], funding_rules=rules[first:] + rules[:first]).funding
        assert found.share("one", "plant") == 0.9


def test_payers_partners_and_budgets() -> None:
    found = known(
        funders=[
            {"funder": "one", "partner": "home", "currency": "EUR"},
            {"funder": "two", "partner": "home", "price_support": "no"},
            {"funder": "three", "partner": "away", "max_share": 0},
            {"funder": "four", "max_share": 0.01},
        ],
        currencies=[{"currency": "EUR", "usd": 1.25}, {"currency": "private", "usd": 9}],
        budgets=[{"funder": "one", 2030: 8, 2032: 5e8}, {"funder": "four", 2030: 3}, {"funder": "private", 2030: 7}],
    ).funding
    assert found.payers("plant") == ["one", "four"]
    assert found.partner == {"one": "home", "two": "home", "three": "away", "four": None}
    assert [found.budget("one", year) for year in (2030, 2031, 2032)] == [10, 0, 1e8]
    assert [found.budget(f, 2030) for f in ("two", "four", "private")] == [None, 3, 7]
