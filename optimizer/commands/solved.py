"""The solved case that questions are about: put back from its plan where it lies there already, solved otherwise."""

from __future__ import annotations

from pathlib import Path

from optimizer.case.facts import Facts
from optimizer.console import LiveLine
from optimizer.engine.job import Job
from optimizer.engine.pair import is_torn
from optimizer.engine.store import is_answer
from optimizer.engine.written import write_plan
from optimizer.errors import ResultError
from optimizer.plan.extract import read_plan
from optimizer.plan.plan import Plan
from optimizer.plan.stored import read_plan_file
from optimizer.solve.search import Solution
from optimizer.solve.search import solve as search
from optimizer.why.again import solved_again


def solved_case(job: Job, folder: Path) -> tuple[Solution, Plan, list[Path]]:
    """The solved case with its plan, which is written unless it lies there already."""
    known = known_plan(job, folder)
    solution = solved_again(Facts(job.case), known) if known else None
    if known is not None and solution is not None:
        return solution, known, []
    line = LiveLine()
    try:
        solution = search(Facts(job.case), gap=job.gap, time_limit_s=job.time_limit_s, report=line)
        plan = read_plan(solution, job.passport(solution))
    finally:
        line.close()
    return solution, plan, write_plan(plan, folder)


def known_plan(job: Job, folder: Path) -> Plan | None:
    """The plan of the same inputs that an earlier run has written."""
    try:
        plan = read_plan_file(folder)
    except ResultError:
        return None
    sheet = folder / "plan.xlsx"
    return plan if is_answer(plan, job) and sheet.is_file() and not is_torn(sheet) else None
