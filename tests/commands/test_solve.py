"""The commands as a planner runs them: exit status, messages, and what is left in the folder."""

import json
from pathlib import Path

import pytest

from optimizer.__main__ import main
from tests.books import minimal, write_book

EXAMPLE = Path(__file__).parents[2] / "inputs" / "example.xlsx"


def test_a_plan_is_written_as_a_pair(tmp_path, capsys):
    assert main(["solve", str(EXAMPLE), "--out", str(tmp_path)]) == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == ["plan.json", "plan.xlsx"]
    assert "proven within" in capsys.readouterr().out


@pytest.mark.parametrize("gap", ["30%", "50%", "100%"])
def test_the_gap_that_was_asked_for_holds_in_the_plan(tmp_path, gap):
    assert main(["solve", str(EXAMPLE), "--out", str(tmp_path), "--gap", gap]) == 0
    assert json.loads((tmp_path / "plan.json").read_text())["gap"] <= float(gap.rstrip("%")) / 100


def test_a_locked_workbook_gets_its_document_beside_it(tmp_path, capsys):
    (tmp_path / "plan.xlsx").mkdir()
    assert main(["solve", str(EXAMPLE), "--out", str(tmp_path)]) == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == ["plan-2.json", "plan-2.xlsx", "plan.xlsx"]
    assert "plan-2.xlsx" in capsys.readouterr().err


def test_a_folder_that_cannot_be_made_is_told_before_the_search(tmp_path, capsys):
    (tmp_path / "file").write_text("in the way")
    assert main(["solve", str(EXAMPLE), "--out", str(tmp_path / "file")]) == 2
    assert "choose another --out" in capsys.readouterr().err


def test_a_wrong_workbook_leaves_nothing_behind(tmp_path, capsys):
    book = minimal()
    book["markets"] = []
    write_book(tmp_path / "wrong.xlsx", book)
    assert main(["solve", str(tmp_path / "wrong.xlsx"), "--out", str(tmp_path / "out")]) == 2
    assert not (tmp_path / "out").exists()
    assert "markets" in capsys.readouterr().err


def test_no_plan_names_the_cell_that_has_to_give(tmp_path, capsys):
    book = minimal()
    book["targets"] = [
        {"target": "recycled", "metric": "min_recycled_share", "material": "oxide", "market": "ANZ", "value": 0.9}
    ]
    path = write_book(tmp_path / "hard.xlsx", book) or tmp_path / "hard.xlsx"
    assert main(["solve", str(path), "--out", str(tmp_path / "out")]) == 3
    assert "targets!E2" in capsys.readouterr().out
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("arguments", [["--gap", "2"], ["--gap", "x"], ["--time-limit", "0"], ["--case", "nobody"]])
def test_a_wrong_command_line_is_status_2(tmp_path, arguments):
    try:
        status = main(["solve", str(EXAMPLE), "--out", str(tmp_path), *arguments])
    except SystemExit as stop:
        status = stop.code
    assert status == 2
