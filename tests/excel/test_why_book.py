"""The workbook of an explanation: every sheet, also where there is nothing to say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from optimizer.excel.why_book import write_why_book
from optimizer.plan.values import frame
from optimizer.study.why_tables import EXPLANATION, STEPS
from optimizer.why.explanation import Explanation
from tests.plans import small_plan
from tests.tiny import project, supply, world
from tests.why.test_prices import stocked
from tests.why.worlds import explained

TITLES = ["Overview", "Projects", "What changes", "Targets", "Budgets", "Solved steps", "Passport", "Chart data"]


def told() -> Explanation:
    """Projects in and out, targets and budgets that bind, and a solved step."""
    sheets = stocked()
    sheets["projects"] = [
        project("plant", capex_musd=2),
        project("rival", capex_musd=9) | {"name": "=1+1"},
        project("off", status="excluded"),
        project("old", status="committed", capex_musd=1),
    ]
    found = explained(sheets)
    step = dict.fromkeys(STEPS.names) | {
        "what": "Budget of The Fund", "before": "100 %", "after": "110 %", "answer": "plan", "shadow_musd": 3.0,
        "solved_musd": 2.0, "solved_low_musd": 1.0, "solved_high_musd": 4.0, "told_apart": True, "words": "It helps.",
    }  # fmt: skip
    return Explanation(found.plan, {**found.tables, "steps": frame(STEPS, [step])}, {"questions": "4 in 1 s"})


def empty() -> Explanation:
    """Nothing was asked, and nothing can bind."""
    return Explanation(small_plan(), {table.name: frame(table, []) for table in EXPLANATION})


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = write_why_book(told(), tmp_path_factory.mktemp("why") / "explanation.xlsx")
    return openpyxl.load_workbook(path)


def texts(sheet: Any) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_every_sheet_in_its_order(book: Any) -> None:
    assert book.sheetnames == TITLES
    assert all(sheet["A1"].value for sheet in book)


def test_cards_say_what_was_decided_and_why(book: Any) -> None:
    cells = texts(book["Projects"])
    assert "The opposite decision, against the plan" in cells
    assert "The workbook excludes it (status excluded)." in cells
    assert "=1+1" in cells  # a name stays text
    assert not [c for row in book["Projects"].iter_rows() for c in row if c.data_type == "f"]


def test_what_is_built_comes_first_then_committed_then_left_out(book: Any) -> None:
    sheet = book["Projects"]
    column = next(cell.column for row in sheet.iter_rows() for cell in row if cell.value == "Decision")
    decisions = [row[column - 1].value for row in sheet.iter_rows()]
    assert [d for d in decisions if d in ("in", "committed", "out")] == ["in", "committed", "out", "out"]


def test_what_binds_stands_on_its_sheets(book: Any) -> None:
    assert "out of reach" in texts(book["Targets"])
    assert "1 MUSD more saves, MUSD" in texts(book["Budgets"])
    assert "It helps." in texts(book["Solved steps"])
    assert "4 in 1 s" in texts(book["Passport"])


def test_charts_show_projects_money_and_steps(book: Any) -> None:
    assert len(book["Overview"]._charts) == 2
    assert len(book["Solved steps"]._charts) == 1


def test_nothing_to_say_is_said(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_why_book(empty(), tmp_path / "explanation.xlsx"))
    assert book.sheetnames == TITLES
    assert "No project was asked about." in texts(book["Projects"])
    assert "The workbook has no targets." in texts(book["Targets"])
    assert "The workbook limits no budget." in texts(book["Budgets"])
    assert "No step was solved." in texts(book["Solved steps"])


def test_a_world_without_money_or_targets(tmp_path: Path) -> None:
    found = explained(world(projects=[project("plant", capex_musd=2)], supply=[supply()]))
    book = openpyxl.load_workbook(write_why_book(found, tmp_path / "explanation.xlsx"))
    assert "No budget is limited." in texts(book["Overview"])
