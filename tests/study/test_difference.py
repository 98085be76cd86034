from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from optimizer.plan.plan import Plan
from optimizer.study.difference import difference
from optimizer.study.differing import items
from optimizer.study.measures import expected_costs
from optimizer.study.stories import story
from optimizer.study.tables import DIFFERENCE
from tests.plans import empty_tables, small_case, small_plan, small_tables
from tests.study.worlds import APART, JOINT, apart, joint
from tests.tiny import near


@pytest.fixture(scope="module")
def together() -> Plan:
    return joint()


@pytest.fixture(scope="module")
def separate() -> Plan:
    return apart()


def told(before: Plan, after: Plan) -> dict[tuple[str, str], tuple[str, str, float | None]]:
    return {(i.about, i.what): (i.before, i.after, i.difference) for i in items(before, after)}


def test_the_tables_have_exactly_the_declared_columns(together, separate):
    study = difference(together, separate, ("joint", "apart"))
    assert {name: list(frame.columns) for name, frame in study.tables.items()} == {t.name: t.names for t in DIFFERENCE}
    assert (study.kind, list(study.plans)) == ("difference", ["joint", "apart"])


def test_a_plan_does_not_differ_from_itself(together):
    study = difference(together, together, ("a", "a"))
    assert study.tables["differences"].empty
    assert study.tables["changes"].empty
    assert set(study.tables["costs"]["against_base_musd"]) == {0.0}
    assert list(study.tables["stories"]["words"])[:3] == [
        "The inputs are the same.",
        "Costs the same.",
        "The same projects are built in the same years.",
    ]


def test_what_acting_apart_changes(together, separate):
    assert told(together, separate) == {
        ("cost", "Objective"): ("120 MUSD", "300 MUSD", near(APART - JOINT)),
        ("cost", "Cost of shortage"): ("100 MUSD", "300 MUSD", near(200)),
        ("cost", "Capital cost"): ("20 MUSD", "0 MUSD", near(-20)),
        ("projects", "The Plant: leaves"): ("decision 2030", "not built", near(-20)),
        ("money", "All funders"): ("20 MUSD", "0 MUSD", near(-20)),
        ("money", "Our Fund"): ("10 MUSD", "0 MUSD", near(-10)),
        ("money", "their_fund"): ("10 MUSD", "0 MUSD", near(-10)),
        ("scenarios", "Expected shortage"): ("10 t", "20 t", near(10)),
        ("scenarios", "Base: shortage"): ("10 t", "20 t", near(10)),
    }


def test_the_story_of_acting_apart(together, separate):
    study = difference(together, separate, ("joint", "apart"))
    assert list(study.tables["stories"]["words"]) == [
        "Inputs: settings: joint_funding yes → no.",
        "Costs 180 MUSD more (proven); largest differences by term (MUSD): cost of shortage +200 and capital cost −20.",
        "No longer builds The Plant.",
        "Public money in base: in all 20 MUSD less; Our Fund 10 MUSD less and their_fund 10 MUSD less.",
        "Expected shortage rises from 10 t to 20 t; by scenario: Base 10 t more.",
    ]


def test_swapping_the_plans_negates_every_difference(together, separate):
    forth, back = items(together, separate), items(separate, together)
    pairs = {(i.about, i.name or i.what, i.unit): i.difference for i in forth}
    assert {(i.about, i.name or i.what, i.unit): -(i.difference or 0.0) for i in back} == pairs


def test_the_terms_add_up_to_the_expected_cost(together, separate):
    costs = difference(together, separate, ("a", "b")).tables["costs"]
    whole = sum(expected_costs(separate).values()) - sum(expected_costs(together).values())
    assert costs.loc[costs["case"] == "b", "against_base_musd"].sum() == near(whole) == near(180)


def test_within_the_gap_no_difference_is_claimed(together, separate):
    loose = dataclasses.replace(separate, bound_musd=100.0)
    _, cost, projects, *_ = story(together, loose, [])
    assert cost.startswith("No difference in cost that the search can tell (between −20 and +180 MUSD)")
    assert projects.endswith("Which projects differ may be chance within the gap of the search.")


