"""Solving one case or several. Heavy imports wait until they are needed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optimizer.api.book import Book
    from optimizer.plan.plan import Plan
    from optimizer.study.study import Study


def solve(
    book: Book | str | Path,
    case: str = "base",
    *,
    gap: float | None = None,
    time_limit_s: float | None = None,
    out: str | Path | None = None,
    progress: bool = False,
) -> Plan:
    """The plan of one case of a workbook.

    Ctrl-C (in a notebook: interrupt the kernel) ends the search with the best plan found so far. Every plan is audited
    by a second calculation before it is returned.

    Args:
        book: a book that has been read, or the path of a workbook.
        case: the case; the workbook as it stands unless another is named.
        gap: when to stop, as a share of the programme: 0.01 is 1 %. That of the workbook's settings unless given.
        time_limit_s: seconds after which to stop with the best plan. Those of the settings unless given.
        out: folder for plan.xlsx and plan.json; nothing is written unless it is given.
        progress: whether to show on standard error how far the search is.

    Returns:
        The plan. Its `status` is ``optimal`` where the gap was reached, ``feasible`` where the search stopped before;
        `gap_musd` is what a better plan could save at most.

    Raises:
        CaseError: the workbook or this case is wrong; with every finding.
        NoPlanError: the rules of the workbook cannot all hold; the text names the cells that have to give.
        StoppedError: stopped before any plan was found.
        FolderError: results cannot be written to `out`.
        ValueError: the gap is no share, or the time limit no number of seconds.
    """
    from optimizer.api.work import solved_plan

    return solved_plan(book, case, gap, time_limit_s, out, progress)


def compare(
    book: Book | str | Path,
    cases: Sequence[str] | None = None,
    *,
    workers: int | None = None,
    gap: float | None = None,
    time_limit_s: float | None = None,
    out: str | Path | None = None,
    progress: bool = False,
) -> Study:
    """Several cases of a workbook solved side by side, and what tells each from base.

    Each case is solved in a process of its own, so a script has to call it below ``if __name__ == "__main__":``.
    Ctrl-C ends what is running with the best plans so far.

    Args:
        book: a book that has been read, or the path of a workbook.
        cases: the cases to compare with base; all unless given.
        workers: how many to solve at once; as many as there are processors unless given.
        gap: when to stop each search, as a share of the programme. That of each case's settings unless given.
        time_limit_s: seconds after which to stop each search. Those of each case's settings unless given.
        out: folder for comparison.xlsx, comparison.json and each case's plan; what lies there of an earlier run with
            the same inputs is used again. Nothing is kept unless it is given.
        progress: whether to show on standard error how far the searches are.

    Returns:
        The study: `tables` (see `describe`), and the plans by case in `plans`. The table `cases` also says why a case
        has no plan.

    Raises:
        CaseError: the workbook is wrong, or has no such case. A case that is wrong by itself is told in the table.
        FolderError: results cannot be written to `out`.
        ValueError: `gap`, `time_limit_s` or `workers` cannot be.
    """
    from optimizer.api.work import compared

    return compared(book, cases, workers, gap, time_limit_s, out, progress)


def sweep(
    book: Book | str | Path,
    vary: str = "budgets",
    *,
    start: float | None = None,
    stop: float | None = None,
    steps: int = 12,
    nested: bool = False,
    case: str = "base",
    workers: int | None = None,
    gap: float | None = None,
    time_limit_s: float | None = None,
    out: str | Path | None = None,
    progress: bool = False,
) -> Study:
    """A case solved again and again, with other budgets or with another value of a target.

    Each point is solved in a process of its own, so a script has to call it below ``if __name__ == "__main__":``.
    Ctrl-C ends what is running with the best plans so far.

    Args:
        book: a book that has been read, or the path of a workbook.
        vary: ``budgets`` (of all funders), ``budgets:FUNDER``, or the name of a target.
        start: the first factor on the budgets (0.5 unless given), or the first value of the target.
        stop: the last factor (2 unless given) or value, itself included.
        steps: how many points, evenly spread.
        nested: whether each point is also solved with everything kept that tighter points picked, and that priced.
        case: the case from which the points differ.
        workers: how many to solve at once; as many as there are processors unless given.
        gap: when to stop each search, as a share of the programme. That of the case's settings unless given.
        time_limit_s: seconds after which to stop each search. Those of the case's settings unless given.
        out: folder for sweep.xlsx, sweep.json and each point's plan; what lies there of an earlier run with the same
            inputs is used again. Nothing is kept unless it is given.
        progress: whether to show on standard error how far the searches are.

    Returns:
        The study: `tables` (see `describe`), of which `points` is the frontier, and the plans by point in `plans`.

    Raises:
        CaseError: the workbook or this case is wrong; with every finding.
        VaryError: what is to be varied is not in the workbook, or not between these values.
        FolderError: results cannot be written to `out`.
        ValueError: `steps`, `gap`, `time_limit_s` or `workers` cannot be.
    """
    from optimizer.api.work import swept
    from optimizer.engine.sweeping import Sweep

    return swept(book, Sweep(vary, start, stop, steps, nested, case), workers, gap, time_limit_s, out, progress)
