"""Where a file is written before it takes its place, and how it takes it."""

from __future__ import annotations

import os
import platform
import re
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

_MOST_COPIES = 1000
_LONGEST_STEM = 50
"""Characters; in whatever alphabet, the name of a draft is no longer than systems take."""
_MACHINE = sha256(platform.node().encode()).hexdigest()[:6]
_DRAFT = re.compile(r"\.(?P<stem>.+)-(?P<machine>[0-9a-f]{6})-(?P<process>\d+)\.tmp(\.\w+)?")
_DAY_S = 86_400.0


def draft_of(path: Path) -> Path:
    """A name beside a target that no other process writes to; what is a draft already has one as well."""
    if _DRAFT.fullmatch(path.name):
        return path.with_suffix(".part")
    return path.with_name(f".{path.stem[:_LONGEST_STEM]}-{_MACHINE}-{os.getpid()}.tmp{path.suffix}")


def move(draft: Path, path: Path, beside: str | None = None) -> Path:
    """Put a finished draft in its place, or in one that is free beside it; where it ended up.

    Args:
        draft: the finished file.
        path: where it should be.
        beside: ending of a companion that has to find its place under the same name.

    Raises:
        OSError: neither can be written.
    """
    for target in _targets(path):
        try:
            if is_free(target) and (beside is None or is_free(target.with_suffix(beside))):
                draft.replace(target)
                return target
        except OSError:
            continue
    raise OSError(f"neither {path.name} nor a numbered copy of it can be written in {path.parent}")


def is_free(target: Path) -> bool:
    """Whether a file may be replaced: it is not there, or neither read-only nor open elsewhere."""
    if not target.exists():
        return True
    if not os.access(target, os.W_OK):
        return False
    try:
        with target.open("r+b"):  # refused on Windows while a spreadsheet program has it open
            return True
    except OSError:
        return False


def clear(path: Path) -> None:
    """Remove the drafts of a target whose processes were killed."""
    for draft in drafts(path):
        if _is_left_behind(draft):
            with suppress(OSError):
                draft.unlink()


def drafts(path: Path) -> list[Path]:
    """The drafts of a target and its companions that lie beside it."""
    stem = path.stem[:_LONGEST_STEM]
    try:
        found = [(draft, _DRAFT.fullmatch(draft.name)) for draft in path.parent.iterdir()]
    except OSError:
        return []
    return [draft for draft, name in found if name and name["stem"] == stem]


def _is_left_behind(draft: Path) -> bool:
    name = _DRAFT.fullmatch(draft.name)
    if name is None or int(name["process"]) == os.getpid():
        return False
    if sys.platform != "win32" and name["machine"] == _MACHINE:
        return not _is_running(int(name["process"]))
    with suppress(OSError):
        return time.time() - draft.stat().st_mtime > _DAY_S
    return False


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _targets(path: Path) -> Iterator[Path]:
    """The path itself, then names beside it that are still free."""
    yield path
    for number in range(2, _MOST_COPIES):
        other = path.with_name(f"{path.stem}-{number}{path.suffix}")
        if not other.exists():
            yield other
