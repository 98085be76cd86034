"""Solving, comparing and sweeping in Python: what the commands give, without their files."""

import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from optimizer import (
    CaseError,
    FolderError,
    NoPlanError,
    ResultError,
    StoppedError,
    VaryError,
    compare,
    describe,
    read,
    read_plan,
    read_study,
    solve,
    sweep,
)
from optimizer.__main__ import main
from optimizer.api import work
from optimizer.plan.tables import TABLES
from tests.books import write_book
from tests.engine.jobs import Inline, with_cases

EXAMPLE = Path(__file__).parents[1] / "inputs" / "example.xlsx"


@pytest.fixture(scope="module")
def book():
    return read(EXAMPLE)


@pytest.fixture(scope="module")
def plan(book):
    return solve(book)


@pytest.fixture
def inline(monkeypatch):
    """Jobs are done in this process; which ones they were."""
    submitted = []

    def engine_for(*_):
        engine = Inline()
        engine.submitted = submitted
        return engine

    monkeypatch.setattr(work, "engine_for", engine_for)
    return submitted


def test_a_plan_is_that_of_the_command(plan, tmp_path, capsys):
    assert main(["solve", str(EXAMPLE), "--out", str(tmp_path)]) == 0
    written = read_plan(tmp_path)
    assert plan.objective_musd == written.objective_musd
    assert plan.passport.inputs_sha256 == written.passport.inputs_sha256
    for name, table in plan.tables.items():
        pd.testing.assert_frame_equal(table, written.tables[name], check_dtype=False)


