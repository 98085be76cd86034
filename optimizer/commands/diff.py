"""`optimizer diff`: what changed between two plans, also of different workbooks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from optimizer.engine.claim import claimed
from optimizer.engine.pair import writable
from optimizer.engine.written import write_study
from optimizer.plan.plan import Plan
from optimizer.plan.stored import read_plan_file
from optimizer.study.difference import difference
from optimizer.study.measures import records
from optimizer.study.study import Study

MOST = 12
"""Differences of a subject that the terminal lists; the spreadsheet has them all."""


def diff_plans(before: Path, after: Path, out: Path | None = None) -> None:
    """Print what changed from one plan to another, and write it where a folder is given.

    Raises:
        ResultError: one of them is no plan.
        FolderError: results cannot be written to the folder.
    """
    plans = read_plan_file(before), read_plan_file(after)
    study = difference(*plans, labels_of(before, after, *plans))
    print("\n".join(lines(study)))
    if out is not None:
        with claimed(writable(out)) as folder:
            print("\n".join(f"written: {file}" for file in write_study(study, folder)))


def labels_of(before: Path, after: Path, a: Plan, b: Plan) -> tuple[str, str]:
    """What the two plans are called: by what tells them apart, case, workbook or folder."""
    for first, second in (
        (a.passport.case, b.passport.case),
        (a.passport.workbook, b.passport.workbook),
        (before.resolve().name, after.resolve().name),
    ):
        if first != second:
            return first, second
    return str(before), str(after)


def lines(study: Study) -> Iterator[str]:
    """The difference in words: the story, then each subject with its largest changes, then the inputs."""
    yield study.title
    for row in records(study.tables["stories"]):
        yield row["words"]
    found = records(study.tables["differences"])
    for subject in dict.fromkeys(row["about"] for row in found):
        rows = [row for row in found if row["about"] == subject]
        yield f"{subject}:"
        yield from (f"  {row['words']}" for row in rows[:MOST])
        if len(rows) > MOST:
            yield f"  and {len(rows) - MOST} more"
    changes = records(study.tables["changes"])
    yield "inputs that changed:" if changes else "no input changed"
    yield from dict.fromkeys(f"  {row['words']}" for row in changes)
