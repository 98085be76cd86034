"""Alternatives and late projects as workbooks: every sheet opens, and says what the tables say."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from optimizer.case.facts import Facts
from optimizer.excel.late_book import write_late_book
from optimizer.excel.near_book import write_near_book
from optimizer.late.study import AskedLate, lateness
from optimizer.near.alternatives import alternatives
from optimizer.near.asked import Asked, Within
from optimizer.near.study import NearStudy, near_study
from optimizer.plan.plan import Plan
from optimizer.solve.search import solve
from tests.near.worlds import five
from tests.tiny import case_of, plan_of, solved, supply, world


def text(path: Path) -> dict[str, str]:
    """Everything that stands on each sheet."""
    book = openpyxl.load_workbook(path)
    return {
        sheet.title: " | ".join(str(c.value) for row in sheet.iter_rows() for c in row if c.value is not None)
        for sheet in book
    }


@pytest.fixture(scope="module")
def near() -> NearStudy:
    solution = solve(Facts(case_of(five())))
    return near_study(alternatives(solution, plan_of(solution), Asked(Within(musd=2), 1, 3), plan_of), {"time": "1 s"})


def test_the_sheets_of_alternatives(near: NearStudy, tmp_path: Path) -> None:
    found = text(write_near_book(near, tmp_path / "alternatives.xlsx"))
    assert {"Overview", "Must-have or choice", "Projects", "Costs", "Passport"} <= set(found)
    assert "lternative 1: 1.6 MUSD dearer" in found["Overview"]
    assert "builds Plant B and Plant D instead of Plant A and Plant C" in found["Overview"]
    assert "must-have: 0 projects; choice: 5 projects, proven; never: 0 projects" in found["Overview"]
    assert "There are no others | not proven" in found["Passport"]


def test_alternatives_of_nothing(tmp_path: Path) -> None:
    solution = solve(Facts(case_of(world(supply=[supply()]))))
    study = near_study(alternatives(solution, plan_of(solution), Asked(), plan_of), {})
    assert "0 projects" in text(write_near_book(study, tmp_path / "alternatives.xlsx"))["Overview"]


def test_the_sheets_of_late_projects(tmp_path: Path) -> None:
    plan: Plan = solved(five())
    found = text(write_late_book(lateness(plan, AskedLate((1,), 0.5)), tmp_path / "late.xlsx"))
    assert list(found)[:6] == ["Overview", "Delays", "By scenario", "Shortage", "Targets", "Dearer"]
    assert "1. Plant A: 1 year late costs 10 MUSD" in found["Overview"]
    assert "No delay breaks a target." in found["Targets"]
    assert "50 % dearer it costs 1 MUSD more" in found["Dearer"]


def test_nothing_is_built_and_nothing_late(tmp_path: Path) -> None:
    empty = lateness(solved(world(supply=[supply()])), AskedLate())
    assert "nothing can be late" in text(write_late_book(empty, tmp_path / "late.xlsx"))["Overview"]
