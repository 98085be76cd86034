"""A folder belongs to one run at a time, also on drives on which nothing can be locked."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from optimizer.engine import claim as module
from optimizer.engine.claim import FILE, claimed
from optimizer.errors import FolderError

posix = pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be removed there")


def test_another_run_is_kept_out_until_the_first_has_ended(tmp_path: Path) -> None:
    with claimed(tmp_path) as folder:
        assert folder == tmp_path
        with pytest.raises(FolderError, match="another run is writing there"), claimed(tmp_path):
            pass
        assert (tmp_path / FILE).exists()
    assert not (tmp_path / FILE).exists()
    with claimed(tmp_path):
        pass


def test_where_nothing_can_be_locked_work_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(_: int) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(module, "_lock", unknown)
    with claimed(tmp_path), claimed(tmp_path):
        assert (tmp_path / FILE).exists()
    assert not list(tmp_path.iterdir())


def test_where_no_file_can_be_made_work_goes_on(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with claimed(tmp_path), claimed(tmp_path):
        pass
    assert (tmp_path / FILE).is_dir()


@posix
@pytest.mark.parametrize("anew", [False, True])
def test_a_file_that_its_run_has_removed_in_the_meantime_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, anew: bool
) -> None:
    """Locked after its owner had removed it, it keeps nobody out."""
    lock, tries = module._lock, []

    def late(claim: int) -> None:
        lock(claim)
        tries.append(claim)
        if len(tries) == 1:
            (tmp_path / FILE).unlink()
            if anew:
                (tmp_path / FILE).write_text("of a third run")

    monkeypatch.setattr(module, "_lock", late)
    with claimed(tmp_path):
        assert len(tries) == 2
        assert os.path.samestat((tmp_path / FILE).stat(), os.fstat(tries[1]))
        with pytest.raises(FolderError), claimed(tmp_path):
            pass


@pytest.mark.parametrize("kept", [False, True])
def test_a_failure_takes_only_an_empty_folder_with_it(tmp_path: Path, kept: bool) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    if kept:
        (folder / "notes.txt").write_text("the planner's own")
    with pytest.raises(KeyboardInterrupt), claimed(folder):
        raise KeyboardInterrupt
    assert [file.name for file in tmp_path.rglob("*")] == (["out", "notes.txt"] if kept else [])
