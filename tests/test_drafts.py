"""Files take their place beside what cannot be replaced, and drafts of the dead are told from those of the living."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from optimizer import drafts as module
from optimizer.drafts import clear, draft_of, drafts, is_free, move


def draft(path: Path, text: str = "new") -> Path:
    made = draft_of(path)
    made.write_text(text)
    return made


def of_process(path: Path, number: int, machine: str = "") -> Path:
    """A draft of another process, on this machine or another."""
    own = draft_of(path)
    name = own.name.replace(f"-{os.getpid()}.", f"-{number}.")
    other = own.with_name(name.replace(module._MACHINE, machine) if machine else name)
    other.write_text("half")
    return other


def test_a_file_that_may_not_be_written_gets_one_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "plan.xlsx"
    target.write_text("old")
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != target)
    assert not is_free(target)
    assert move(draft(target), target) == tmp_path / "plan-2.xlsx"
    assert (target.read_text(), (tmp_path / "plan-2.xlsx").read_text()) == ("old", "new")


def test_the_next_name_is_tried_where_the_system_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, ready = tmp_path / "plan.xlsx", draft(tmp_path / "plan.xlsx")
    replace = Path.replace

    def refused(self: Path, other: Path) -> Path:
        if other == target:
            raise PermissionError(13, "Permission denied")
        return replace(self, other)

    monkeypatch.setattr(Path, "replace", refused)
    assert move(ready, target) == tmp_path / "plan-2.xlsx"
    monkeypatch.setattr(Path, "replace", lambda _, other: replace(tmp_path / "gone", other))
    monkeypatch.setattr(module, "_MOST_COPIES", 4)
    with pytest.raises(OSError, match=r"neither plan.xlsx nor a numbered copy of it can be written"):
        move(draft(target), target)


def test_a_folder_that_is_not_there_has_no_drafts(tmp_path: Path) -> None:
    assert drafts(tmp_path / "nowhere" / "plan.xlsx") == []


@pytest.mark.skipif(sys.platform == "win32", reason="processes are not asked after there")
@pytest.mark.parametrize(
    ("answer", "left"),
    [(None, True), (PermissionError(), True), (ProcessLookupError(), False), (OverflowError(), False)],
)
def test_drafts_of_running_processes_are_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: BaseException | None, left: bool
) -> None:
    """A process of somebody else runs as well: its system only forbids to ask it."""

    def ask(*_: Any) -> None:
        if answer is not None:
            raise answer

    other = of_process(tmp_path / "plan.xlsx", 99_999_999)
    own = draft(tmp_path / "plan.xlsx")
    monkeypatch.setattr(os, "kill", ask)
    clear(tmp_path / "plan.xlsx")
    assert (other.exists(), own.exists()) == (left, True)


@pytest.mark.parametrize(("hours", "left"), [(1, True), (25, False)])
def test_drafts_of_other_machines_are_left_alone_for_a_day(tmp_path: Path, hours: int, left: bool) -> None:
    other = of_process(tmp_path / "plan.xlsx", os.getpid() + 1, machine="abcdef")
    then = other.stat().st_mtime - 3600 * hours
    os.utime(other, (then, then))
    clear(tmp_path / "plan.xlsx")
    assert other.exists() == left
