"""`optimizer diff` as a planner runs it."""

import json

import openpyxl
import pytest

from optimizer.__main__ import main
from tests.books import write_book
from tests.commands.test_sweep import sheets


@pytest.fixture(scope="module")
def plans(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plans")
    book = write_book(folder / "book.xlsx", sheets())
    for case in ("base", "poor"):
        assert main(["solve", str(book), "--case", case, "--out", str(folder / case)]) == 0
    return folder


def test_what_changed_in_words(plans, capsys):
    assert main(["diff", str(plans / "base"), str(plans / "poor")]) == 0
    told = capsys.readouterr().out
    assert told.startswith("What changes from base to poor\n")
    assert "budgets: fund, 2030 50 → 25" in told
    assert "Large plant is no longer built." in told


def test_a_plan_and_itself(plans, capsys):
    assert main(["diff", str(plans / "base"), str(plans / "base" / "plan.json")]) == 0
    assert "no input changed" in capsys.readouterr().out


def test_written_as_a_spreadsheet_and_a_document(plans, capsys, tmp_path):
    assert main(["diff", str(plans / "base"), str(plans / "poor"), "--out", str(tmp_path)]) == 0
    assert json.loads((tmp_path / "difference.json").read_text())["kind"] == "difference"
    assert openpyxl.load_workbook(tmp_path / "difference.xlsx").sheetnames
    assert "difference.xlsx" in capsys.readouterr().out


def test_what_is_no_plan_is_status_2(plans, capsys, tmp_path):
    assert main(["diff", str(plans / "base"), str(tmp_path)]) == 2
    assert "there is no plan to read" in capsys.readouterr().err
