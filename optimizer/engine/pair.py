"""A workbook for people and the document that says the same for machines, always written as a pair."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile

from optimizer.errors import FolderError
from optimizer.excel.pages.saving import move


def writable(folder: Path) -> Path:
    """The folder, made if need be.

    Raises:
        FolderError: it cannot be made or written to; better said before the search than after it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            return folder
    except OSError as error:
        raise FolderError(
            f"{folder}: results cannot be written there ({error.strerror}); choose another --out"
        ) from error


@contextmanager
def nothing_left_behind(folder: Path) -> Iterator[None]:
    """While inside, a failure takes an empty folder with it."""
    try:
        yield
    except BaseException:
        with suppress(OSError):
            folder.rmdir()  # only if it is empty
        raise


def write_pair(path: Path, sheet: Callable[[Path], Path], text: Callable[[], str]) -> list[Path]:
    """Write a workbook, then its document; an older result is only replaced by a complete new one.

    Args:
        path: where the workbook should be.
        sheet: writes the workbook and returns where it ended up.
        text: the text of the document, asked for after the workbook was written.

    Raises:
        OSError: the folder cannot be written to, or the disk is full.
    """
    written = sheet(path)
    if written.name != path.name:
        print(f"{path} is open or protected: the new one is {written.name} and its .json", file=sys.stderr)
    target = written.with_suffix(".json")
    write_whole(target, text().encode())
    return [written, target]


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside its target and move it there."""
    draft = _draft(path)
    try:
        draft.write_bytes(data)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def save_bytes(path: Path, data: bytes) -> Path:
    """Write a finished workbook; where it ended up, which is a numbered copy where the target is open elsewhere."""
    draft = _draft(path)
    try:
        draft.write_bytes(data)
        return move(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _draft(path: Path) -> Path:
    return path.with_name(f".{path.stem}-{os.getpid()}{path.suffix}")
