"""`optimizer sweep`: a frontier over budgets or over the value of a target.

Exit status: as of `compare`, with points in place of cases.
"""

from __future__ import annotations

import time
from pathlib import Path

from optimizer.case.case import BASE
from optimizer.commands.status import of_answers
from optimizer.commands.study import aligned, range_of
from optimizer.console import Board, show_findings
from optimizer.engine.choose import engine_for
from optimizer.engine.claim import claimed
from optimizer.engine.folder_name import folder_name
from optimizer.engine.pair import writable
from optimizer.engine.search import Search
from optimizer.engine.solver import Solver
from optimizer.engine.store import Store
from optimizer.engine.sweeping import Sweep, answers_of, read_points, solved_points
from optimizer.engine.written import write_study
from optimizer.excel.load import open_book
from optimizer.study.measures import records
from optimizer.study.study import Study
from optimizer.study.sweep import sweep


def sweep_book(
    path: Path,
    asked: Sweep,
    search: Search,
    out: Path | None = None,
    workers: int | None = None,
    scheduler: str | None = None,
) -> int:
    """Solve the points of a sweep, write their plans and the frontier; the exit status.

    Raises:
        CaseError: the workbook is wrong.
        VaryError: what is to be varied is not in the workbook, or not between these values.
        FolderError: results cannot be written to the folder.
        EngineError: the cluster cannot be reached.
    """
    clock = time.monotonic()
    book = open_book(path)
    show_findings(book.case(asked.case).findings)
    points = read_points(book, asked)
    place = out or place_of(path, asked.case, points.varied.name or points.varied.sheet)
    with claimed(writable(place)) as folder:
        with Board() as board, engine_for(len(points.loaded), workers, scheduler, board.seen) as engine:
            solver = Solver(engine, Store(folder), board, clock)
            found = solved_points(points, asked.nested, search, solver)
        answers = answers_of(found)
        facts = solver.effort(answers) | {"case": asked.case}
        _tell(sweep(path.name, book.sha256, points.varied, found, facts), folder)
    return of_answers(answers)


def place_of(path: Path, case: str, varied: str) -> Path:
    """The folder of a sweep: one for each workbook, case and thing that is varied."""
    return Path("outputs") / folder_name("-".join([path.stem, *([] if case == BASE else [case]), "sweep", varied]))


def _tell(study: Study, folder: Path) -> None:
    written = write_study(study, folder)
    print(_table(study))
    for row in records(study.tables["steps"]):
        print(row["words"])
    print("\n".join(f"written: {file}" for file in written))
    print(study.facts["time"])


def _table(study: Study) -> str:
    header = ("point", "answer", "cost MUSD", "bound", "plan of", "projects", "nested")
    rows = []
    for row in records(study.tables["points"]):
        cost, bound, nested = (f"{row[n]:,.1f}" if row[n] is not None else "" for n in _FIGURES)
        price = f"{nested} {range_of(row, 'nesting')}" if nested else ""
        picked = "" if row["picked"] is None else f"{row['picked']:.0f}"
        rows.append((str(row["point"]), str(row["answer"]), cost, bound, str(row["plan_of"] or ""), picked, price))
    return aligned(header, rows)


_FIGURES = ("best_musd", "proven_musd", "nested_musd")
