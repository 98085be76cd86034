from __future__ import annotations

import pytest

from tests.books import has, judge, minimal
from tests.case.rich import rich


def test_last_year_is_not_before_the_first():
    sheets = minimal()
    sheets["settings"][1]["value"] = 2026
    assert judge(sheets) == ["error: settings!B3: last_year is 2026, before first_year 2027"]


def test_a_very_long_horizon_is_pointed_out():
    sheets = minimal()
    sheets["settings"][0]["value"] = 1927
    assert has(judge(sheets), "warning: settings!B3", "horizon of 104 years")


def test_a_time_limit_is_above_zero():
    sheets = minimal()
    sheets["settings"].append({"key": "time_limit_s", "value": 0})
    assert judge(sheets) == ["error: settings!B4: time_limit_s is 0: it needs to be above 0"]


def test_risk_weight_needs_a_tail():
    sheets = minimal()
    sheets["settings"].append({"key": "tail_probability", "value": 0})
    assert judge(sheets) == []
    sheets["settings"].append({"key": "risk_weight", "value": 0.1})
    assert has(judge(sheets), "error: settings!B4", "tail_probability is 0%")


def test_partner_shares_add_up_to_at_most_all():
    sheets = minimal()
    sheets["funders"].append({"funder": "second", "partner": "ROW"})
    sheets["settings"].append({"key": "min_partner_share", "value": 0.6})
    assert has(judge(sheets), "error: settings!B4", "the 2 partners", "at most 0.5")
    sheets["settings"].append({"key": "joint_funding", "value": "no"})
    assert not has(judge(sheets), "error")


def test_probabilities_add_up_to_at_most_one():
    sheets = rich()
    sheets["scenarios"].append({"scenario": "war", "probability": 0.9})
    assert has(judge(sheets), "error: scenarios!B3", "add up to 1.1")
    sheets["scenarios"][1]["probability"] = 0.8
    assert not has(judge(sheets), "error")


@pytest.mark.parametrize(
    ("sheet", "column", "name", "message"),
    [
        ("scenarios", "scenario", "Base", "scenario is base"),
        ("funders", "funder", "private", "funder is private"),
        ("cases", "case", "base", "case is base"),
        ("markets", "market", "*", "market is *, which means all"),
    ],
)
def test_names_with_a_meaning_are_not_given(sheet: str, column: str, name: str, message: str):
    sheets = rich()
    sheets[sheet].append({**sheets[sheet][0], column: name})
    assert has(judge(sheets), f"error: {sheet}!A", message)


def test_names_that_lists_cannot_hold_are_pointed_out():
    sheets = minimal()
    sheets["markets"] += [{"market": "All"}, {"market": "EU, north"}]
    sheets["countries"].append({"country": "Korea, South", "bloc": "ally"})
    found = judge(sheets)
    assert has(found, "warning: markets!A4", "pooled partners")
    assert has(found, "warning: markets!A5", "comma")
    assert has(found, "warning: countries!A4", "comma")


def test_a_dollar_is_a_dollar():
    sheets = minimal()
    sheets["currencies"] = [{"currency": "USD", "usd": 1}, {"currency": "EUR", "usd": 0}]
    assert judge(sheets) == ["warning: currencies!B3: usd is 0: every budget in EUR is worth nothing"]
    sheets["currencies"][0]["usd"] = 1.1
    assert has(judge(sheets), "error: currencies!B2", "one USD is 1 USD")