def test_solving_is_quiet_and_writes_nothing(book, tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    assert solve(book, "half_budget").passport.case == "half_budget"
    assert list(tmp_path.iterdir()) == []
    assert capfd.readouterr() == ("", "")


def test_progress_is_shown_and_files_are_written_on_request(tmp_path, capfd):
    plan = solve(str(EXAMPLE), out=tmp_path / "plan", progress=True)
    assert sorted(p.name for p in (tmp_path / "plan").iterdir()) == ["plan.json", "plan.xlsx"]
    assert read_plan(tmp_path / "plan" / "plan.json").objective_musd == plan.objective_musd
    shown = capfd.readouterr()
    assert "search" in shown.err
    assert shown.out == ""


def test_a_what_if_is_solved_like_any_case(book, plan):
    dearer = book.with_change("dearer", "projects", "capex_musd", 10, "add", "project=Mine")
    assert solve(dearer, "dearer").objective_musd > plan.objective_musd
    assert solve(dearer).objective_musd == plan.objective_musd


def test_the_tables_of_a_plan_are_described(plan):
    assert list(describe(plan).index) == list(TABLES) == list(plan.tables)
    assert describe(plan).loc["projects", "rows"] == len(plan.tables["projects"])
    for name, table in plan.tables.items():
        assert list(describe(plan, name).index) == list(table.columns)
    assert describe(plan, "projects").loc["capex_musd", "unit"] == "MUSD"
    assert describe(plan, "supply").loc["share", "unit"] == "share of 1"
    with pytest.raises(ValueError, match="did you mean projects"):
        describe(plan, "project")


def test_what_is_wrong_is_an_error_of_its_own(tmp_path):
    hard = write_book(tmp_path / "hard.xlsx", with_cases())
    with pytest.raises(NoPlanError, match="recycled"):
        solve(hard, "impossible", out=tmp_path / "out")
    assert not (tmp_path / "out").exists()
    with pytest.raises(CaseError, match="last_year"):
        solve(hard, "wrong")
    with pytest.raises(StoppedError):
        solve(hard, time_limit_s=1e-9)
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(FolderError):
        solve(hard, out=tmp_path / "file")
    with pytest.raises(ResultError, match="no plan to read"):
        read_plan(tmp_path)
    with pytest.raises(ResultError, match="no study to read"):
        read_study(tmp_path)


@pytest.mark.parametrize("wrong", [{"gap": 2}, {"gap": -0.1}, {"time_limit_s": 0}, {"time_limit_s": float("inf")}])
def test_a_number_that_cannot_be_is_told_before_anything_is_read(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        solve("nowhere.xlsx", **wrong)


def test_a_plan_that_fails_its_audit_is_none(book, monkeypatch):
    real = work.audit_of

    def fails(plan):
        plan.tables["projects"]["capex_musd"] += 1.0
        return real(plan)

    monkeypatch.setattr(work, "audit_of", fails)
    with pytest.raises(RuntimeError, match="capex"):
        solve(book)


def test_cases_are_compared_as_by_the_command(tmp_path, inline, capfd):
    path = write_book(tmp_path / "book.xlsx", with_cases())
    study = compare(path)
    assert inline == ["base", "poor", "impossible"]
    assert list(study.tables["cases"]["answer"]) == ["plan", "plan", "no plan", "wrong inputs"]
    assert list(study.plans) == ["base", "poor"]
    assert capfd.readouterr() == ("", "")
    assert [p.name for p in tmp_path.iterdir()] == ["book.xlsx"]
    for name, table in study.tables.items():
        assert list(describe(study, name).index) == list(table.columns)


def test_a_comparison_is_kept_and_used_again(tmp_path, inline):
    book = read(write_book(tmp_path / "book.xlsx", with_cases())).with_change("rich", "budgets", "years", 2, "multiply")
    study = compare(book, ["rich"], out=tmp_path / "out")
    compare(book, "rich", out=tmp_path / "out", progress=True)
    assert inline == ["base", "rich"]
    back = read_study(tmp_path / "out")
    assert back.title == study.title
    assert list(back.tables["cases"]["objective_musd"]) == list(study.tables["cases"]["objective_musd"])
    assert read_plan(tmp_path / "out" / "rich").passport.case == "rich"


def test_a_sweep_is_a_frontier(tmp_path, inline, capfd):
    path = write_book(tmp_path / "book.xlsx", with_cases())
    study = sweep(path, start=0.5, stop=1, steps=2, nested=True, out=tmp_path / "out")
    assert list(study.tables["points"]["point"]) == ["50 %", "100 %"]
    assert study.tables["points"]["best_musd"].is_monotonic_decreasing
    assert read_study(tmp_path / "out" / "sweep.json").facts == study.facts
    assert capfd.readouterr() == ("", "")
    assert list(describe(study).index) == list(study.tables)


def test_what_cannot_be_swept_is_told(book, inline):
    with pytest.raises(VaryError, match="third_country"):
        sweep(book, "third_countri")
    with pytest.raises(VaryError, match="from which value"):
        sweep(book, "third_country")
    with pytest.raises(ValueError, match="steps"):
        sweep(book, steps=0)
    with pytest.raises(ValueError, match="workers"):
        compare(book, workers=0)
    with pytest.raises(CaseError, match="nobody"):
        sweep(book, case="nobody")
    assert inline == []


def test_a_study_of_nothing_but_faults_is_none(book, monkeypatch):
    def broken(*_, **__):
        raise ZeroDivisionError("a fault")

    monkeypatch.setattr("optimizer.engine.execute.plan_of", broken)
    monkeypatch.setattr(work, "engine_for", lambda *_: Inline())
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        compare(book, ["half_budget"])


def test_the_lines_of_the_readme_run(inline, monkeypatch):
    monkeypatch.chdir(EXAMPLE.parents[1])
    readme = Path("README.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    names = {}
    exec(code, names)
    assert inline == ["base", "half_budget", "no_cooperation", "dearer"]
    assert names["plan"].passport.case == "base"


INTERRUPTED = """
import _thread, time, optimizer
from optimizer.solve.search import _Search

searched = _Search.go

def interrupted(*given):
    found = searched(*given)
    _thread.interrupt_main()
    time.sleep(0.2)
    return found

_Search.go = interrupted
print(optimizer.solve({book!r}).passport.interrupted)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent in another way there")
def test_an_interrupt_ends_the_search_with_its_plan():
    run = subprocess.run([sys.executable, "-c", INTERRUPTED.format(book=str(EXAMPLE))], capture_output=True, text=True)
    assert run.stdout.split() == ["True"], run.stderr


UNGUARDED = """
import optimizer
print("read", flush=True)
optimizer.compare({book!r}, workers=1)
"""


def test_a_script_without_a_guard_is_told_what_to_do(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(UNGUARDED.format(book=str(EXAMPLE)))
    run = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=120)
    assert run.returncode == 1
    assert 'below  if __name__ == "__main__":' in run.stderr.strip().splitlines()[-1]


def test_a_guarded_script_compares_in_processes(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        "import optimizer\n"
        'if __name__ == "__main__":\n'
        f"    study = optimizer.compare({str(EXAMPLE)!r}, ['half_budget'], workers=2)\n"
        "    print(*study.plans)\n"
    )
    run = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=240)
    assert run.stdout.split() == ["base", "half_budget"], run.stderr
