"""`optimizer compare`: the cases of a workbook solved side by side, and what tells them apart.

Exit status: 0 when every case has an answer (a plan proven to its gap, or the proof that there is none) and at least
one has a plan; 1 when some case is a fault of the program; 2 when the inputs of some case are wrong; 5 when some search
was stopped; 3 when no case has a plan. Where several hold, the first of 1, 2, 5, 3.
"""

from __future__ import annotations

import time
from pathlib import Path

from optimizer.commands.status import of_answers
from optimizer.commands.study import aligned, range_of
from optimizer.console import Board, show_findings
from optimizer.engine.choose import engine_for
from optimizer.engine.claim import claimed
from optimizer.engine.comparing import chosen, read_cases, solved_cases
from optimizer.engine.pair import writable
from optimizer.engine.search import Search
from optimizer.engine.solver import Solver
from optimizer.engine.store import Store
from optimizer.engine.written import write_study
from optimizer.excel.load import open_book
from optimizer.study.comparison import comparison
from optimizer.study.measures import records
from optimizer.study.study import Study


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
    names = None if cases is None else [name for name in cases.split(",") if name.strip()]
    found = read_cases(book, chosen(book, names))
    show_findings(found.warnings)
    with claimed(writable(out or Path("outputs") / f"{path.stem}-comparison")) as folder:
        with Board() as board, engine_for(len(found.loaded), workers, scheduler, board.seen) as engine:
            solver = Solver(engine, Store(folder), board, clock)
            answers = solved_cases(found, Search(gap, time_limit_s), solver)
        _tell(comparison(path.name, book.sha256, answers, solver.effort(answers)), folder)
    return of_answers(answers)


def _tell(study: Study, folder: Path) -> None:
    written = write_study(study, folder)
    print(_table(study))
    print("\n".join(f"written: {file}" for file in written))
    print(study.facts["time"])


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
