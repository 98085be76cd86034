"""`optimizer solve`: from a workbook to plan.xlsx and plan.json."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from types import MappingProxyType

from optimizer.audit.text import verdict
from optimizer.commands.place import plan_folder
from optimizer.commands.status import FAULT, NOT_PROVEN, OK
from optimizer.console import LiveLine, show_findings, summary
from optimizer.engine.claim import claimed
from optimizer.engine.execute import audit_of, is_proven, plan_of, what_is_left
from optimizer.engine.job import Job
from optimizer.engine.written import write_plan
from optimizer.excel.load import load
from optimizer.plan.plan import Plan


def solve_book(
    book: Path, case: str = "base", out: Path | None = None, gap: float | None = None, time_limit_s: float | None = None
) -> int:
    """Solve one case, write its plan, audit it and print a summary; the exit status.

    Raises:
        CaseError: the workbook is wrong.
        NoPlanError: no plan meets every hard rule.
        StoppedError: stopped before any plan was found.
        FolderError: results cannot be written to the folder.
    """
    loaded = load(book, case)
    show_findings(loaded.findings)
    line = LiveLine()
    with claimed(plan_folder(loaded, out)) as folder:
        with closing(line):
            plan = plan_of(Job.of(loaded, gap=gap, time_limit_s=time_limit_s), line)
        print(summary(plan))  # before it is written: what was found is not lost even where no disk takes it
        written = write_plan(plan, folder)
    print("\n".join(f"written: {path}" for path in written))
    return ending(plan)


def ending(plan: Plan, others: Mapping[str, Plan] = MappingProxyType({})) -> int:
    """The status of a plan, audited with the others beside it, and in words what may be wrong with them."""
    audits = {name: audit_of(one) for name, one in {"": plan, **others}.items()}
    for name, audit in audits.items():
        print(f"{name}: " * bool(name), verdict(audit), sep="", file=sys.stdout if audit.ok else sys.stderr)
    return _proven_status(plan) if all(audit.ok for audit in audits.values()) else FAULT


def _proven_status(plan: Plan) -> int:
    """The status of a plan by what is proven of it; what is left is told."""
    if not is_proven(plan):
        print(f"stopped before the gap was reached: {what_is_left(plan)}", file=sys.stderr)
    return OK if is_proven(plan) else NOT_PROVEN
