"""The edge: results of a folder as one page that a browser shows without a network."""

from __future__ import annotations

from pathlib import Path

from optimizer.drafts import clear, draft_of
from optimizer.report.found import page_of
from optimizer.report.rendering import render

FILE = "report.html"


def write_report(folder: Path, out: Path | None = None) -> Path:
    """Write the page of what lies in a folder; where it was written.

    Args:
        folder: where a plan or a study lies.
        out: the file to write, ``report.html`` in the folder unless given.

    Raises:
        ResultError: nothing to report on lies there, or it cannot be read.
        OSError: the page cannot be written. An older one is untouched.
    """
    path = out or folder / FILE
    text = render(page_of(folder))
    draft = draft_of(path)
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
        clear(path)
    finally:
        draft.unlink(missing_ok=True)
    return path
