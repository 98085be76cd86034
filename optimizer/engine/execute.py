"""From a job to its plan, in whichever process or machine it is done."""

from __future__ import annotations

import threading
import time
import traceback
from pathlib import Path
from tempfile import TemporaryDirectory

from optimizer.audit import Audit, audit_plan
from optimizer.audit.text import verdict
from optimizer.case.facts import Facts
from optimizer.engine.engine import own_processors
from optimizer.engine.job import Job, Result
from optimizer.engine.wire import Progress, Wire
from optimizer.errors import NoPlanError, StoppedError
from optimizer.excel.plan_book import write_plan_book
from optimizer.plan.extract import read_plan
from optimizer.plan.json import as_text, plan_document
from optimizer.plan.plan import Plan
from optimizer.solve.made import Maker
from optimizer.solve.search import Make, Report
from optimizer.solve.search import solve as search
from optimizer.solve.session import Stop

NOT_BEGUN = "not begun"
GIVEN_UP = "ended before it had a plan"
_ALONE = threading.Lock()
"""HiGHS keeps one set of threads for the whole process."""


_maker = Maker()
"""The jobs of a process are often points of one sweep, whose models are nearly the same."""


def plan_of(
    job: Job,
    report: Report | None = None,
    stop: Stop | None = None,
    make: Make | None = None,
    workers: int | None = None,
) -> Plan:
    """Solve a job, with as many threads as there are processors unless told otherwise.

    Raises:
        NoPlanError: no plan meets every hard rule.
        StoppedError: stopped before any plan was found.
    """
    facts = Facts(job.case, kept=job.kept)
    with _ALONE:
        solution = search(
            facts,
            gap=job.gap,
            time_limit_s=job.time_limit_s,
            report=report,
            stop=stop,
            make=make,
            workers=workers or own_processors(),
        )
        return read_plan(solution, job.passport(solution))


def execute(job: Job, wire: Wire) -> Result:
    """Solve a job for someone else; whatever happens is a result."""
    if wire.stopped():
        return Result(job.name, "stopped", NOT_BEGUN)
    stop = Stop()
    progress = Progress(wire, stop)
    try:
        progress.begin()
        return _with_files(job, plan_of(job, progress, stop, _maker.make, workers=1))
    except NoPlanError as error:
        return Result(job.name, "no plan", str(error))
    except StoppedError as error:
        return Result(job.name, "stopped", str(error))
    except Exception:
        return Result(job.name, "fault", traceback.format_exc())


def audit_of(plan: Plan) -> Audit:
    """A second calculation of a plan from what is written of it."""
    return audit_plan(plan_document(plan))


def is_proven(plan: Plan) -> bool:
    """Whether the gap was reached."""
    return plan.status == "optimal"


def what_is_left(plan: Plan) -> str:
    """How far the search of a plan got that was stopped before its gap."""
    return f"{plan.gap:.2%} of the programme is left" if plan.gap < float("inf") else "no bound is proven yet"


def document_text(plan: Plan, write_s: float) -> str:
    """The text of plan.json, with the seconds that writing the workbook took."""
    document = plan_document(plan)
    document["seconds"]["write"] = round(write_s, 3)
    return as_text(document)


def _with_files(job: Job, plan: Plan) -> Result:
    clock = time.perf_counter()
    with TemporaryDirectory() as folder:
        sheet = write_plan_book(plan, Path(folder) / "plan.xlsx").read_bytes()
    text = document_text(plan, time.perf_counter() - clock)
    audit = audit_of(plan)
    if not audit.ok:  # a plan with a wrong number is none
        return Result(job.name, "fault", verdict(audit))
    answer, message = ("plan", "") if is_proven(plan) else ("stopped before its gap", what_is_left(plan))
    return Result(job.name, answer, message, text.encode(), sheet)  # type: ignore[arg-type]
