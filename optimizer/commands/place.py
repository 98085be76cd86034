"""Where a command writes what it has to say about one case."""

from __future__ import annotations

from pathlib import Path

from optimizer.engine.pair import writable
from optimizer.excel.load import Loaded


def plan_folder(loaded: Loaded, out: Path | None) -> Path:
    """The folder that is asked for, otherwise that of the workbook and the case.

    Raises:
        FolderError: results cannot be written there.
    """
    return writable(out or Path("outputs") / f"{loaded.path.stem}-{loaded.case.name}")
