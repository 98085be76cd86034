from __future__ import annotations

import dataclasses

import pytest

from optimizer.study import rows
from optimizer.study.comparison import comparison
from optimizer.study.measures import expected_costs
from optimizer.study.study import Answered, Study
from optimizer.study.tables import COMPARISON
from tests.plans import empty_tables, small_case, small_plan
from tests.study.worlds import answered, apart, joint
from tests.tiny import near

REASON = "These rows conflict:\n  targets!B5\n\n  budgets!C3\n  projects!D7\n  and more"


def compared(*cases: Answered) -> Study:
    return comparison("book.xlsx", "ab" * 32, cases, {"time": "2 s"})


@pytest.fixture(scope="module")
def study() -> Study:
    return compared(*answered(base=joint(), apart=apart()), Answered("hard", "no plan", None, REASON))


def test_the_tables_have_exactly_the_declared_columns(study):
    assert {name: list(frame.columns) for name, frame in study.tables.items()} == {t.name: t.names for t in COMPARISON}


def test_every_case_has_a_row(study):
    cases = study.tables["cases"].set_index("case")
    assert list(cases["answer"]) == ["plan", "plan", "no plan"]
    assert list(cases["objective_musd"][:2]) == near([120, 300])
    assert cases.loc["apart", "against_base_musd"] == near(180)
    assert list(cases["picked"][:2]) == [1, 0]
    assert list(cases["public_musd"][:2]) == near([20, 0])
    assert list(cases["short_t"][:2]) == near([10, 20])
    assert cases.loc["apart", "told_apart"]


def test_a_case_without_a_plan_tells_why(study):
    cases, stories = study.tables["cases"].set_index("case"), study.tables["stories"]
    assert cases.loc["hard", "message"] == "These rows conflict: targets!B5 budgets!C3 …"
    (words,) = stories.loc[stories["case"] == "hard", "words"]
    assert words == "There is no plan: These rows conflict: targets!B5 budgets!C3 …."


def test_base_is_told_alone_and_cases_against_it(study):
    stories = study.tables["stories"]
    assert stories.loc[stories["case"] == "base", "words"].iloc[0] == "The workbook as it stands."
    assert 3 <= (stories["case"] == "apart").sum() <= 7
    assert set(study.tables["differences"]["case"]) == set(study.tables["changes"]["case"]) == {"apart"}


def test_without_base_nothing_is_compared():
    study = compared(Answered("base", "stopped", None, "out of time"), *answered(apart=small_plan()))
    cases = study.tables["cases"].set_index("case")
    assert "base has no plan" in cases.loc["apart", "message"]
    assert cases["against_base_musd"].isna().all()
    assert study.tables["differences"].empty
    assert study.tables["costs"]["against_base_musd"].isna().all()
    assert "Base has no plan" in study.tables["stories"]["words"].iloc[-1]
    assert study.tables["stories"]["words"].iloc[0] == "There is no plan (stopped): out of time."


def test_no_plan_at_all():
    study = compared(Answered("base", "fault", None, ""))
    assert {name: list(frame.columns) for name, frame in study.tables.items()} == {t.name: t.names for t in COMPARISON}
    assert list(study.tables["stories"]["words"]) == ["There is no plan (fault)."]


def test_a_comparison_of_a_plan_with_itself_is_empty():
    plan = small_plan()
    study = compared(*answered(base=plan, same=plan))
    assert study.tables["differences"].empty
    assert study.tables["changes"].empty
    assert study.tables["cooperation"].empty
    assert study.tables["cases"].set_index("case").loc["same", "against_base_musd"] == 0.0


def test_expected_shortage_and_the_worst_scenario():
    cases = compared(*answered(base=small_plan())).tables["cases"]
    assert cases["short_t"].tolist() == near([0.2 * 75])
    assert cases["worst_scenario"].tolist() == ["export_stop"]
    assert cases["targets_missed"].tolist() == [1]


def test_the_expected_cost_of_a_term():
    assert expected_costs(small_plan()) == near({"capex": 50, "salvage": -30, "purchases": 114, "shortage": 8})


def test_projects_by_how_many_plans_build_them():
    base, committed = small_plan(), dataclasses.replace(small_case().projects["mine"], status="committed")
    case = small_case(projects={**small_case().projects, "mine": committed})
    none = small_plan(tables=empty_tables())
    found = rows.projects({"a": base, "b": none}).set_index("project")
    assert dict(found["class"]) == {"mine": "sometimes", "refinery": "sometimes", "smelter": "never"}
    assert dict(found["times"]) == {"mine": 1, "refinery": 1, "smelter": 0}
    found = rows.projects({"a": small_plan(case), "b": small_plan(case)}, always="core").set_index("project")
    assert dict(found["class"]) == {"mine": "committed", "refinery": "core", "smelter": "never"}


def test_targets_that_no_plan_misses_are_left_out():
    none = small_plan(tables=empty_tables())
    found = rows.targets({"a": small_plan(), "b": none}, small_plan())
    assert found[["case", "target", "missed", "slack", "against_base"]].to_dict("records") == [
        {"case": "a", "target": "less_china", "missed": 1, "slack": 10.0, "against_base": 0.0},
        {"case": "b", "target": "less_china", "missed": 0, "slack": 0.0, "against_base": -10.0},
    ]
