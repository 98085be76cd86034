"""Who gives what to which project. Viability is off: grants are only given where a rule asks for them."""

from __future__ import annotations

from typing import Any

import pytest

from optimizer.errors import NoPlanError
from optimizer.model import build
from tests.tiny import Sheets, facts_of, grants, near, project, solved, starts, world, years

FUNDERS = [{"funder": "one", "partner": "home"}, {"funder": "two", "partner": "away"}]


def funded(settings: dict[str, Any] | None = None, *, plant: dict[str, Any] | None = None, **sheets: Any) -> Sheets:
    """A plant of 20 of which half has to be public, and funders of two partners with their own limits."""
    book = world(settings, projects=[project("plant", min_public_share=0.5, **(plant or {}))], funders=FUNDERS)
    book["markets"].append({"market": "away", "partner": "yes"})
    return {**book, **sheets}


def test_a_budget_splits_between_two_funders() -> None:
    """Half of 20 is public: all of 4 and all of 6."""
    plan = solved(funded(budgets=[{"funder": "one", 2030: 4}, {"funder": "two", 2030: 6}]))
    assert grants(plan) == near({"one": 4, "two": 6})
    assert plan.objective_musd == near(20)


def test_out_of_reach() -> None:
    """With 4 and 5 the public half of 10 cannot be paid: the shortage of 100 stays."""
    plan = solved(funded(budgets=[{"funder": "one", 2030: 4}, {"funder": "two", 2030: 5}]))
    assert starts(plan) == {}
    assert plan.objective_musd == near(100)


def test_largest_share_of_a_funder() -> None:
    """one gives at most 20 % of 20; the rest of 10 is two's."""
    plan = solved(funded(funders=[FUNDERS[0] | {"max_share": 0.2}, FUNDERS[1]], funding_rules=[]))
    assert grants(plan)["two"] >= 6 - 1e-6
    assert sum(grants(plan).values()) == near(10)


def test_funding_rule_replaces_the_largest_share() -> None:
    """A rule for plants lets one give nothing, another for the region lets two give 30 %: 6 < 10."""
    rules = [
        {"funder": "one", "kind": "plant", "max_share": 0},
        {"funder": "two", "country": "region:north", "max_share": 0.3},
    ]
    assert starts(solved(funded(funding_rules=rules))) == {}
    rules[1]["max_share"] = 0.5
    assert grants(solved(funded(funding_rules=rules))) == near({"two": 10})


def test_largest_public_share_limits_all_funders_together() -> None:
    """Private money has 9 of 20; grants may be 60 %, so 11 of 12 are given. At 50 % nothing is built."""
    private = [{"funder": "private", 2030: 9}]
    plan = solved(funded(budgets=private, plant={"max_public_share": 0.6}))
    assert sum(grants(plan).values()) == near(11)
    assert starts(solved(funded(budgets=private, plant={"max_public_share": 0.5}))) == {}


def test_private_money_by_year() -> None:
    """10 a year, private money 4 and 10: grants are 6 in 2030, and 4 more for the public half in either year."""
    book = funded(
        years(2030, 2032), plant={"build_years": 2, "latest_start": 2030},
        budgets=[{"funder": "private", 2030: 4, 2031: 10}],
    )  # fmt: skip
    given = grants(solved(book), by="year")
    assert given[2030] >= 6 - 1e-6
    assert sum(given.values()) == near(10)


def test_grants_stay_within_spending() -> None:
    """20 are spent in equal parts; the only budget is in 2031, so at most 10 are public: a minimum of 60 % is not."""
    budgets = [{"funder": "one", 2031: 50}, {"funder": "two"}]
    book = funded(years(2030, 2032), plant={"build_years": 2, "latest_start": 2030}, budgets=budgets)
    assert grants(solved(book), by=("funder", "year")) == near({("one", 2031): 10})
    book["projects"][0]["min_public_share"] = 0.6
    assert starts(solved(book)) == {}


@pytest.mark.parametrize(("budget", "given"), [(7, {"two": 10}), (8, {"one": 8, "two": 2})])
def test_least_share_of_a_funder(budget: float, given: dict[str, float]) -> None:
    """one gives at least 40 % of 20, which is 8, or nothing: with 7 it stays out; with 8, two has only 2 to add."""
    funders = [FUNDERS[0] | {"min_share": 0.4}, FUNDERS[1]]
    budgets = [{"funder": "one", 2030: budget}, {"funder": "two", 2030: 10 if budget < 8 else 2}]
    assert grants(solved(funded(funders=funders, budgets=budgets))) == near(given)


def test_least_share_is_all_or_nothing() -> None:
    """one would have to give 8 or nothing, has 7, and two has 4: 10 cannot be reached although 11 are there."""
    funders = [FUNDERS[0] | {"min_share": 0.4}, FUNDERS[1]]
    budgets = [{"funder": "one", 2030: 7}, {"funder": "two", 2030: 4}]
    assert starts(solved(funded(funders=funders, budgets=budgets))) == {}


def test_least_share_of_each_partner() -> None:
    """30 % of 10 from either partner: one has 3 and gives it all, with 2.9 nothing is built."""
    settings = {"min_partner_share": 0.3}
    budgets = [{"funder": "one", 2030: 3}]
    assert grants(solved(funded(settings, budgets=budgets))) == near({"one": 3, "two": 7})
    assert starts(solved(funded(settings, budgets=[{"funder": "one", 2030: 2.9}]))) == {}


def test_without_a_least_share_of_partners_there_is_no_row_for_it() -> None:
    assert len(build(facts_of(funded({"min_partner_share": 0.3}))).funding.partner_share) == 2
    assert not list(build(facts_of(funded())).funding.partner_share)


def test_a_partner_that_is_not_eligible_gives_nothing() -> None:
    """one may not fund plants, so that two pays all in spite of the least share of each partner."""
    rules = [{"funder": "one", "kind": "plant", "max_share": 0}]
    assert grants(solved(funded({"min_partner_share": 0.3}, funding_rules=rules))) == near({"two": 10})


def test_without_joint_funding_one_partner_pays() -> None:
    """6 and 6 are not enough for 10 unless both may pay; a bank without a partner may always join in."""
    budgets = [{"funder": "one", 2030: 6}, {"funder": "two", 2030: 6}, {"funder": "bank", 2030: 4}]
    assert starts(solved(funded(budgets=budgets[:2]))) == {"plant": 2030}
    assert starts(solved(funded({"joint_funding": "no"}, budgets=budgets[:2]))) == {}
    with_bank = funded({"joint_funding": "no"}, budgets=budgets, funders=[*FUNDERS, {"funder": "bank"}])
    given = grants(solved(with_bank))
    assert given.pop("bank") == near(4)
    assert list(given.values()) == near([6])


def test_without_joint_funding_each_project_has_its_own_side() -> None:
    """Two halves of 20: one partner pays 10 for the first, the other 10 for the second."""
    halves = [project(p, capacity_t=5, min_public_share=0.5) for p in ("left", "right")]
    budgets = [{"funder": "one", 2030: 10}, {"funder": "two", 2030: 10}]
    plan = solved(funded({"joint_funding": "no"}, projects=halves, budgets=budgets))
    assert sorted(grants(plan, by="project")) == ["left", "right"]
    assert grants(plan) == near({"one": 10, "two": 10})


def test_committed_project_without_money_has_no_plan() -> None:
    """The public half cannot be paid, and the project is committed."""
    book = funded(plant={"status": "committed"}, budgets=[{"funder": "one", 2030: 4}, {"funder": "two"}])
    with pytest.raises(NoPlanError):
        solved(book)
