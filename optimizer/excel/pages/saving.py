"""A workbook reaches its place complete or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
    "default_format_properties": {"font_name": "Calibri", "font_size": 10},
}
_MOST_COPIES = 1000


def save(path: Path, fill: Callable[[Any], None]) -> Path:
    """Write a workbook beside its target and move it there; where it ended up.

    A target that is open elsewhere or read-only is left as it is, and the workbook is saved as ``<name>-2.xlsx``.

    Raises:
        OSError: the folder cannot be written to, or the disk is full. The older file is untouched.
    """
    draft = path.with_name(f".{path.stem}-{os.getpid()}.tmp")
    try:
        book = xlsxwriter.Workbook(str(draft), OPTIONS)
        fill(book)
        try:
            book.close()
        except FileCreateError as error:
            raise OSError(f"{path.name} cannot be written: {error}") from error
        return move(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def move(draft: Path, path: Path) -> Path:
    """Put a finished draft in its place, or in one that is free beside it; where it ended up.

    Raises:
        OSError: neither can be written.
    """
    for target in _targets(path):
        try:
            if target.exists() and not os.access(target, os.W_OK):
                continue
            draft.replace(target)
        except OSError:
            continue
        return target
    raise OSError(f"neither {path.name} nor a numbered copy of it can be written in {path.parent}")


def _targets(path: Path) -> Iterator[Path]:
    """The path itself, then names beside it that are still free."""
    yield path
    for number in range(2, _MOST_COPIES):
        other = path.with_name(f"{path.stem}-{number}{path.suffix}")
        if not other.exists():
            yield other
