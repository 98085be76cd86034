"""Killed at any moment, on a full disk, beside another run: nothing is lost, and no two stories are told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from optimizer.__main__ import main
from optimizer.commands.audit import audit_dir
from optimizer.drafts import draft_of, drafts
from optimizer.engine import pair
from optimizer.engine.claim import FILE, claimed
from optimizer.engine.written import write_plan
from optimizer.errors import FolderError
from tests.books import minimal, write_book
from tests.robust.conftest import surroundings
from tests.robust.results import KINDS, plan_of

EXAMPLE = Path(__file__).parents[2] / "inputs" / "example.xlsx"
posix = pytest.mark.skipif(sys.platform == "win32", reason="processes are killed in another way there")


@posix
@pytest.mark.parametrize("kind", KINDS)
def test_killed_at_every_step(tmp_path: Path, run: Callable[..., str], kind: str) -> None:
    assert run("-m", "tests.robust.dying", str(tmp_path), kind).startswith(f"{kind}: ")


def torn(folder: Path) -> None:
    """A plan, and the workbook of another one that was written when its process was killed."""
    folder.mkdir()
    write_plan(plan_of(False), folder)
    write_plan(plan_of(True), folder.with_name("other"))
    ended = draft_of(folder / "plan.json").name.replace(f"-{os.getpid()}.", "-99999999.")
    (folder.with_name("other") / "plan.json").rename(folder / ended)
    (folder.with_name("other") / "plan.xlsx").replace(folder / "plan.xlsx")


def test_two_stories_are_seen_and_the_next_run_tells_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "other").mkdir()
    torn(tmp_path / "plan")
    assert pair.is_torn(tmp_path / "plan" / "plan.xlsx")
    assert audit_dir(tmp_path / "plan") == 1
    assert "plan.xlsx" in capsys.readouterr().out
    write_plan(plan_of(True), tmp_path / "plan")
    assert not pair.is_torn(tmp_path / "plan" / "plan.xlsx")
    assert audit_dir(tmp_path / "plan") == 0
    assert sorted(p.name for p in (tmp_path / "plan").iterdir()) == ["plan.json", "plan.xlsx"]


def test_a_torn_plan_is_solved_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = write_book(tmp_path / "book.xlsx", minimal())
    command = ["late", str(book), "--out", str(tmp_path / "out")]
    assert main(command) == 0
    assert "plan.json" in capsys.readouterr().out
    assert main(command) == 0
    assert "plan.json" not in capsys.readouterr().out
    ended = draft_of(tmp_path / "out" / "plan.json").name.replace(f"-{os.getpid()}.", "-99999999.")
    (tmp_path / "out" / ended).write_text("{}")
    assert main(command) == 0
    assert "plan.json" in capsys.readouterr().out
    assert not drafts(tmp_path / "out" / "plan.xlsx")


def test_a_finished_plan_is_saved_elsewhere_where_its_folder_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever is written below the folder of results fails; the system's own folder for files has room."""
    rescue, write_bytes = tmp_path / "rescue", Path.write_bytes
    rescue.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(rescue))

    def full(self: Path, data: Any) -> int:
        if self.is_relative_to(tmp_path / "out"):
            raise OSError(28, "No space left on device", str(self))
        return write_bytes(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    assert main(["solve", str(EXAMPLE), "--out", str(tmp_path / "out")]) == 0
    shown = capsys.readouterr()
    assert "cannot be written (No space left on device); the results are in " in shown.err
    assert list((tmp_path / "out").iterdir()) == []
    (folder,) = (p for p in rescue.iterdir() if p.name.startswith("optimizer-"))
    assert sorted(p.name for p in folder.iterdir()) == ["plan.json", "plan.xlsx"]
    assert str(folder / "plan.xlsx") in shown.out


def test_where_nothing_can_be_written_the_plan_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(self: Path, data: Any) -> int:
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_bytes", full)
    assert main(["solve", str(EXAMPLE), "--out", str(tmp_path / "out")]) == 2
    shown = capsys.readouterr()
    assert "projects built" in shown.out
    assert shown.err.strip().endswith("No space left on device")
    assert "Traceback" not in shown.err
    assert not (tmp_path / "out").exists()


def test_a_document_that_is_open_elsewhere_takes_its_workbook_along(tmp_path: Path) -> None:
    write_plan(plan_of(False), tmp_path)
    (tmp_path / "plan.json").unlink()
    (tmp_path / "plan.json").mkdir()
    assert [p.name for p in write_plan(plan_of(True), tmp_path)] == ["plan-2.xlsx", "plan-2.json"]


def test_drafts_of_the_living_are_left_alone(tmp_path: Path) -> None:
    own = draft_of(tmp_path / "plan.xlsx")
    living = own.with_name(own.name.replace(f"-{os.getpid()}.", f"-{os.getppid()}."))
    elsewhere = own.with_name(".plan-ffffff-99999999.tmp.xlsx")
    planners = own.with_name(".plan-99999999.tmp")
    for file in (living, elsewhere, planners):
        file.write_text("in the making")
    write_plan(plan_of(False), tmp_path)
    assert living.exists()
    assert elsewhere.exists()
    assert planners.exists()
    os.utime(elsewhere, (0, 0))
    write_plan(plan_of(False), tmp_path)
    assert not elsewhere.exists()


def test_names_of_drafts_are_never_too_long() -> None:
    for name in ("x" * 250 + ".xlsx", "字" * 80 + ".xlsx"):
        assert len(draft_of(draft_of(Path(name))).name.encode()) < 255


def test_a_folder_belongs_to_one_run_at_a_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with claimed(out):
        assert main(["solve", str(EXAMPLE), "--out", str(out)]) == 2
        assert "another run is writing there" in capsys.readouterr().err
        assert [p.name for p in out.iterdir()] == [FILE]
    assert main(["solve", str(EXAMPLE), "--out", str(out)]) == 0
    assert sorted(p.name for p in out.iterdir()) == ["plan.json", "plan.xlsx"]


def test_a_failure_takes_an_empty_folder_with_it(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(FolderError), claimed(tmp_path / "out"):
        raise FolderError("no")
    assert not (tmp_path / "out").exists()


HOLD = "import sys, time\nfrom pathlib import Path\nfrom optimizer.engine.claim import claimed\n"
HOLD += "with claimed(Path(sys.argv[1])): print('claimed', flush=True); time.sleep(600)"


@posix
def test_a_killed_run_blocks_nobody(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, env=surroundings(), text=True
    )
    assert holder.stdout is not None
    try:
        assert holder.stdout.readline() == "claimed\n"
        with pytest.raises(FolderError), claimed(tmp_path):
            pass
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        assert (tmp_path / FILE).exists()
        with claimed(tmp_path):
            pass
        assert not (tmp_path / FILE).exists()
    finally:
        holder.kill()
        holder.wait()
        holder.stdout.close()


@posix
def test_a_killed_study_goes_on_where_it_was(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = minimal()
    rows = [{"sheet": "demand", "column": "years", "operation": "multiply", "value": 1 + n / 10} for n in range(1, 4)]
    book["cases"] = [{"case": f"case {n}", **row} for n, row in enumerate(rows)]
    command = ["compare", str(write_book(tmp_path / "book.xlsx", book)), "--out", str(tmp_path / "out")]
    running = subprocess.Popen(
        [sys.executable, "-m", "optimizer", *command, "--workers", "1"], env=surroundings(), stderr=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 120
    while not (tmp_path / "out" / "base" / "plan.json").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    running.kill()
    running.wait()
    assert not (tmp_path / "out" / "comparison.json").exists()
    assert main([*command, "--workers", "1"]) == 0
    assert ", reused" in next(line for line in capsys.readouterr().err.splitlines() if line.startswith("base: "))
    assert sorted(p.name for p in (tmp_path / "out").rglob(".*")) == []
