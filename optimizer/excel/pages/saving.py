"""A workbook reaches its place complete or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from optimizer.drafts import clear, draft_of, move

OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
    "default_format_properties": {"font_name": "Calibri", "font_size": 10},
}


def save(path: Path, fill: Callable[[Any], None]) -> Path:
    """Write a workbook beside its target and move it there; where it ended up.

    A target that is open elsewhere or read-only is left as it is, and the workbook is saved as ``<name>-2.xlsx``.

    Raises:
        OSError: the folder cannot be written to, or the disk is full. The older file is untouched.
    """
    draft = draft_of(path)
    try:
        book = xlsxwriter.Workbook(str(draft), OPTIONS)
        fill(book)
        try:
            book.close()
        except FileCreateError as error:
            cause = error.args[0] if error.args else error  # the library wraps what the system said
            if isinstance(cause, OSError):
                raise OSError(cause.errno, cause.strerror, str(path)) from error
            raise OSError(f"{path.name} cannot be written: {error}") from error
        target = move(draft, path)
        clear(path)
        return target
    finally:
        draft.unlink(missing_ok=True)
