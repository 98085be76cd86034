"""The command: a folder with plan.json and plan.xlsx, its workbook near by or given."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from optimizer.audit.folder import audit_folder
from optimizer.audit.text import verdict
from optimizer.commands.audit import audit_dir
from optimizer.commands.solve import solve_book
from optimizer.errors import ResultError
from tests.audit.test_tampering import EXAMPLE


@pytest.fixture(scope="module")
def solved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a workbook, and the plan of one of its cases in a folder of it."""
    place = tmp_path_factory.mktemp("audit")
    solve_book(Path(shutil.copy(EXAMPLE, place / "book.xlsx")), "half_budget", out=place / "plan", gap=0)
    return place


@pytest.fixture
def place(solved: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(solved, tmp_path / "copy"))


def change(place: Path, **values: Any) -> None:
    file = place / "plan" / "plan.json"
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | values), "utf-8")


def test_everything_holds(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert audit_dir(place / "plan") == 0
    said = capsys.readouterr().out
    for group in ("balance", "costs", "budgets", "spreadsheet", "workbook"):
        assert f"\n{group}" in said
    assert "The plan passes its audit" in said


def test_a_figure_that_was_changed(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(place, objective_musd=1.0)
    assert audit_dir(place / "plan") == 1
    assert "THIS PLAN FAILS ITS AUDIT" in capsys.readouterr().out


def test_failures_are_listed_up_to_a_point(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = place / "plan" / "plan.json"
    content = json.loads(file.read_text("utf-8"))
    content["tables"]["flows"]["tonnes"] = [1.5 * tonnes for tonnes in content["tables"]["flows"]["tonnes"]]
    change(place, tables=content["tables"])
    assert audit_dir(place / "plan") == 1
    said = capsys.readouterr().out
    assert len(said.splitlines()) < 80
    assert "more" in said.splitlines()[-1]


@pytest.mark.parametrize("text", [None, "", "[]", "{}", '{"tables": {}}', "null"])
def test_what_is_no_plan(text: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if text is not None:
        (tmp_path / "plan.json").write_text(text)
    assert audit_dir(tmp_path) == 2
    assert "plan" in capsys.readouterr().out


def test_a_number_of_the_spreadsheet(place: Path) -> None:
    file = place / "plan" / "plan.xlsx"
    book = openpyxl.load_workbook(file)
    sheet = book["Flows"]
    sheet.cell(sheet.max_row, sheet.max_column).value += 0.01
    book.save(file)
    assert [g.name for g in audit_folder(place / "plan").groups if g.failures] == ["spreadsheet"]


def test_a_row_of_the_spreadsheet(place: Path) -> None:
    file = place / "plan" / "plan.xlsx"
    book = openpyxl.load_workbook(file)
    book["Business plans"].delete_rows(book["Business plans"].max_row)
    del book["Flows"]
    book.save(file)
    found = audit_folder(place / "plan").failures
    assert any("lacks the row" in failure for failure in found)
    assert "spreadsheet: plan.xlsx has no sheet with the table Flows" in found


def test_a_spreadsheet_that_is_none_or_missing(place: Path) -> None:
    (place / "plan" / "plan.xlsx").write_text("no spreadsheet")
    assert not audit_folder(place / "plan").ok
    (place / "plan" / "plan.xlsx").unlink()
    audit = audit_folder(place / "plan")
    assert audit.ok
    assert "no plan.xlsx beside plan.json" in audit.notes[0]


def test_a_workbook_that_was_changed_since(place: Path) -> None:
    """It is not found as it was solved; who gives it is told that it is another."""
    book = openpyxl.load_workbook(place / "book.xlsx")
    book.save(place / "book.xlsx")
    audit = audit_folder(place / "plan")
    assert audit.ok
    assert "book.xlsx was not found as it was solved" in audit.notes[0]
    assert "fingerprint" in audit_folder(place / "plan", place / "book.xlsx").failures[0]


def test_inputs_that_are_not_those_of_the_workbook(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A figure that plays no part in any sum is still the workbook's."""
    file = place / "plan" / "plan.json"
    content = json.loads(file.read_text("utf-8"))
    content["inputs"]["countries"]["rows"][0]["latitude"] = 12.0
    change(place, inputs=content["inputs"])
    assert audit_folder(place / "plan").ok
    assert audit_dir(place / "plan") == 1
    assert "workbook: countries, row 5, latitude: the plan says 12.0" in capsys.readouterr().out


def test_a_case_that_the_workbook_does_not_have(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As at the points of a sweep."""
    file = place / "plan" / "plan.json"
    content = json.loads(file.read_text("utf-8"))
    change(place, case="budgets 50%", inputs=content["inputs"] | {"name": "budgets 50%"})
    assert audit_dir(place / "plan") == 0
    assert "the case budgets 50% cannot be read from it" in capsys.readouterr().out


def test_a_file_in_place_of_a_folder(place: Path) -> None:
    assert audit_folder(place / "plan" / "plan.json").ok
    with pytest.raises(ResultError):
        audit_folder(place / "plan" / "plan.xlsx")


def test_every_plan_of_a_study(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(place / "plan", place / "other")
    assert audit_dir(place) == 0
    change(place, objective_musd=1.0)
    assert audit_dir(place) == 1
    (place / "other" / "plan.json").write_text("{}")
    assert audit_dir(place) == 1
    assert capsys.readouterr().out.count(f"{place / 'other'}\n") == 3


def test_the_verdict_in_a_line(place: Path) -> None:
    assert verdict(audit_folder(place / "plan")).startswith("audited: ")
    change(place, objective_musd=1.0)
    assert verdict(audit_folder(place / "plan")).startswith("THIS PLAN FAILS ITS AUDIT: ")
