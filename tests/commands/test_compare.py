"""`optimizer compare` as a planner runs it."""

import json
import signal
import subprocess
import sys
import time

import openpyxl
import pytest

from optimizer.__main__ import main
from optimizer.commands import compare as module
from optimizer.commands.status import of_answers
from optimizer.study.study import Answered
from tests.books import minimal, write_book
from tests.engine.jobs import Inline, change, with_cases


@pytest.fixture
def inline(monkeypatch):
    """Jobs are done in this process; which ones they were."""
    submitted = []

    def engine_for(*_):
        engine = Inline()
        engine.submitted = submitted
        return engine

    monkeypatch.setattr(module, "engine_for", engine_for)
    return submitted


def compare(folder, sheets, *options):
    book = write_book(folder / "book.xlsx", sheets)
    return main(["compare", str(book), "--out", str(folder / "out"), *options])


def right_cases():
    """Every case of it has an answer."""
    book = with_cases()
    book["cases"] = [row for row in book["cases"] if row["case"] != "wrong"]
    return book


def test_cases_are_solved_side_by_side_and_compared(tmp_path, capsys):
    assert compare(tmp_path, right_cases(), "--workers", "2", "--cases", "Poor") == 0
    shown = capsys.readouterr()
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [
        "base",
        "comparison.json",
        "comparison.xlsx",
        "poor",
    ]
    assert "poor: " in shown.err
    assert "written: " in shown.out
    assert [line.split()[:2] for line in shown.out.splitlines()[1:3]] == [["base", "plan"], ["poor", "plan"]]


def test_a_case_without_a_plan_and_one_with_wrong_inputs_leave_the_others(tmp_path, capsys, inline):
    assert compare(tmp_path, with_cases()) == 2
    assert inline == ["base", "poor", "impossible"]
    cases = json.loads((tmp_path / "out" / "comparison.json").read_text(encoding="utf-8"))["tables"]["cases"]
    assert [(row["case"], row["answer"]) for row in cases] == [
        ("base", "plan"),
        ("poor", "plan"),
        ("impossible", "no plan"),
        ("wrong", "wrong inputs"),
    ]
    assert "last_year" in cases[3]["message"]
    assert openpyxl.load_workbook(tmp_path / "out" / "comparison.xlsx").sheetnames


def test_a_change_that_meets_no_cell_is_wrong_in_its_own_case_only(tmp_path, capsys, inline):
    sheets = right_cases()
    sheets["cases"].append(change("lost", "budgets", "years", 0.5, "multiply", "funder=nobody"))
    assert compare(tmp_path, sheets) == 2
    assert "lost" not in inline
    assert "base" in inline
    cases = json.loads((tmp_path / "out" / "comparison.json").read_text())["tables"]["cases"]
    (lost,) = [row for row in cases if row["case"] == "lost"]
    assert lost["answer"] == "wrong inputs"
    assert "no row of budgets has funder=nobody" in lost["message"]
    assert main(["solve", str(tmp_path / "book.xlsx"), "--out", str(tmp_path / "one")]) == 2


def test_a_case_without_a_plan_is_an_answer(tmp_path, inline):
    assert compare(tmp_path, right_cases()) == 0
    assert compare(tmp_path, right_cases()) == 0
    assert inline == ["base", "poor", "impossible"]


def test_a_wrong_workbook_solves_nothing(tmp_path, capsys, inline):
    book = right_cases()
    book["markets"] = []
    assert compare(tmp_path, book) == 2
    assert "markets" in capsys.readouterr().err
    assert not inline
    assert not (tmp_path / "out").exists()


def test_an_unknown_case_names_the_nearest(tmp_path, capsys, inline):
    assert compare(tmp_path, right_cases(), "--cases", "base,pour") == 2
    assert "did you mean poor?" in capsys.readouterr().err


def test_a_warning_is_printed_once(tmp_path, capsys, inline):
    book = right_cases()
    book["colours"] = [{"colour": "blue"}]
    compare(tmp_path, book)
    warnings = [line for line in capsys.readouterr().err.splitlines() if "warning: colours" in line]
    assert len(warnings) == 1
    assert "colours" in warnings[0]


@pytest.mark.parametrize("options", [["--workers", "0"], ["--workers", "x"], ["--scheduler", "nowhere"]])
def test_a_wrong_command_line_is_status_2(tmp_path, capsys, options):
    try:
        status = compare(tmp_path, minimal(), *options)
    except SystemExit as stop:
        status = stop.code
    assert status == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent in another way there")
def test_ctrl_c_leaves_what_is_finished_and_a_comparison(tmp_path):
    book = right_cases()
    book["cases"] = [change(f"case {n}", "demand", "years", 1 + n / 10, "multiply") for n in range(1, 4)]
    write_book(tmp_path / "book.xlsx", book)
    command = [sys.executable, "-m", "optimizer", "compare", "book.xlsx", "--out", "out", "--workers", "1"]
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        deadline = time.monotonic() + 120
        while not (tmp_path / "out" / "base" / "plan.json").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        shown, errors = process.communicate(timeout=120)
    finally:
        process.kill()
    assert process.returncode == 5, errors
    assert "case 3  stopped" in shown
    assert (tmp_path / "out" / "comparison.xlsx").exists()
    assert not (tmp_path / "out" / "case 3").exists()


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        (["plan", "no plan"], 0),
        (["plan", "stopped", "wrong inputs", "fault"], 1),
        (["plan", "stopped", "wrong inputs"], 2),
        (["no plan", "no plan"], 3),
        (["plan", "stopped before its gap"], 5),
        (["no plan", "stopped"], 5),
    ],
)
def test_the_worst_answer_gives_the_status(answers, status):
    assert of_answers(Answered(str(n), answer) for n, answer in enumerate(answers)) == status
