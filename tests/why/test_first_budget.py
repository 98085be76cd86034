"""The first budget at which a project enters, read from a sweep."""

from __future__ import annotations

from optimizer.case.varied import Varied
from optimizer.plan.json import as_text
from optimizer.study.json import read_study, study_document
from optimizer.study.sweep import sweep
from optimizer.why.first_budget import first_budgets
from tests.study.test_sweep import point
from tests.tiny import near, project, world
from tests.why.worlds import cards, explained


def test_the_tightest_point_that_builds_a_project() -> None:
    study = sweep("tiny.xlsx", "0" * 64, Varied("budgets"), [point(f) for f in (0.2, 0.6, 1.0)])
    found = first_budgets(read_study(as_text(study_document(study))))
    assert found == {"small": ("60 %", near(30)), "large": ("100 %", near(50))}


def test_the_card_says_so() -> None:
    explanation = explained(world(projects=[project("a"), project("b", capex_musd=2)]), entries={"a": ("60 %", 30.0)})
    card = cards(explanation)["a"]
    assert (card["first_budget"], card["first_budget_musd"]) == ("60 %", 30.0)
    assert not isinstance(cards(explanation)["b"]["first_budget"], str)
