"""The points of a sweep: read as cases of their own, solved, and nested where that was asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from optimizer.case.case import BASE
from optimizer.case.varied import Varied, find_varied
from optimizer.engine.search import Search
from optimizer.engine.solver import Solver
from optimizer.errors import CaseError, VaryError
from optimizer.excel.load import Book, Loaded
from optimizer.study.frontier import Point, frontier, picks
from optimizer.study.study import Answered

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
class Points:
    """The points of a sweep by their labels, from the tightest to the loosest."""

    varied: Varied
    values: dict[str, float]
    loaded: dict[str, Loaded]
    wrong: dict[str, Answered]
    """Those whose inputs are wrong."""


def read_points(book: Book, asked: Sweep) -> Points:
    """Every point as a case of its own.

    Raises:
        VaryError: what is to be varied is not in the workbook, or not between these values.
    """
    varied = find_varied(book.tables, asked.vary)
    points = Points(varied, varied.points(*_ends(varied, asked), asked.steps), {}, {})
    for label, value in points.values.items():
        try:
            points.loaded[label] = book.varied(asked.case, varied, value, label)
        except CaseError as error:
            points.wrong[label] = Answered(label, "wrong inputs", message=str(error))
    return points


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


def solved_points(points: Points, nested: bool, search: Search, solver: Solver) -> list[Point]:
    """The points with their plans; where `nested` holds, with a second plan that keeps what tighter points picked."""
    for answered in points.wrong.values():
        solver.lines.ended(answered)
    solved = solver.solve(*(search.job(one, label) for label, one in points.loaded.items())) | points.wrong
    budgets = {label: points.varied.budget_musd(one.case) for label, one in points.loaded.items()}
    found = [Point(label, value, solved[label], budgets.get(label)) for label, value in points.values.items()]
    return _nest(found, points.loaded, search, solver) if nested else found


def answers_of(points: Iterable[Point]) -> list[Answered]:
    """Every answer of a sweep."""
    return [answered for point in points for answered in (point.answered, point.nested) if answered]


def _nest(points: list[Point], loaded: dict[str, Loaded], search: Search, solver: Solver) -> list[Point]:
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
                job = search.job(loaded[point.label], nested.name, kept)
                nested = solver.solve(job)[job.name]
            point = replace(point, nested=nested)
        found.append(point)
        best = frontier(found)[-1]
        plan = best.nested_plan if kept is not None else best.plan
        kept = picks(plan) if plan else kept
    return found
