"""`optimizer check`: everything that is wrong in a workbook, at once."""

from __future__ import annotations

import sys
from pathlib import Path

from optimizer.commands.status import OK, WRONG_INPUT
from optimizer.console import counted, show_findings
from optimizer.excel.load import check_book


def check_workbook(path: Path, marked: bool = False) -> int:
    """Print the findings of a workbook; the exit status.

    Args:
        path: the workbook.
        marked: whether they are written as comments into a copy, too.

    Raises:
        CaseError: the file cannot be read at all, or nothing can be saved beside it.
    """
    findings = check_book(path)
    show_findings(findings, sys.stdout)
    errors = sum(f.severity == "error" for f in findings)
    print(f"{path}: {counted(errors, 'error')}, {counted(len(findings) - errors, 'warning')}")
    if marked:
        from optimizer.excel.mark import mark

        print(f"marked copy: {mark(path, findings)}")
    return WRONG_INPUT if errors else OK
