"""`optimizer report`: one page of a plan or a study, for a browser without a network."""

from __future__ import annotations

from pathlib import Path

from optimizer.commands.status import OK
from optimizer.errors import FolderError


def report_dir(folder: Path, out: Path | None = None) -> int:
    """Write the page of what lies in a folder and say where; the exit status.

    Raises:
        ResultError: nothing to report on lies there, or it cannot be read.
        FolderError: the page cannot be written.
    """
    from optimizer.report import write_report

    try:
        written = write_report(folder, out)
    except OSError as error:
        place = out or folder
        raise FolderError(f"{place}: the page cannot be written ({error.strerror}); choose another --out") from error
    print(f"written: {written}")
    return OK
