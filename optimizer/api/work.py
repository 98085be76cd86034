"""From a question in Python to its answer, by the same steps as the commands take."""

from __future__ import annotations

import math
import multiprocessing
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from optimizer.api.book import Book
from optimizer.api.showing import lines
from optimizer.audit.text import verdict
from optimizer.console import LiveLine
from optimizer.engine.choose import engine_for
from optimizer.engine.claim import claimed
from optimizer.engine.comparing import chosen, read_cases, solved_cases
from optimizer.engine.execute import audit_of, plan_of
from optimizer.engine.job import Job
from optimizer.engine.pair import writable
from optimizer.engine.search import Search
from optimizer.engine.solver import Solver
from optimizer.engine.store import Store
from optimizer.engine.sweeping import Sweep, answers_of, read_points, solved_points
from optimizer.engine.written import write_plan, write_study
from optimizer.excel import load
from optimizer.plan.plan import Plan
from optimizer.study.comparison import comparison
from optimizer.study.study import Answered, Study
from optimizer.study.sweep import sweep

Source = Book | str | Path
Place = str | Path | None


def solved_plan(
    source: Source, case: str, gap: float | None, time_limit_s: float | None, out: Place, progress: bool
) -> Plan:
    """The plan of one case, audited, and written where a folder is given."""
    _only_once()
    search = _search(gap, time_limit_s)
    loaded = _opened(source).case(case, alone=True)
    with _place(out) as folder:
        plan = _plan(search.job(loaded, loaded.case.name), progress)
        audit = audit_of(plan)
        if not audit.ok:  # a plan with a wrong number is none
            raise RuntimeError(verdict(audit))
        if out is not None:
            write_plan(plan, folder)
    return plan


def compared(
    source: Source,
    cases: Sequence[str] | None,
    workers: int | None,
    gap: float | None,
    time_limit_s: float | None,
    out: Place,
    progress: bool,
) -> Study:
    """The study of several cases, written where a folder is given."""
    _only_once()
    begun, search = time.monotonic(), _search(gap, time_limit_s)
    book = _opened(source)
    found = read_cases(book, chosen(book, [cases] if isinstance(cases, str) else cases))
    with _place(out) as folder:
        with _solver(len(found.loaded), workers, folder, progress, begun) as solver:
            answers = solved_cases(found, search, solver)
        _check(answers)
        study = comparison(book.path.name, book.sha256, answers, solver.effort(answers))
        if out is not None:
            write_study(study, folder)
    return study


def swept(
    source: Source,
    asked: Sweep,
    workers: int | None,
    gap: float | None,
    time_limit_s: float | None,
    out: Place,
    progress: bool,
) -> Study:
    """The study of a sweep, written where a folder is given."""
    _only_once()
    begun, search = time.monotonic(), _search(gap, time_limit_s)
    if asked.steps < 1:
        raise ValueError(f"steps is {asked.steps}: a sweep has at least one point")
    book = _opened(source)
    book.case(asked.case, alone=True)
    points = read_points(book, asked)
    with _place(out) as folder:
        with _solver(len(points.loaded), workers, folder, progress, begun) as solver:
            found = solved_points(points, asked.nested, search, solver)
        answers = answers_of(found)
        _check(answers)
        facts = solver.effort(answers) | {"case": asked.case}
        study = sweep(book.path.name, book.sha256, points.varied, found, facts)
        if out is not None:
            write_study(study, folder)
    return study


def _opened(source: Source) -> load.Book:
    return source.opened if isinstance(source, Book) else load.open_book(source)


def _search(gap: float | None, time_limit_s: float | None) -> Search:
    if gap is not None and not 0 <= gap <= 1:
        raise ValueError(f"gap is {gap}: it is a share of the programme from 0 to 1, so 1 % is 0.01")
    if time_limit_s is not None and not 0 < time_limit_s < math.inf:
        raise ValueError(f"time_limit_s is {time_limit_s}: it is a number of seconds, more than 0")
    return Search(gap, time_limit_s)


def _plan(job: Job, progress: bool) -> Plan:
    if not progress:
        return plan_of(job)
    with closing(LiveLine()) as line:
        return plan_of(job, line)


@contextmanager
def _place(out: Place) -> Iterator[Path]:
    """The folder of the results, or one that is gone afterwards."""
    if out is None:
        with TemporaryDirectory() as gone:
            yield Path(gone)
        return
    with claimed(writable(Path(out))) as folder:
        yield folder


@contextmanager
def _solver(jobs: int, workers: int | None, folder: Path, progress: bool, begun: float) -> Iterator[Solver]:
    """What solves the jobs of a study in processes of this machine."""
    if workers is not None and workers < 1:
        raise ValueError(f"workers is {workers}: at least one search runs at a time")
    with lines(progress) as shown, engine_for(jobs, workers, None, shown.seen) as engine:
        yield Solver(engine, Store(folder), shown, begun)


def _only_once() -> None:
    """Refuse where a process that solves reads the script that started it again, and would start the same again."""
    if getattr(multiprocessing.current_process(), "_inheriting", False):
        raise RuntimeError(UNGUARDED)


def _check(answers: Sequence[Answered]) -> None:
    """A study in which nothing but faults of the program happened is none."""
    faults = [answered.message for answered in answers if answered.answer == "fault"]
    if faults and len(faults) == len(answers):
        hint = f"\n{UNGUARDED}" if "BrokenProcessPool" in faults[0] else ""
        raise RuntimeError(f"{faults[0].strip()}{hint}")


UNGUARDED = (
    "compare and sweep solve in processes of their own, and each of them reads your script again: "
    'put what the script does below  if __name__ == "__main__":'
)
