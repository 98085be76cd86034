"""What does jobs: processes of this machine, or a cluster."""

from __future__ import annotations

import os
from concurrent.futures import Future
from types import TracebackType
from typing import Protocol, Self

from optimizer.engine.job import Job, Result
from optimizer.errors import OptimizerError


class EngineError(OptimizerError):
    """The machines that should do the jobs cannot be reached."""


class Engine(Protocol):
    """Does jobs, several at once. Leaving it ends whatever is still running."""

    @property
    def workers(self) -> int:
        """How many jobs are done at once."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def submit(self, job: Job) -> Future[Result]:
        """Do a job; its future never raises, whatever goes wrong is a result."""

    def stop(self) -> None:
        """Ask what is running to end with its best plan, and begin nothing more."""

    def kill(self) -> None:
        """End what is running at once; its futures may never be done."""


def own_processors() -> int:
    """The processors that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not told on this system
        return os.cpu_count() or 1
