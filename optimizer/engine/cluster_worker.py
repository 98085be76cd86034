"""What a worker of a cluster does: one job, if it has the versions that the job was made with."""

from __future__ import annotations

import pickle
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optimizer.engine.job import Result
    from optimizer.engine.wire import Told

EVERY_S = 1.0


class _ToScheduler:
    """The way back of one job."""

    def __init__(self, name: str, topic: str) -> None:
        from distributed import Event, get_client, get_worker

        self._name = name
        self._topic = topic
        self._worker = get_worker()
        self._event = Event(topic, get_client())
        self._asked = float("-inf")
        self._stopped = False

    def tell(self, told: Told) -> None:
        """Send how far the search is."""
        self._worker.log_event(self._topic, [self._name, *told])

    def stopped(self) -> bool:
        """Whether the planner has asked to end, asked for once a second."""
        if time.monotonic() - self._asked >= EVERY_S:
            self._asked = time.monotonic()
            with suppress(OSError):  # the scheduler is away for a moment: no reason to lose the search
                self._stopped = bool(self._event.is_set())
        return self._stopped


def work(wanted: Mapping[str, str], name: str, job: bytes, topic: str) -> Result:
    """Do one job, which is unpickled only where the versions agree."""
    from optimizer.engine.execute import execute
    from optimizer.engine.job import Result, versions

    here = versions()
    differing = [
        f"{library} {here[library]} instead of {wanted[library]}"
        for library in here
        if here[library] != wanted[library]
    ]
    if differing:
        return Result(name, "fault", f"its worker has {', '.join(differing)}: install the same versions there")
    return execute(pickle.loads(job), _ToScheduler(name, topic))
