"""A folder of results belongs to one run at a time."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from optimizer.errors import FolderError

FILE = ".running"


@contextmanager
def claimed(folder: Path) -> Iterator[Path]:
    """The folder, while no other run may write to it; a failure takes an empty folder with it.

    The system itself ends the claim of a process that is killed; its file is taken over by the next run.

    Raises:
        FolderError: another run has claimed it.
    """
    file = folder / FILE
    claim = _claim(file)
    if claim is None:
        raise FolderError(f"{folder}: another run is writing there; wait for its end or choose another --out")
    try:
        yield folder
    except BaseException:
        _release(file, claim)
        with suppress(OSError):
            folder.rmdir()  # only if it is empty
        raise
    _release(file, claim)


def _claim(file: Path) -> int | None:
    """An open file that is locked; a negative number where nothing can be locked; None where another has it."""
    while True:
        try:
            claim = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError:
            return -1
        try:
            _lock(claim)
        except BlockingIOError:
            os.close(claim)
            return None
        except OSError:  # not every network drive can do it
            return claim
        if _is_still(file, claim):
            return claim
        os.close(claim)  # the run that had it has removed it in the meantime


def _is_still(file: Path, claim: int) -> bool:
    try:
        return os.path.samestat(file.stat(), os.fstat(claim))
    except OSError:
        return False


def _release(file: Path, claim: int) -> None:
    """Remove the file; where it is open it can be removed on some systems only, and must not be closed before."""
    if claim < 0:
        return
    with suppress(OSError):
        file.unlink()
    os.close(claim)
    if sys.platform == "win32":
        with suppress(OSError):
            file.unlink()


if sys.platform == "win32":
    import msvcrt

    def _lock(claim: int) -> None:
        try:
            msvcrt.locking(claim, msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError from error

else:
    import fcntl

    def _lock(claim: int) -> None:
        fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
