"""`optimizer solve`: from a workbook to plan.xlsx and plan.json."""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryFile

from optimizer.case.facts import Facts
from optimizer.console import LiveLine, show_findings, summary
from optimizer.errors import FolderError
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
        FolderError: results cannot be written to the folder.
    """
    loaded = load(book, case)
    show_findings(loaded.findings)
    folder = writable(out or Path("outputs") / f"{book.stem}-{loaded.case.name}")
    line = LiveLine()
    try:
        solution = search(Facts(loaded.case), gap=gap, time_limit_s=time_limit_s, report=line)
    except BaseException:
        with suppress(OSError):
            folder.rmdir()  # only if it is empty: nothing is left behind
        raise
    finally:
        line.close()
    plan = read_plan(solution, _passport(loaded, solution, gap, time_limit_s))
    written = write_plan(plan, folder)
    print(summary(plan))
    print("\n".join(f"written: {path}" for path in written))
    if not solution.proven:
        left = f"{plan.gap:.2%} of the programme is left" if plan.gap < float("inf") else "no bound is proven yet"
        print(f"stopped before the gap was reached: {left}", file=sys.stderr)
    return solution.proven


def writable(folder: Path) -> Path:
    """The folder, made if need be.

    Raises:
        FolderError: it cannot be made or written to; better said before the search than after it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            return folder
    except OSError as error:
        raise FolderError(
            f"{folder}: results cannot be written there ({error.strerror}); choose another --out"
        ) from error


def write_plan(plan: Plan, folder: Path) -> list[Path]:
    """Write plan.xlsx and plan.json, always as a pair; an older result is only replaced by a complete new one."""
    clock = time.perf_counter()
    sheet = write_plan_book(plan, folder / "plan.xlsx")
    if sheet.name != "plan.xlsx":
        print(f"plan.xlsx is open or protected: the new plan is {sheet.name} and its .json", file=sys.stderr)
    document = plan_document(plan)
    document["seconds"]["write"] = round(time.perf_counter() - clock, 3)
    target = sheet.with_suffix(".json")
    draft = folder / f".{target.stem}-{os.getpid()}.json"
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
        interrupted=solution.interrupted,
    )
