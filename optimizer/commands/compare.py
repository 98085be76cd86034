"""`optimizer compare`: the cases of a workbook solved side by side, and what tells them apart.

Exit status: 0 when every case has an answer (a plan proven to its gap, or the proof that there is none) and at least
one has a plan; 1 when some case is a fault of the program; 2 when the inputs of some case are wrong; 5 when some search
was stopped; 3 when no case has a plan. Where several hold, the first of 1, 2, 5, 3.
"""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from optimizer.case.case import BASE
from optimizer.case.cases import find_case
from optimizer.commands.status import of_answers
from optimizer.commands.study import aligned, effort, engine_for, range_of, write_study
from optimizer.console import Board, show_findings
from optimizer.engine.job import Job
from optimizer.engine.pair import writable
from optimizer.engine.runner import Runner
from optimizer.engine.store import Store
from optimizer.errors import CaseError, Finding
from optimizer.excel.load import Book, Loaded, open_book
from optimizer.study.measures import records
from optimizer.study.study import Answered, Study


@dataclass
class Cases:
    """The cases that were asked for: those that can be solved, and those whose inputs are wrong."""

    loaded: dict[str, Loaded] = field(default_factory=dict)
    wrong: dict[str, Answered] = field(default_factory=dict)
    warnings: list[Finding] = field(default_factory=list)
    """Each once; those that base does not have say which case they are about."""


def compare_book(
    path: Path,
    cases: str | None = None,
    out: Path | None = None,
    workers: int | None = None,
    gap: float | None = None,
    time_limit_s: float | None = None,
    scheduler: str | None = None,
) -> int:
    """Solve several cases, write their plans and their comparison; the exit status.

    Raises:
        CaseError: the workbook is wrong, or has no such case.
        FolderError: results cannot be written to the folder.
        EngineError: the cluster cannot be reached.
    """
    clock = time.monotonic()
    book = open_book(path)
    found = read_cases(book, chosen(book, cases))
    show_findings(found.warnings)
    folder = writable(out or Path("outputs") / f"{path.stem}-comparison")
    with Board() as board, engine_for(len(found.loaded), workers, scheduler, board.seen) as engine:
        runner = Runner(engine, Store(folder), board)
        for name, loaded in found.loaded.items():
            runner.add(Job.of(loaded, name=name, gap=gap, time_limit_s=time_limit_s))
        for answered in found.wrong.values():
            board.ended(answered)
        solved = runner.run() | found.wrong
        facts = effort(solved.values(), time.monotonic() - clock, engine.workers)
    answers = [solved[name] for name in chosen(book, cases)]
    _tell(book, answers, facts, folder)
    return of_answers(answers)


def chosen(book: Book, cases: str | None) -> list[str]:
    """The names of the cases to compare, `base` first: those of a comma list, or all.

    Raises:
        CaseError: one of them is not in the workbook.
    """
    if cases is None:
        return list(book.case_names)
    wanted = [find_case(book.tables, name) for name in cases.split(",") if name.strip()]
    return list(dict.fromkeys([BASE, *wanted]))


def read_cases(book: Book, names: Iterable[str]) -> Cases:
    """Every case with its findings; only wrong inputs of base are wrong for all.

    Raises:
        CaseError: the workbook itself, or base, is wrong.
    """
    found = Cases(loaded={BASE: book.case(BASE, alone=True)})
    found.warnings = list(found.loaded[BASE].findings)
    known = {*map(str, found.warnings)}
    for name in names:
        if name == BASE:
            continue
        try:
            found.loaded[name] = book.case(name, alone=True)
            findings = found.loaded[name].findings
        except CaseError as error:
            found.wrong[name] = Answered(name, "wrong inputs", message=str(error))
            findings = error.findings
        own = [f for f in findings if f.severity == "warning" and str(f) not in known]
        found.warnings += [dataclasses.replace(f, message=f"in case {name}: {f.message}") for f in own]
    return found


def _tell(book: Book, answers: list[Answered], facts: dict[str, str], folder: Path) -> None:
    from optimizer.study.comparison import comparison

    study = comparison(book.path.name, book.sha256, answers, facts)
    written = write_study(study, folder)
    print(_table(study))
    print("\n".join(f"written: {file}" for file in written))
    print(facts["time"])


def _table(study: Study) -> str:
    header = ("case", "answer", "cost MUSD", "against base", "projects", "targets missed")
    rows = []
    for row in records(study.tables["cases"]):
        picked, missed = (_whole(row[name]) for name in ("picked", "targets_missed"))
        cost = f"{row['objective_musd']:,.1f}" if row["objective_musd"] is not None else ""
        rows.append((str(row["case"]), str(row["answer"]), cost, range_of(row, "against_base"), picked, missed))
    return aligned(header, rows)


def _whole(value: object) -> str:
    return f"{value:.0f}" if isinstance(value, int | float) else ""
