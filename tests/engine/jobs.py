"""Small jobs, an engine without processes, and lines that are only noted."""

from __future__ import annotations

import json
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from optimizer.engine.execute import execute
from optimizer.engine.job import Job, Result
from optimizer.engine.wire import Told
from optimizer.excel.load import open_book
from tests.books import Sheets, minimal, write_book
from tests.reference.generate import random_book

HARD = {"target": "recycled", "metric": "min_recycled_share", "material": "oxide", "market": "ANZ"}


def with_cases() -> Sheets:
    """The minimal workbook with a poorer case, one that has no plan and one whose inputs are wrong."""
    book = minimal()
    book["targets"] = [{**HARD, "value": 0}]
    book["cases"] = [
        change("poor", "budgets", "years", 0.5, "multiply"),
        change("impossible", "targets", "value", 0.9, "set", "target=recycled"),
        change("wrong", "settings", "value", 2020, "set", "key=last_year"),
    ]
    return book


def change(case: str, sheet: str, column: str, value: Any, operation: str = "set", where: str = "") -> dict[str, Any]:
    """A row of the sheet cases."""
    row = {"case": case, "sheet": sheet, "column": column, "operation": operation, "value": value}
    return {**row, "where": where or None}


def jobs_of(sheets: Sheets, folder: Path, names: tuple[str, ...] = ("base", "poor", "impossible")) -> list[Job]:
    """The jobs of some cases of a workbook."""
    book = open_book(write_book(folder / "book.xlsx", sheets))
    return [Job.of(book.case(name)) for name in names]


def slow_job(folder: Path) -> Job:
    """A job of a second or two, with plans on the way."""
    return Job.of(open_book(random_book(4, folder / "slow.xlsx", "small")).case(), name="slow", gap=0.0)


class Wiretap:
    """A wire that notes what is told and asks to end after so many messages."""

    def __init__(self, most: float = float("inf")) -> None:
        self.told: list[Told] = []
        self.most = most

    def tell(self, told: Told) -> None:
        self.told.append(told)

    def stopped(self) -> bool:
        return len(self.told) >= self.most


class Inline:
    """Does each job as it is submitted."""

    workers = 1

    def __init__(self) -> None:
        self.submitted: list[str] = []

    def __enter__(self) -> Inline:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def submit(self, job: Job) -> Future[Result]:
        self.submitted.append(job.name)
        future: Future[Result] = Future()
        future.set_result(self.result(job))
        return future

    def result(self, job: Job) -> Result:
        return execute(job, Wiretap())

    def stop(self) -> None:
        pass

    def kill(self) -> None:
        pass


class Noted:
    """Lines that are only noted."""

    def __init__(self) -> None:
        self.phases: list[tuple[str, str]] = []
        self.states: list[tuple[str, str]] = []

    def waiting(self, name: str) -> None:
        self.states.append((name, "waiting"))

    def seen(self, name: str, phase: str, seen: object) -> None:
        self.phases.append((name, phase))

    def ended(self, answered: Any) -> None:
        self.states.append((answered.name, "reused" if answered.reused else answered.answer))

    def ending(self) -> None:
        self.states.append(("", "ending"))


def tables(result: Result) -> str:
    """What a result's plan says, without how long it took."""
    document = json.loads(result.plan_json)
    return json.dumps([document["tables"], document["objective_musd"], document["bound_musd"]])
