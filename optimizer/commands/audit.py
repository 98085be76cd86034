"""`optimizer audit`: can this plan be believed? A second calculation from its files alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from optimizer.audit.folder import audit_folder
from optimizer.audit.text import summary
from optimizer.case.records import to_records
from optimizer.commands.status import FAULT, OK, WRONG_INPUT
from optimizer.errors import CaseError, ResultError
from optimizer.excel.load import load


def audit_dir(path: Path, book: Path | None = None) -> int:
    """Audit the plan in a folder and print what was found.

    Args:
        path: the folder of a plan.
        book: its workbook, where it does not lie near by.

    Returns:
        0 where everything holds, 1 where the plan fails its audit, 2 where there is no plan.
    """
    try:
        audit = audit_folder(path, book, rows_of)
    except (ResultError, OSError) as error:
        print(error)
        return WRONG_INPUT
    print(summary(audit))
    return OK if audit.ok else FAULT


def rows_of(book: Path, case: str) -> Mapping[str, Any]:
    """The rows of a workbook under a case.

    Raises:
        LookupError: the workbook has no such case, as at the points of a sweep.
    """
    try:
        return to_records(load(book, case).case)
    except CaseError as error:
        raise LookupError(f"it has no case {case}") from error
