"""`optimizer solve`: from a workbook to plan.xlsx and plan.json."""

from __future__ import annotations

import os
import sys
import time
from importlib.metadata import version
from pathlib import Path

from optimizer.case.facts import Facts
from optimizer.console import LiveLine, show_findings, summary
from optimizer.excel.load import Loaded, load
from optimizer.excel.plan_book import write_plan_book
from optimizer.plan.extract import read_plan
from optimizer.plan.json import plan_document, write_document
from optimizer.plan.plan import Passport, Plan
from optimizer.solve.search import Solution
from optimizer.solve.search import solve as search
from optimizer.solve.session import SEED, THREADS


def solve_book(
    book: Path, case: str = "base", out: Path | None = None, gap: float | None = None, time_limit_s: float | None = None
) -> bool:
    """Solve one case, write its plan and print a summary; whether the gap was reached.

    Raises:
        CaseError: the workbook is wrong.
        NoPlanError: no plan meets every hard rule.
        StoppedError: stopped before any plan was found.
    """
    loaded = load(book, case)
    show_findings(loaded.findings)
    line = LiveLine()
    try:
        solution = search(Facts(loaded.case), gap=gap, time_limit_s=time_limit_s, report=line)
    finally:
        line.close()
    plan = read_plan(solution, _passport(loaded, solution, gap, time_limit_s))
    folder = out or Path("outputs") / f"{book.stem}-{loaded.case.name}"
    written = write_plan(plan, folder)
    print(summary(plan))
    print("\n".join(f"written: {path}" for path in written))
    if not solution.proven:
        print(f"stopped before the gap was reached: {plan.gap:.2%} of the programme is left", file=sys.stderr)
    return solution.proven


def write_plan(plan: Plan, folder: Path) -> list[Path]:
    """Write plan.xlsx and plan.json; an older result is only replaced by a complete new one."""
    folder.mkdir(parents=True, exist_ok=True)
    clock = time.perf_counter()
    sheet = write_plan_book(plan, folder / "plan.xlsx")
    document = plan_document(plan)
    document["seconds"]["write"] = round(time.perf_counter() - clock, 3)
    target = folder / "plan.json"
    draft = folder / f".plan-{os.getpid()}.json"
    try:
        write_document(document, draft)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return [sheet, target]


def _passport(loaded: Loaded, solution: Solution, gap: float | None, time_limit_s: float | None) -> Passport:
    settings = loaded.case.settings
    return Passport(
        workbook=loaded.path.name,
        workbook_sha256=loaded.sha256,
        case=loaded.case.name,
        versions={name: version(name) for name in ("optimizer", "pyomo", "highspy")},
        seconds={"read": loaded.seconds, **solution.seconds},
        threads=THREADS,
        seed=SEED,
        mip_gap=settings.mip_gap if gap is None else gap,
        time_limit_s=settings.time_limit_s if time_limit_s is None else time_limit_s,
        size=solution.arrays.size,
    )
