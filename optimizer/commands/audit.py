"""`optimizer audit`: can this plan be believed? A second calculation from its files alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from optimizer.audit import audit_folder
from optimizer.audit.document import FILE
from optimizer.audit.text import summary
from optimizer.case.records import to_records
from optimizer.commands.status import FAULT, OK, WRONG_INPUT
from optimizer.errors import CaseError, ResultError
from optimizer.excel.load import load


def audit_dir(path: Path, book: Path | None = None) -> int:
    """Audit the plan in a folder, or every plan of a study's folder, and print what was found.

    Args:
        path: the folder.
        book: the workbook, where it does not lie near by.

    Returns:
        0 where everything holds, 1 where a plan fails its audit, 2 where there is none to read.
    """
    files = plans_in(path)
    statuses = [_audit(file, book, named=len(files) > 1) for file in files]
    return FAULT if FAULT in statuses else max(statuses)


def plans_in(path: Path) -> list[Path]:
    """The plan of a folder, or else those of the folders in it."""
    own = path / FILE if path.is_dir() else path
    others = [] if own.is_file() or not path.is_dir() else sorted(path.rglob(FILE))
    return others or [own]


def _audit(file: Path, book: Path | None, named: bool) -> int:
    if named:
        print(f"\n{file.parent}")
    try:
        audit = audit_folder(file, book, rows_of)
    except (ResultError, OSError) as error:
        print(error)
        return WRONG_INPUT
    print(summary(audit))
    return OK if audit.ok else FAULT


def rows_of(book: Path, case: str) -> Mapping[str, Any]:
    """The rows of a workbook under a case.

    Raises:
        LookupError: the workbook has no such case, as at the points of a sweep, or is wrong.
    """
    try:
        return to_records(load(book, case).case)
    except CaseError as error:
        raise LookupError(f"the case {case} cannot be read from it") from error