def test_without_a_bound_the_range_is_open(together, separate):
    unproven = dataclasses.replace(together, bound_musd=float("-inf"))
    assert story(unproven, separate, [])[1].startswith("Costs 180 MUSD more (at least 180)")
    unproven = dataclasses.replace(separate, bound_musd=float("-inf"))
    assert "(+180 MUSD or less)" in story(together, unproven, [])[1]


def moved(**changes: object) -> Plan:
    projects = small_tables()["projects"]
    for column, value in changes.items():
        projects.loc[0, column] = value
    return small_plan(tables={"projects": projects})


def test_projects_that_move_or_are_paid_otherwise():
    found = told(small_plan(), moved(start_year=2029, price_floor=None, grants_musd=25.0))
    assert found == {
        ("projects", "Refinery: starts"): ("2027", "2029", 2),
        ("projects", "Refinery: floor"): ("floor_60", "none", None),
        ("projects", "Refinery: grants"): ("20 MUSD", "25 MUSD", 5.0),
    }


def test_dust_is_left_out():
    assert told(small_plan(), moved(grants_musd=20.1)) == {}


def test_stockpiles_and_targets():
    tables = small_tables()
    tables["stockpiles"]["level_t"] *= 0.5
    tables["targets"].loc[0, "slack"] = 0.0
    tables["targets"].loc[2, "slack"] = 4.0
    found = told(small_plan(), small_plan(tables=tables))
    assert found == {
        ("stockpiles", "reserve: largest level"): ("25 t", "12.5 t", -12.5),
        ("targets", "cover"): ("held", "missed by 4 t", 4.0),
        ("targets", "less_china"): ("missed by 10 t", "held", -10.0),
    }


@pytest.mark.parametrize(("slack_t", "how"), [(15.0, "missed by more"), (4.0, "missed by less"), (0.0, "newly held")])
def test_a_target_that_both_plans_miss_is_missed_by_more_or_less(slack_t, how):
    tables = small_tables()
    tables["targets"].loc[0, "slack"] = slack_t
    (found,) = (i for i in items(small_plan(), small_plan(tables=tables)) if i.about == "targets")
    assert (found.what, found.kind, found.difference) == ("less_china", how, slack_t - 10.0)


def test_a_story_of_grants_alone_says_that_projects_stay():
    kept = "The same projects are built in the same years; 1 project with other floors or grants."
    assert any(sentence.startswith(kept) for sentence in story(small_plan(), moved(grants_musd=25.0), []))


def test_the_cost_of_disruption_may_be_unknown():
    tables = small_tables()
    tables["scenarios"]["disruption_musd"] = None
    assert told(small_plan(), small_plan(tables=tables)) == {}


def test_plans_of_different_workbooks():
    case = small_case()
    other = small_case(
        settings=dataclasses.replace(case.settings, last_year=2035),
        projects={"new": dataclasses.replace(case.projects["mine"], project="new", name="")},
        funders={},
        scenarios={},
        stockpiles={},
        targets={},
    )
    tables = empty_tables()
    projects = small_tables()["projects"].iloc[:1].assign(project="new", name="", capex_musd=70.0)
    costs = pd.DataFrame([("base", "capex", 70.0)], columns=tables["costs"].columns)
    after = small_plan(other, {**tables, "projects": projects, "costs": costs}, objective_musd=70.0, bound_musd=70.0)
    study = difference(small_plan(), after, ("a", "b"))
    assert "different years (2027–2029 and 2027–2035)" in study.tables["stories"]["words"].iloc[0]
    classes = study.tables["projects"].set_index("project")
    assert classes.loc["new", "class"] == "sometimes"
    assert classes.loc["smelter", "class"] == "never"
    found = told(small_plan(), after)
    assert found["projects", "new: enters"] == ("not built", "decision 2027 with floor floor_60", 70.0)
    assert found["targets", "less_china"] == ("missed by 10 t", "not asked for", -10.0)
    back = difference(after, small_plan(), ("b", "a"))
    assert not back.tables["differences"].empty
