"""`optimizer explain` for a workbook that has a plan: what binds, and why each project is in or out.

Exit status: as of `solve`. What is not answered in the time for questions is left empty.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from optimizer.case.case import BASE, Case
from optimizer.case.names import fold, hint, shown
from optimizer.commands.budget_entries import entries_of
from optimizer.commands.place import plan_folder
from optimizer.commands.solve import ending
from optimizer.commands.solved import solved_case
from optimizer.console import Board, show_findings, summary
from optimizer.engine.choose import engine_for
from optimizer.engine.claim import claimed
from optimizer.engine.job import Job
from optimizer.engine.pair import write_pair
from optimizer.engine.runner import Runner
from optimizer.engine.store import Store
from optimizer.errors import CaseError, VaryError
from optimizer.excel.load import Book, open_book
from optimizer.plan.json import as_text
from optimizer.plan.plan import Plan
from optimizer.solve.search import Solution
from optimizer.solve.session import Stop, stop_on_interrupt
from optimizer.study.study import Answered
from optimizer.why.explanation import Explanation, explain, with_steps
from optimizer.why.first_budget import Entry
from optimizer.why.json import explanation_document
from optimizer.why.prices import Prices
from optimizer.why.steps import MOST, Step, steps
from optimizer.why.text import told

FILE = "explanation"
QUESTIONS_S = 300.0
"""Seconds for all questions about a plan."""


@dataclass(frozen=True)
class Asked:
    """What an explanation was asked for."""

    case: str = BASE
    projects: str | None = None
    """A comma list; all projects where None."""
    questions_s: float = QUESTIONS_S
    steps: int = MOST
    """How many steps to solve."""
    sweep: Path | None = None
    """A folder with a sweep, for the first budget of each project; that of the same workbook in outputs where None."""


def explain_book(
    path: Path,
    asked: Asked = Asked(),
    out: Path | None = None,
    gap: float | None = None,
    time_limit_s: float | None = None,
    workers: int | None = None,
    scheduler: str | None = None,
) -> int:
    """Solve one case, write its plan and the explanation of it; the exit status.

    Raises:
        CaseError: the workbook is wrong.
        NoPlanError: no plan meets every hard rule.
        StoppedError: stopped before any plan was found.
        VaryError: a project that is asked for is not in the workbook.
        ResultError: the sweep cannot be read.
        FolderError: results cannot be written to the folder.
        EngineError: the cluster cannot be reached.
    """
    book = open_book(path)
    loaded = book.case(asked.case)
    show_findings(loaded.findings)
    projects = chosen(loaded.case, asked.projects)
    entries = entries_of(asked.sweep, loaded)
    job = Job.of(loaded, gap=gap, time_limit_s=time_limit_s)
    with claimed(plan_folder(loaded, out)) as folder:
        solution, plan, written = solved_case(job, folder)
        stop = Stop()
        with stop_on_interrupt(stop):
            found = _questions(solution, plan, projects, asked, entries, stop)
        explanation = write_explanation(found, folder)  # steps take long: what is known is not lost with them
        wanted = [] if stop.pressed else steps(Prices(solution), asked.steps)
        if wanted:
            answers = _solve_steps(book, job, wanted, folder, workers, scheduler)
            found = with_steps(found, wanted, answers)
            explanation = write_explanation(found, folder)
        written += explanation
    print(summary(found.plan), "\n", sep="")
    print(told(found))
    print("\n".join(f"written: {file}" for file in written))
    return ending(plan)


def chosen(case: Case, projects: str | None) -> list[str]:
    """The projects of a comma list, or all.

    Raises:
        VaryError: one of them is not in the workbook.
    """
    if projects is None:
        return list(case.projects)
    known = {fold(p): p for p in case.projects}
    wanted = [name.strip() for name in projects.split(",") if name.strip()]
    for name in wanted:
        if fold(name) not in known:
            raise VaryError(f"--projects: there is no project {shown(name)}; {hint(name, list(case.projects))}")
    return list(dict.fromkeys(known[fold(name)] for name in wanted))


def write_explanation(found: Explanation, folder: Path) -> list[Path]:
    """Write explanation.xlsx and explanation.json, always as a pair."""
    from optimizer.excel.why_book import write_why_book

    return write_pair(
        folder / f"{FILE}.xlsx",
        lambda path: write_why_book(found, path),
        lambda: as_text(explanation_document(found)),
    )


def _questions(
    solution: Solution, plan: Plan, projects: Sequence[str], asked: Asked, entries: Mapping[str, Entry], stop: Stop
) -> Explanation:
    clock, line = time.monotonic(), QuestionLine()
    found = explain(solution, plan, projects, time_limit_s=asked.questions_s, stop=stop, report=line, entries=entries)
    line.close()
    took = f"{len(projects)} projects in {time.monotonic() - clock:.0f} s"
    budgets = "by a sweep" if entries else "not known: optimizer sweep BOOK --vary budgets finds them"
    return replace(found, facts={**found.facts, "questions": took, "first budgets": budgets})


def _solve_steps(
    book: Book, job: Job, wanted: Sequence[Step], folder: Path, workers: int | None, scheduler: str | None
) -> dict[str, Answered]:
    """Solve each step as a case of its own; earlier answers to the same question are used again."""
    with Board() as board, engine_for(len(wanted), workers, scheduler, board.seen) as engine:
        runner = Runner(engine, Store(folder / "steps"), board)
        wrong = {}
        for step in wanted:
            try:
                varied = book.varied(job.case.name, step.varied, step.after, step.label)
            except CaseError as error:
                wrong[step.label] = Answered(step.label, "wrong inputs", message=str(error))
            else:
                runner.add(Job.of(varied, name=step.label, gap=job.gap, time_limit_s=job.time_limit_s))
        return runner.run() | wrong


class QuestionLine:
    """How many questions are answered: a line that is rewritten in a terminal, one now and then in a log."""

    _SAYS: Mapping[str, str] = {
        "reach": "looking for targets that are out of reach",
        "alone": "asking for the opposite of each decision",
        "proof": "proving what it costs at least",
        "chain": "letting its chain answer",
    }

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._printed = float("-inf")
        self._began = time.monotonic()

    def __call__(self, what: str, done: int, count: int) -> None:
        """Show how far the questions are."""
        terminal, now = self._stream.isatty(), time.monotonic()
        if now - self._printed < (0.2 if terminal else 15.0):
            return
        self._printed = now
        text = f"{now - self._began:6.0f} s  {self._SAYS[what]}: {done} of {count}"
        print(f"\r{text:<78}" if terminal else text, end="" if terminal else "\n", file=self._stream, flush=True)

    def close(self) -> None:
        """Leave the line, so that what follows starts on a new one."""
        if self._stream.isatty():
            print(file=self._stream)
