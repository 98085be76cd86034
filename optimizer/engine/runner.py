"""Who waits for whom: reuse what is finished, solve the rest several at once, keep each result as it comes."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, wait
from typing import Protocol

from optimizer.engine.engine import Engine
from optimizer.engine.execute import GIVEN_UP
from optimizer.engine.job import Job, Result
from optimizer.engine.store import Store
from optimizer.solve.session import Seen, Stop, stop_on_interrupt
from optimizer.study.study import Answered

Then = Callable[[Answered], Job | None]
"""Given what came of a job, the job that had to wait for it, if there is one."""
TICK_S = 0.2


class Lines(Protocol):
    """What shows how far each job is."""

    def waiting(self, name: str) -> None:
        """A job is to be solved."""

    def seen(self, name: str, phase: str, seen: Seen) -> None:
        """A running job is so far. Comes from other threads."""

    def ended(self, answered: Answered) -> None:
        """A job has an answer."""

    def ending(self) -> None:
        """The planner has asked to end, which takes a while."""


class Runner:
    """Solves jobs with an engine and keeps their results in a store."""

    def __init__(self, engine: Engine, store: Store, lines: Lines) -> None:
        self.engine = engine
        self.store = store
        self.lines = lines
        self.interrupted = False
        """Whether the planner has ended the run."""
        self._jobs: dict[str, tuple[Job, Then | None]] = {}
        self._answers: dict[str, Answered] = {}
        self._pending: dict[Future[Result], Job] = {}

    def add(self, job: Job, then: Then | None = None) -> None:
        """Have a job solved; `then` may name the next one, once this one has an answer.

        Raises:
            ValueError: there is a job of this name already.
        """
        if job.name in self._jobs:
            raise ValueError(f"two jobs have the name {job.name}")
        self._jobs[job.name] = (job, then)

    def run(self) -> dict[str, Answered]:
        """Every job's answer, in the order in which the jobs were added.

        The first Ctrl-C lets what is running end with its best plan, a second one ends it at once.
        """
        stop = Stop()
        try:
            with stop_on_interrupt(stop):
                self._begin([job for job, _ in self._jobs.values()])
                while self._pending:
                    if stop.pressed and not self.interrupted:
                        self.interrupted = True
                        self.lines.ending()
                        self.engine.stop()
                    done, _ = wait(self._pending, TICK_S, FIRST_COMPLETED)
                    for future in done:
                        job = self._pending[future]
                        self._answer(job, self._kept(job, future.result()))
                        del self._pending[future]
        except KeyboardInterrupt:
            self.interrupted = True
            self.engine.kill()
            self._give_up()
        return {name: self._answers[name] for name in self._jobs}

    def _begin(self, jobs: list[Job]) -> None:
        """Reuse what is finished before anything is submitted: it may need all processors."""
        to_solve = []
        for job in jobs:
            found = self.store.finished(job)
            if found is None:
                self.lines.waiting(job.name)
                to_solve.append(job)
            else:
                self._answer(job, found)
        for job in to_solve:
            self._pending[self.engine.submit(job)] = job

    def _kept(self, job: Job, result: Result) -> Answered:
        try:
            return self.store.keep(job, result)
        except OSError as error:
            return Answered(job.name, "fault", message=f"its plan could not be written: {error}")

    def _note(self, answered: Answered) -> None:
        self._answers[answered.name] = answered
        self.lines.ended(answered)

    def _answer(self, job: Job, answered: Answered) -> None:
        self._note(answered)
        then = self._jobs[job.name][1]
        following = then(answered) if then else None
        if following is not None:
            self.add(following)
            self._begin([following])

    def _give_up(self) -> None:
        """Keep what was done in the meantime; nothing follows any more."""
        for future, job in self._pending.items():
            if future.done() and job.name not in self._answers:
                self._note(self._kept(job, future.result()))
        for name in self._jobs:
            if name not in self._answers:
                self._note(Answered(name, "stopped", message=GIVEN_UP))
