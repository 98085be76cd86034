"""A workbook for people and the document that says the same for machines, always written as a pair."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryFile, mkdtemp

from optimizer.drafts import clear, draft_of, drafts, move
from optimizer.errors import FolderError


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


def write_pair(path: Path, sheet: Callable[[Path], Path], text: Callable[[], str]) -> list[Path]:
    """Write a workbook, then its document; an older result is only replaced by a complete new one.

    Args:
        path: where the workbook should be.
        sheet: writes the workbook and returns where it ended up.
        text: the text of the document, asked for after the workbook was written.

    Raises:
        OSError: the folder cannot be written to, or the disk is full.
    """
    try:
        written = _write_pair(path, sheet, text)
    except OSError as error:
        written = _rescued(path, sheet, text, error)
    if written.parent == path.parent and written.name != path.name:
        print(f"{path} is open or protected: the new one is {written.name} and its .json", file=sys.stderr)
    return [written, written.with_suffix(".json")]


def _write_pair(path: Path, sheet: Callable[[Path], Path], text: Callable[[], str]) -> Path:
    """Both are complete before either is replaced."""
    draft = draft_of(path)
    text_draft = draft.with_suffix(".json")
    try:
        ready = sheet(draft)
        text_draft.write_bytes(text().encode())
        written = move(ready, path, beside=".json")
        text_draft.replace(written.with_suffix(".json"))
    finally:
        draft.unlink(missing_ok=True)
        text_draft.unlink(missing_ok=True)
    clear(path)
    return written


def _rescued(path: Path, sheet: Callable[[Path], Path], text: Callable[[], str], error: OSError) -> Path:
    """What took long to find is not lost with its folder: it is written to one of the system's own for files."""
    folder = None
    try:
        folder = Path(mkdtemp(prefix="optimizer-"))
        written = _write_pair(folder / path.name, sheet, text)
    except OSError:
        if folder is not None:
            rmtree(folder, ignore_errors=True)
        raise error from None
    reason = error.strerror or error
    print(f"{path.parent}: cannot be written ({reason}); the results are in {folder}", file=sys.stderr)
    return written


def is_torn(path: Path) -> bool:
    """Whether a process was killed after it had replaced a workbook and before its document: they tell two stories."""
    names = {draft.name for draft in drafts(path)}
    return any(name.endswith(".json") and name.removesuffix(".json") + path.suffix not in names for name in names)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside its target and move it there."""
    draft = draft_of(path)
    try:
        draft.write_bytes(data)
        draft.replace(path)
        clear(path)
    finally:
        draft.unlink(missing_ok=True)


def save_bytes(path: Path, data: bytes) -> Path:
    """Write a finished workbook; where it ended up, which is a numbered copy where the target is open elsewhere."""
    draft = draft_of(path)
    try:
        draft.write_bytes(data)
        return move(draft, path)
    finally:
        draft.unlink(missing_ok=True)
