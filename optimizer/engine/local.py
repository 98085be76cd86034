"""Several jobs at once on this machine, in processes with one job at a time."""

from __future__ import annotations

import ctypes
import multiprocessing
import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from queue import Empty
from types import TracebackType
from typing import Any, Self

from pebble import ProcessExpired, ProcessPool

from optimizer.engine.execute import GIVEN_UP, NOT_BEGUN
from optimizer.engine.job import Job, Result
from optimizer.engine.local_worker import Message, begin, work
from optimizer.engine.wire import Watch


class LocalEngine:
    """Processes that are begun afresh, not as copies of this one: none inherits what a solver has left behind."""

    def __init__(self, workers: int, watch: Watch) -> None:
        self._workers = workers
        self._watch = watch
        context = multiprocessing.get_context("spawn")
        self._flag = context.RawValue(ctypes.c_bool, False)  # without a lock that a killed process could hold
        self._messages: multiprocessing.Queue[Message] = context.Queue()
        self._pool = ProcessPool(workers, 0, begin, (self._messages, self._flag), context)
        self._waiting: deque[tuple[Job, Future[Result]]] = deque()
        self._names: list[str] = []
        self._running = 0
        self._killed = False
        self._lock = threading.RLock()
        self._closed = threading.Event()
        self._listener = threading.Thread(target=self._listen, daemon=True)

    @property
    def workers(self) -> int:
        """How many jobs are done at once."""
        return self._workers

    def __enter__(self) -> Self:
        self._listener.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        self._closed.set()
        self._listener.join()
        self._messages.close()

    def submit(self, job: Job) -> Future[Result]:
        """Do a job; its future never raises, whatever goes wrong is a result."""
        future: Future[Result] = Future()
        with self._lock:
            self._waiting.append((job, future))
        self._begin_more()
        return future

    def stop(self) -> None:
        """Ask what is running to end with its best plan, and begin nothing more."""
        self._flag.value = True
        self._begin_more()

    def kill(self) -> None:
        """End what is running at once; its futures may never be done."""
        self._flag.value = self._killed = True
        self._pool.stop()
        self._pool.join()

    def _begin_more(self) -> None:
        while (found := self._next()) is not None:
            job, future, number = found
            if self._flag.value:
                self._end(future, Result(job.name, "stopped", NOT_BEGUN))
                continue
            try:
                with _deaf_to_interrupts():
                    done = self._pool.schedule(work, (number, pickle.dumps(job)))
            except RuntimeError as error:
                self._end(future, Result(job.name, "fault", f"no process could be started for it: {error}"))
            else:
                done.add_done_callback(self._finisher(job, future))

    def _next(self) -> tuple[Job, Future[Result], int] | None:
        """The next job where one may begin, with its number in messages."""
        with self._lock:
            if not self._waiting or (self._running >= self._workers and not self._flag.value):
                return None
            self._running += 1
            job, future = self._waiting.popleft()
            self._names.append(job.name)
            return job, future, len(self._names) - 1

    def _finisher(self, job: Job, future: Future[Result]) -> Callable[[Future[Result]], None]:
        def finish(done: Future[Result]) -> None:
            given_up = self._killed and (done.cancelled() or done.exception() is not None)
            self._end(future, Result(job.name, "stopped", GIVEN_UP) if given_up else _result(job, done))
            self._begin_more()

        return finish

    def _end(self, future: Future[Result], result: Result) -> None:
        with self._lock:
            self._running -= 1
        future.set_result(result)

    def _listen(self) -> None:
        while not self._closed.is_set():
            with suppress(Empty):
                number, told = self._messages.get(timeout=0.2)
                self._watch(self._names[number], told.phase, told.seen)


def _result(job: Job, done: Future[Result]) -> Result:
    """The result of a process, or how the process ended."""
    if done.cancelled():
        return Result(job.name, "stopped", NOT_BEGUN)
    error: Any = done.exception()
    if error is None:
        return done.result()
    if isinstance(error, ProcessExpired):
        return Result(job.name, "fault", f"its process {_ending(error.exitcode)} before it had an answer")
    return Result(job.name, "fault", getattr(error, "traceback", "") or f"{type(error).__name__}: {error}")


def _ending(code: int | None) -> str:
    """How a process ended, in words."""
    if code is not None and code < 0:
        number = -code
        with suppress(ValueError):
            name = signal.Signals(number).name
            hint = ", as the system does when memory runs out," if name == "SIGKILL" else ""
            return f"was ended by the signal {name}{hint}"
    return f"ended with status {code}"


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Threads and processes that are started inside never hear Ctrl-C, not even while they start."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
