"""`optimizer sweep`: a frontier over budgets or over the value of a target.

Exit status: as of `compare`, with points in place of cases.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path

from optimizer.case.case import BASE
from optimizer.case.varied import Varied, find_varied
from optimizer.commands.status import of_answers
from optimizer.commands.study import aligned, effort, engine_for, range_of, write_study
from optimizer.console import Board, show_findings
from optimizer.engine.engine import Engine
from optimizer.engine.folder_name import folder_name
from optimizer.engine.job import Job
from optimizer.engine.pair import writable
from optimizer.engine.runner import Runner
from optimizer.engine.store import Store
from optimizer.errors import CaseError, VaryError
from optimizer.excel.load import Book, Loaded, open_book
from optimizer.study.frontier import Point, frontier, picks
from optimizer.study.measures import records
from optimizer.study.study import Answered, Study

FACTORS = (0.5, 2.0)
"""Where a sweep over budgets begins and ends unless told otherwise."""


@dataclass(frozen=True)
class Sweep:
    """What a sweep was asked for."""

    vary: str
    first: float | None = None
    last: float | None = None
    steps: int = 12
    nested: bool = False
    case: str = BASE


@dataclass(frozen=True)
class Search:
    """How each point is searched."""

    gap: float | None = None
    time_limit_s: float | None = None

    def job(self, loaded: Loaded, name: str) -> Job:
        """The job of a point."""
        return Job.of(loaded, name=name, gap=self.gap, time_limit_s=self.time_limit_s)


@dataclass
class Solver:
    """Solves points until the planner has enough of it."""

    engine: Engine
    store: Store
    board: Board
    interrupted: bool = False

    def solve(self, *jobs: Job) -> dict[str, Answered]:
        """What came of each job; those after Ctrl-C are not begun."""
        if self.interrupted:
            return {job.name: Answered(job.name, "stopped", message="not begun") for job in jobs}
        runner = Runner(self.engine, self.store, self.board)
        for job in jobs:
            runner.add(job)
        answers = runner.run()
        self.interrupted = runner.interrupted
        return answers


def sweep_book(
    path: Path,
    asked: Sweep,
    search: Search = Search(),
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
    varied = find_varied(book.tables, asked.vary)
    values = varied.points(*_ends(varied, asked), asked.steps)
    loaded, wrong = _read(book, varied, values, asked.case)
    folder = writable(out or Path("outputs") / folder_name(_title(path, varied, asked)))
    with Board() as board, engine_for(len(loaded), workers, scheduler, board.seen) as engine:
        solver = Solver(engine, Store(folder), board)
        for answered in wrong.values():
            board.ended(answered)
        solved = solver.solve(*(search.job(one, label) for label, one in loaded.items())) | wrong
        budgets = {label: varied.budget_musd(one.case) for label, one in loaded.items()}
        points = [Point(label, value, solved[label], budgets.get(label)) for label, value in values.items()]
        points = nest(points, loaded, search, solver) if asked.nested else points
        answers = [a for point in points for a in (point.answered, point.nested) if a]
        facts = effort(answers, time.monotonic() - clock, engine.workers)
    _tell(book, varied, points, facts | {"case": asked.case}, folder)
    return of_answers(answers)


def _ends(varied: Varied, asked: Sweep) -> tuple[float, float]:
    """The first and the last value.

    Raises:
        VaryError: they are not given, and there are none to be expected.
    """
    first, last = FACTORS if varied.of_budgets else (None, None)
    first = first if asked.first is None else asked.first
    last = last if asked.last is None else asked.last
    if first is None or last is None:
        raise VaryError(f"--vary {varied.name}: say from which value to which, with --from and --to")
    return first, last


def _title(path: Path, varied: Varied, asked: Sweep) -> str:
    """Name of the folder: one for each workbook, case and thing that is varied."""
    return "-".join([path.stem, *([] if asked.case == BASE else [asked.case]), "sweep", varied.name or varied.sheet])


def nest(points: list[Point], loaded: dict[str, Loaded], search: Search, solver: Solver) -> list[Point]:
    """The points with a second plan each, that builds whatever the plan of the tighter point before builds.

    Where the best plan known for a point does so anyway, it is that plan and nothing is solved.
    """
    found: list[Point] = []
    kept: frozenset[str] | None = None
    for number, point in enumerate(points):
        known = frontier([*found, *points[number:]])[number]
        if kept is not None and point.label in loaded:
            nested = Answered(f"nested {point.label}", "plan", known.plan)
            if known.plan is None or not kept <= known.picks:
                job = replace(search.job(loaded[point.label], nested.name), kept=kept)
                nested = solver.solve(job)[job.name]
            point = replace(point, nested=nested)
        found.append(point)
        best = frontier(found)[-1]
        plan = best.nested_plan if kept is not None else best.plan
        kept = picks(plan) if plan else kept
    return found


def _read(
    book: Book, varied: Varied, points: dict[str, float], case: str
) -> tuple[dict[str, Loaded], dict[str, Answered]]:
    """Every point as a case of its own, and those whose inputs are wrong."""
    loaded, wrong = {}, {}
    for label, value in points.items():
        try:
            loaded[label] = book.varied(case, varied, value, label)
        except CaseError as error:
            wrong[label] = Answered(label, "wrong inputs", message=str(error))
    return loaded, wrong


def _tell(book: Book, varied: Varied, points: list[Point], facts: dict[str, str], folder: Path) -> None:
    from optimizer.study.sweep import sweep

    study = sweep(book.path.name, book.sha256, varied, points, facts)
    written = write_study(study, folder)
    print(_table(study))
    for row in records(study.tables["steps"]):
        print(row["words"])
    print("\n".join(f"written: {file}" for file in written))
    print(facts["time"])


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
