"""What is said, and with which status a command ends, where neither the workbook nor the plan is at fault."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from optimizer.__main__ import main
from optimizer.commands import check, faults
from optimizer.commands.solve import ending
from tests.robust.conftest import surroundings
from tests.tiny import solved, supply, world

EXAMPLE = Path(__file__).parents[2] / "inputs" / "example.xlsx"


def test_ctrl_c_before_there_is_anything_to_keep(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(check, "check_workbook", interrupted)
    assert main(["check", str(EXAMPLE)]) == 4
    assert capsys.readouterr().err == "stopped; nothing was written\n"


def test_out_of_time_before_the_first_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["solve", str(EXAMPLE), "--out", str(tmp_path / "out"), "--time-limit", "0.000001"]) == 4
    assert capsys.readouterr().err.endswith("stopped before any plan was found\n")
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="a closed pipe is told in another way there")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_nobody_reads_what_is_printed(unbuffered: str) -> None:
    command = [sys.executable, "-m", "optimizer", "check", str(EXAMPLE)]
    around = surroundings(PYTHONUNBUFFERED=unbuffered)
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=around)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    told = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait(120) == 1
    assert told == "stopped: nothing reads the output any more\n"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (FileNotFoundError(2, "No such file or directory", "plan.xlsx"), "plan.xlsx: No such file or directory\n"),
        (OSError(28, "No space left on device"), "No space left on device\n"),
        (OSError("the drive is gone"), "the drive is gone\n"),
    ],
)
def test_what_the_system_does_not_let_happen(error: OSError, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert faults.of_the_machine(error) == 2
    assert capsys.readouterr().err == told


@pytest.mark.parametrize(("status", "code", "told"), [("optimal", 0, ""), ("feasible", 5, "stopped before the gap")])
def test_a_plan_that_is_not_proven_has_a_status_of_its_own(
    status: Any, code: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = dataclasses.replace(solved(world(supply=[supply()])), status=status)
    assert ending(plan) == code
    shown = capsys.readouterr()
    assert shown.out.startswith("audited: ")
    assert shown.err.startswith(told)
