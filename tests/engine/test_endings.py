"""How work that has ended otherwise than with an answer is told."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

import pytest

from optimizer.engine import cluster, local
from optimizer.engine.job import Job, Result
from tests.engine.jobs import jobs_of, with_cases

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Job:
    return jobs_of(with_cases(), tmp_path_factory.mktemp("job"), ("base",))[0]


def failed(error: BaseException) -> Future[Result]:
    future: Future[Result] = Future()
    future.set_exception(error)
    return future


def cancelled() -> Future[Result]:
    future: Future[Result] = Future()
    future.cancel()
    return future


def expired(code: int | None) -> BaseException:
    error = local.ProcessExpired("Abnormal termination")
    error.exitcode = code
    return error


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (3, "its process ended with status 3 before it had an answer"),
        (-15, "its process was ended by the signal SIGTERM before it had an answer"),
        (-9, "its process was ended by the signal SIGKILL, as the system does when memory runs out, before it had an"),
        (-999, "its process ended with status -999 before it had an answer"),
        (None, "its process ended with status None before it had an answer"),
    ],
)
def test_a_lost_process_is_told_by_how_it_ended(job: Job, code: int | None, told: str) -> None:
    result = local._result(job, failed(expired(code)))
    assert (result.name, result.answer) == ("base", "fault")
    assert result.message.startswith(told)


def test_a_fault_of_a_process_is_told_with_its_lines(job: Job) -> None:
    error = KeyError("goods")
    assert local._result(job, failed(error)).message == "KeyError: 'goods'"
    error.traceback = "Traceback\n  line 3\nKeyError: 'goods'"  # type: ignore[attr-defined]
    assert local._result(job, failed(error)).message.splitlines()[0] == "Traceback"


@pytest.mark.parametrize(("module", "told"), [(local, "not begun"), (cluster, "its task was cancelled")])
def test_what_was_cancelled_is_stopped(job: Job, module: Any, told: str) -> None:
    assert module._result(job, cancelled()) == Result("base", "stopped", told)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ImportError("No module named 'pyomo'"), "its worker lacks a library that this machine has (No module named"),
        (KeyError("goods"), "KeyError: 'goods'"),
    ],
)
def test_a_fault_of_a_worker_is_told(job: Job, error: Exception, told: str) -> None:
    result = cluster._result(job, failed(error))
    assert result.answer == "fault"
    assert result.message.startswith(told)


def test_a_process_that_cannot_be_started_loses_only_its_job(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise RuntimeError("can't start new thread")

    with local.LocalEngine(1, lambda *_: None) as engine:
        monkeypatch.setattr(engine._pool, "schedule", full)
        results = [engine.submit(job).result(5) for _ in range(2)]
    assert results == [Result("base", "fault", "no process could be started for it: can't start new thread")] * 2
