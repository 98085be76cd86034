"""The folder of a study: a folder for each case with its plan, or with the proof that it has none."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from optimizer.case.names import fold
from optimizer.engine.execute import is_proven, what_is_left
from optimizer.engine.folder_name import distinct, folder_name
from optimizer.engine.job import Job, Result
from optimizer.engine.pair import is_torn, save_bytes, write_pair, write_whole
from optimizer.errors import ResultError
from optimizer.plan.plan import Plan
from optimizer.plan.stored import plan_from, read_plan_file
from optimizer.study.study import Answered

ANSWER = "answer.json"


@dataclass
class Store:
    """What is kept of a study from run to run.

    Nothing is removed: a plan stays until one with other inputs replaces it, so that taking back a change finds the
    plan again. Folders of cases that the study no longer has are not touched.
    """

    folder: Path
    _owners: dict[str, str] = field(default_factory=dict)
    """Names of cases by their folders as systems that do not tell capitals apart see them."""

    def place(self, name: str) -> Path:
        """The folder of a case; no two cases share one."""
        chosen = folder_name(name)
        if self._owners.setdefault(fold(chosen), name) != name:
            chosen = distinct(name)
            if self._owners.setdefault(fold(chosen), name) != name:
                raise ValueError(f"two cases would have the folder {chosen}")
        return self.folder / chosen

    def finished(self, job: Job) -> Answered | None:
        """What an earlier run found for the same inputs, if it cannot be more with the time that is given now."""
        place = self.place(job.name)
        remembered = _remembered(place, job)
        if remembered is not None:
            return remembered
        torn = is_torn(place / "plan.xlsx")
        for file in [] if torn else sorted(place.glob("plan*.json")):
            plan = _plan_in(file)
            if plan and is_answer(plan, job):
                return answered_with(job.name, plan, reused=True)
        return None

    def keep(self, job: Job, result: Result) -> Answered:
        """Write what came of a job.

        Raises:
            OSError: the folder cannot be written to, or the disk is full.
        """
        place = self.place(job.name)
        if result.has_plan:
            place.mkdir(parents=True, exist_ok=True)
            text = result.plan_json.decode()
            write_pair(place / "plan.xlsx", lambda path: save_bytes(path, result.plan_xlsx), lambda: text)
            return answered_with(job.name, plan_from(text))
        if result.answer == "no plan":
            place.mkdir(parents=True, exist_ok=True)
            answer = {"fingerprint": job.fingerprint, "answer": result.answer, "message": result.message}
            write_whole(place / ANSWER, json.dumps(answer, indent=1, ensure_ascii=False).encode())
        return Answered(job.name, result.answer, message=result.message)


def answered_with(name: str, plan: Plan, reused: bool = False) -> Answered:
    """The answer that a plan is."""
    if is_proven(plan):
        return Answered(name, "plan", plan, reused=reused)
    return Answered(name, "stopped before its gap", plan, what_is_left(plan), reused)


def is_answer(plan: Plan, job: Job) -> bool:
    """Whether a plan is of the job's inputs and proven to its gap, or had as much time as the job has.

    One that Ctrl-C ended had not.
    """
    passport = plan.passport
    had_time = not passport.interrupted and passport.time_limit_s >= job.goal["time_limit_s"]
    return passport.inputs_sha256 == job.fingerprint and (is_proven(plan) or had_time)


def _remembered(place: Path, job: Job) -> Answered | None:
    try:
        answer: dict[str, Any] = json.loads((place / ANSWER).read_text(encoding="utf-8"))
        if answer["fingerprint"] == job.fingerprint:
            return Answered(job.name, "no plan", message=str(answer["message"]), reused=True)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        pass  # nothing that can be used is remembered
    return None


def _plan_in(file: Path) -> Plan | None:
    """The plan of a file, where its workbook is beside it."""
    if not file.with_suffix(".xlsx").is_file():
        return None
    try:
        return read_plan_file(file)
    except ResultError:
        return None
