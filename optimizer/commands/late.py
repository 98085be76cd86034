"""`optimizer late`: which project hurts the plan most when it is late or dearer.

Exit status: as of `solve`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from optimizer.case.case import BASE
from optimizer.commands.place import plan_folder
from optimizer.commands.solve import ending
from optimizer.commands.solved import known_plan
from optimizer.commands.study import aligned
from optimizer.console import LiveLine, show_findings
from optimizer.engine.claim import claimed
from optimizer.engine.execute import plan_of
from optimizer.engine.job import Job
from optimizer.engine.pair import write_pair
from optimizer.engine.written import write_plan
from optimizer.excel.load import load
from optimizer.late.json import late_document
from optimizer.late.study import AskedLate, Lateness, lateness
from optimizer.plan.json import as_text
from optimizer.plan.plan import Plan
from optimizer.solve.session import Seen, Stop, stop_on_interrupt
from optimizer.study.measures import records
from optimizer.words.text import plural

FILE = "late"
_MOST = 15


def late_book(
    path: Path,
    asked: AskedLate | None = None,
    case: str = BASE,
    out: Path | None = None,
    gap: float | None = None,
    time_limit_s: float | None = None,
) -> int:
    """Take the plan of one case, solved unless it lies there already, and make each of its projects late and dearer.

    Args:
        path: the workbook.
        asked: which delays, and how much dearer.
        case: the case.
        out: folder of the results.
        gap: share of the programme at which the search for the plan stops.
        time_limit_s: seconds for that search.

    Raises:
        CaseError: the workbook is wrong.
        NoPlanError: no plan meets every hard rule.
        StoppedError: stopped before any plan was found.
        FolderError: results cannot be written to the folder.
    """
    loaded = load(path, case)
    show_findings(loaded.findings)
    with claimed(plan_folder(loaded, out)) as folder:
        plan, written = _plan(Job.of(loaded, gap=gap, time_limit_s=time_limit_s), folder)
        found = _look(plan, asked or AskedLate())
        written += write_late(found, folder)
    print("\n".join(told(found)))
    print("\n".join(f"written: {file}" for file in written))
    return ending(plan)


def write_late(found: Lateness, folder: Path) -> list[Path]:
    """Write late.xlsx and late.json, always as a pair."""
    from optimizer.excel.late_book import write_late_book

    return write_pair(
        folder / f"{FILE}.xlsx",
        lambda path: write_late_book(found, path),
        lambda: as_text(late_document(found)),
    )


def told(found: Lateness) -> Iterator[str]:
    """The ranking in lines for a terminal."""
    rows = records(found.tables["ranking"])
    if not rows:
        yield "the plan builds no project: nothing can be late"
        return
    longest = plural(int(rows[0]["years_late"]), "year")
    yield f"what hurts most when it is {longest} late, expected over the scenarios:"
    header = ("project", "first to break", "late MUSD", "shortage t", "targets", "dearer MUSD", "owner lacks")
    names = ("expected_musd", "short_t", "breaks", "dearer_musd", "lacks_musd")
    yield aligned(
        header,
        ((str(r["project"]), _first(r), *(f"{r[name]:,.0f}" for name in names)) for r in rows[:_MOST]),
    )
    yield from (str(r["words"]) for r in rows[:5])
    if not found.complete:
        yield "stopped before every project was looked at"


def _first(row: dict[str, Any]) -> str:
    return (
        f"{row['first_target']} {'' if row['first_year'] is None else int(row['first_year'])}"
        if row["first_target"]
        else "–"
    )


def _plan(job: Job, folder: Path) -> tuple[Plan, list[Path]]:
    """The plan that lies in the folder, or else a new one, which is written."""
    known = known_plan(job, folder)
    if known is not None:
        return known, []
    line = LiveLine()
    try:
        plan = plan_of(job, line)
    finally:
        line.close()
    return plan, write_plan(plan, folder)


def _look(plan: Plan, asked: AskedLate) -> Lateness:
    line, stop = LiveLine(), Stop()
    seen = Seen(plan.objective_musd, plan.bound_musd, 0, plan.programme_musd)
    try:
        with stop_on_interrupt(stop):
            return lateness(plan, asked, stop, lambda what, done, of: line(f"{done + 1} of {of}: {what}  ", seen))
    finally:
        line.close()
