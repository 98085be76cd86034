"""Several jobs at once on the machines of a Dask cluster.

Its workers need this package and nothing else: jobs and plans travel as pickles, no folder is shared. A worker does
one job at a time, so that `dask worker ADDRESS --nworkers N --nthreads 1` is how to start N of them.
"""

from __future__ import annotations

import asyncio
import pickle
import uuid
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from optimizer.engine.engine import EngineError
from optimizer.engine.execute import NOT_BEGUN
from optimizer.engine.job import Job, Result, versions
from optimizer.engine.wire import Told, Watch

if TYPE_CHECKING:
    import distributed

CONNECT_S = 4.0


class ClusterEngine:
    """The workers of a scheduler. A job whose worker is lost is begun anew elsewhere, a few times."""

    def __init__(self, address: str, watch: Watch) -> None:
        """Connect to a scheduler.

        Raises:
            EngineError: it cannot be reached, or the library that talks to it is not installed.
        """
        self._watch = watch
        self._client = _connect(address)
        self._topic = f"optimizer-{uuid.uuid4().hex}"
        self._stopped = False
        self._client.subscribe_topic(self._topic, self._heard)
        self._futures: list[Any] = []
        """Kept, since Dask forgets a task that nobody holds."""

    @property
    def workers(self) -> int:
        """How many jobs are done at once."""
        return len(self._client.scheduler_info(n_workers=-1)["workers"])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self.kill()
        self._client.close()

    def submit(self, job: Job) -> Future[Result]:
        """Do a job; its future never raises, whatever goes wrong is a result."""
        future: Future[Result] = Future()
        if self._stopped:
            future.set_result(Result(job.name, "stopped", NOT_BEGUN))
            return future
        task = self._client.submit(
            _entrance(),
            versions(),
            job.name,
            pickle.dumps(job),
            self._topic,
            pure=False,
            key=f"solve-{uuid.uuid4().hex}",
        )
        self._futures.append(task)
        task.add_done_callback(lambda done: future.set_result(_result(job, done)))
        return future

    def stop(self) -> None:
        """Ask what is running to end with its best plan, and begin nothing more."""
        from distributed import Event

        self._stopped = True
        Event(self._topic, self._client).set()

    def kill(self) -> None:
        """Give up what is running: a worker cannot be ended from here, but hears that nobody waits for it."""
        with suppress(OSError):
            self.stop()
            self._client.cancel(self._futures)

    def _heard(self, event: tuple[float, Any]) -> None:
        name, *told = event[1]
        seen = Told(*told)
        self._watch(name, seen.phase, seen.seen)


def _connect(address: str) -> distributed.Client:
    try:
        from distributed import Client
    except ImportError as error:
        raise EngineError("--scheduler needs the library distributed: pip install 'optimizer[cluster]'") from error
    try:
        asyncio.run(_call_on(address))
        return Client(address, timeout=CONNECT_S, set_as_default=False)
    except Exception as error:  # whatever answers at the address may be no scheduler at all
        reason = str(error) or f"no answer in {CONNECT_S:.0f} s"
        raise EngineError(f"the scheduler {address} cannot be reached: {reason}") from error


async def _call_on(address: str) -> None:
    """Fails where there is no scheduler: a client that does not find one takes long to give up."""
    from distributed.core import rpc

    async with asyncio.timeout(CONNECT_S), rpc(address) as scheduler:
        await scheduler.identity(n_workers=0)


def _entrance() -> Callable[..., Result]:
    """What a worker is to call, as a function without a module: so the scheduler itself needs no package."""

    def work(*arguments: Any) -> Any:
        from optimizer.engine.cluster_worker import work

        return work(*arguments)

    return work


def _result(job: Job, done: Any) -> Result:
    """The result of a task, or what became of it."""
    from distributed.scheduler import KilledWorker

    if done.cancelled():
        return Result(job.name, "stopped", "its task was cancelled")
    try:
        result: Result = done.result()
        return result
    except KilledWorker as error:
        message = f"every worker that it was given to was lost, as when memory runs out: {error}"
    except ImportError as error:
        message = f"its worker lacks a library that this machine has ({error}): install {versions()} there"
    except Exception as error:
        message = f"{type(error).__name__}: {error}"
    return Result(job.name, "fault", message)
