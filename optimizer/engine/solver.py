"""Solves the jobs of a study in as many rounds as it needs."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from optimizer.engine.effort import effort
from optimizer.engine.engine import Engine
from optimizer.engine.job import Job
from optimizer.engine.runner import Lines, Runner
from optimizer.engine.store import Store
from optimizer.study.study import Answered


@dataclass
class Solver:
    """Solves jobs until the planner has enough of it."""

    engine: Engine
    store: Store
    lines: Lines
    begun: float = field(default_factory=time.monotonic)
    """When the study was asked for."""
    interrupted: bool = False

    def solve(self, *jobs: Job) -> dict[str, Answered]:
        """What came of each job; those after Ctrl-C are not begun."""
        if self.interrupted:
            return {job.name: Answered(job.name, "stopped", message="not begun") for job in jobs}
        runner = Runner(self.engine, self.store, self.lines)
        for job in jobs:
            runner.add(job)
        answers = runner.run()
        self.interrupted = runner.interrupted
        return answers

    def effort(self, answered: Iterable[Answered]) -> dict[str, str]:
        """How long it took until now."""
        return effort(answered, time.monotonic() - self.begun, self.engine.workers)
