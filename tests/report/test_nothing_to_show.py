"""Chapters are left out where there is nothing to show in them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from optimizer.plan.json import as_text, plan_document
from optimizer.report.plan_page.costs import costs
from optimizer.report.plan_page.dependence import dependence
from optimizer.report.plan_page.supply import supply
from optimizer.report.plan_page.view import View
from optimizer.report.study_page.against_base import against_base
from optimizer.report.study_page.cooperation import cooperation
from optimizer.report.study_page.frontier import frontier
from optimizer.report.study_page.ladder import ladder
from optimizer.report.study_page.measured import measured
from optimizer.report.study_page.steps import steps
from optimizer.report.study_page.targets import _said
from optimizer.report.study_page.trade import trade
from optimizer.report.study_page.view import View as StudyView
from optimizer.study.comparison import comparison
from optimizer.study.json import study_document
from optimizer.study.study import Answered, Study
from tests import studies
from tests.plans import empty_tables, small_plan
from tests.tiny import MILLION, solved, world
from tests.tiny import supply as sold


@pytest.mark.parametrize("chapter", [costs, dependence, supply])
def test_a_plan_without_rows(chapter: Callable[[View], Any]) -> None:
    assert chapter(View(small_plan(), Path())) is not None
    assert chapter(View(small_plan(tables=empty_tables()), Path())) is None


def view_of(study: Study, folder: Path) -> StudyView:
    file = folder / f"{study.kind}.json"
    file.write_text(json.dumps(study_document(study)), encoding="utf-8")
    return StudyView(file)


@pytest.mark.parametrize("chapter", [frontier, ladder, measured, steps])
def test_a_sweep_of_one_point_compares_nothing(tmp_path: Path, chapter: Callable[[StudyView], Any]) -> None:
    assert chapter(view_of(studies.sweep(), tmp_path)) is not None
    assert chapter(view_of(studies.sweep(points=studies.POINTS[:1]), tmp_path)) is None


@pytest.mark.parametrize("chapter", [against_base, cooperation, trade])
def test_a_comparison_without_plans(tmp_path: Path, chapter: Callable[[StudyView], Any]) -> None:
    assert chapter(view_of(studies.comparison(), tmp_path)) is not None
    assert chapter(view_of(studies.without_plans("comparison"), tmp_path)) is None


def test_targets_are_told_in_short_where_a_plan_beside_the_study_knows_them(tmp_path: Path) -> None:
    """A plan that cannot be read is no reason to tell nothing."""
    few = {"target": "few", "metric": "max_bloc_share", "subject": "concern", "value": 0.5, "penalty": MILLION}
    plan = solved(world(supply=[sold()], targets=[few]))
    study = comparison("tiny.xlsx", "0" * 64, [Answered("base", "plan", plan)], {})
    assert _said(view_of(study, tmp_path), "few", "what it asks for") == ("what it asks for", "")
    for name, text in (("a broken one", "{"), ("base", as_text(plan_document(plan)))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "plan.json").write_text(text, encoding="utf-8")
    view = view_of(study, tmp_path)
    assert list(view.plans) == ["base"]
    words, years = _said(view, "few", "what it asks for")
    assert words.endswith("at most 50 %")
    assert years == "2030"
