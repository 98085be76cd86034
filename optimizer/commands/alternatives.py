"""`optimizer alternatives`: plans near the optimum, and which projects are in all, some and none of them.

Exit status: as of `solve`. That nothing more was found in the time is said in words and is no failure.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from optimizer.case.case import BASE
from optimizer.commands.place import plan_folder
from optimizer.commands.solve import ending
from optimizer.commands.solved import solved_case
from optimizer.commands.study import aligned
from optimizer.console import LiveLine, show_findings
from optimizer.engine.claim import claimed
from optimizer.engine.job import Job, versions
from optimizer.engine.pair import writable, write_pair
from optimizer.engine.written import write_plan
from optimizer.excel.load import load
from optimizer.near.alternatives import OPTIMUM, Near, alternatives
from optimizer.near.asked import Asked
from optimizer.near.json import near_document
from optimizer.near.study import NearStudy, near_study, proof_words
from optimizer.near.words import counted
from optimizer.plan.extract import read_plan
from optimizer.plan.json import as_text
from optimizer.plan.plan import Plan
from optimizer.solve.search import Solution
from optimizer.solve.session import Seen, Stop, stop_on_interrupt
from optimizer.study.measures import records
from optimizer.words.text import plural

FILE = "alternatives"


def alternatives_book(
    path: Path,
    asked: Asked | None = None,
    case: str = BASE,
    out: Path | None = None,
    gap: float | None = None,
    time_limit_s: float | None = None,
) -> int:
    """Solve one case, write its plan and plans near it; the exit status.

    Args:
        path: the workbook.
        asked: how near, how different, how many, how long; `optimizer.near.asked.within` reads the distance.
        case: the case.
        out: folder of the results.
        gap: share of the programme at which the search for the optimum stops.
        time_limit_s: seconds for that search.

    Raises:
        CaseError: the workbook is wrong.
        NoPlanError: no plan meets every hard rule.
        StoppedError: stopped before any plan was found.
        FolderError: results cannot be written to the folder.
    """
    loaded = load(path, case)
    show_findings(loaded.findings)
    job = Job.of(loaded, gap=gap, time_limit_s=time_limit_s)
    with claimed(plan_folder(loaded, out)) as folder:
        solution, plan, written = solved_case(job, folder)
        study = _look(job, solution, plan, asked or Asked())
        others = {name: one for name, one in study.near.plans.items() if name != OPTIMUM}
        for name, one in others.items():
            written += write_plan(one, writable(_place(folder, name)))
        written += write_alternatives(study, folder)
        _clear(folder, len(others))
    print("\n".join(told(study)))
    print("\n".join(f"written: {file}" for file in written))
    return ending(plan, others)


def _place(folder: Path, name: str) -> Path:
    return folder / name.replace(" ", "-")


def _clear(folder: Path, count: int) -> None:
    """Take away the plans of an earlier run that found more: they are no alternatives to this plan."""
    number = count + 1
    while (old := _place(folder, f"alternative {number}")).is_dir():
        with suppress(OSError):  # open elsewhere, or something of the planner's lies there
            for file in (old / "plan.xlsx", old / "plan.json"):
                file.unlink(missing_ok=True)
            old.rmdir()
        number += 1


def write_alternatives(study: NearStudy, folder: Path) -> list[Path]:
    """Write alternatives.xlsx and alternatives.json, always as a pair."""
    from optimizer.excel.near_book import write_near_book

    return write_pair(
        folder / f"{FILE}.xlsx",
        lambda path: write_near_book(study, path),
        lambda: as_text(near_document(study)),
    )


def told(study: NearStudy) -> Iterator[str]:
    """The alternatives and classes in lines for a terminal."""
    near = study.near
    yield f"plans within {near.distance_musd:,.1f} MUSD of the optimum, {plural(near.asked.differ, 'project')} apart:"
    rows = records(study.tables["alternatives"])
    header = ("plan", "objective", "dearer MUSD", "differs in", "shortage t", "missed")
    figures = (
        (r["case"], f"{r['objective_musd']:,.1f}", f"{r['dearer_musd']:,.1f}", str(r["differ"]), f"{r['short_t']:,.0f}",
         str(r["targets_missed"]))
        for r in rows
    )  # fmt: skip
    yield aligned(header, figures)
    yield from (f"{r['case']}: {r['words']}" for r in rows if r["case"] != OPTIMUM)
    yield _ending(near)
    yield "projects in all, some and none of them:"
    classes = records(study.tables["classes"])
    for line in counted(near.standings, near.distance_musd):
        own = [r for r in classes if r["class"] == line.partition(":")[0]]
        yield f"  {line}" + "".join(f"\n    {r['project']}: {r['words']}" for r in own[:_MOST]) + _more(len(own))


_MOST = 8


def _more(count: int) -> str:
    return f"\n    and {count - _MOST} more" if count > _MOST else ""


def _ending(near: Near) -> str:
    """Why there are no more of them."""
    words = proof_words(near)
    if near.interrupted:
        return f"{words} Stopped before all was looked at."
    if len(near.plans) <= near.asked.count and not near.exhausted:
        apart = plural(near.asked.differ, "project")
        return f"{words} No further plan at least {apart} apart was found in the time; there may be others."
    return words


def _look(job: Job, solution: Solution, plan: Plan, asked: Asked) -> NearStudy:
    clock, line, stop = time.monotonic(), LiveLine(), Stop()
    seen = Seen(plan.objective_musd, plan.bound_musd, 0, plan.programme_musd)

    def read(other: Solution) -> Plan:
        passport = replace(job.passport(other), inputs_sha256="")  # nobody shall take it for the plan of these inputs
        return read_plan(other, passport)

    try:
        with stop_on_interrupt(stop):
            near = alternatives(solution, plan, asked, read, stop, lambda what: line(f"{what}  ", seen))
    finally:
        line.close()
    made = ", ".join(f"{name} {number}" for name, number in versions().items())
    return near_study(
        near, {"time": f"{time.monotonic() - clock:.1f} s", "within": str(asked.within), "versions": made}
    )
