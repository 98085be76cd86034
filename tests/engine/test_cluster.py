"""Several jobs at once on a cluster."""

import sys

import pytest

from optimizer.engine import cluster as module
from optimizer.engine.cluster import ClusterEngine
from optimizer.engine.engine import EngineError
from optimizer.engine.execute import execute
from tests.engine.jobs import Wiretap, jobs_of, slow_job, tables, with_cases

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def jobs(tmp_path_factory):
    return jobs_of(with_cases(), tmp_path_factory.mktemp("jobs"))


@pytest.fixture(scope="module")
def address():
    options = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    with distributed.LocalCluster(**options) as cluster:
        yield cluster.scheduler_address


def test_a_cluster_gives_the_same_plans(address, jobs):
    told = []
    with ClusterEngine(address, lambda name, phase, seen: told.append((name, phase))) as engine:
        assert engine.workers == 2
        results = [future.result(120) for future in [engine.submit(job) for job in jobs]]
    alone = [execute(job, Wiretap()) for job in jobs]
    assert [(r.name, r.answer, r.message) for r in results] == [(r.name, r.answer, r.message) for r in alone]
    assert [tables(r) for r in results[:2]] == [tables(r) for r in alone[:2]]
    assert ("base", "build") in told


def test_other_versions_are_told_apart(address, jobs, monkeypatch):
    monkeypatch.setattr(module, "versions", lambda: {"optimizer": "9", "pyomo": "0", "highspy": "0"})
    with ClusterEngine(address, lambda *_: None) as engine:
        result = engine.submit(jobs[0]).result(120)
    assert result.answer == "fault"
    assert "instead of 9" in result.message


def test_a_stopped_cluster_begins_nothing_more(address, jobs):
    with ClusterEngine(address, lambda *_: None) as engine:
        engine.stop()
        assert engine.submit(jobs[0]).result(1).message == "not begun"
        engine._stopped = False  # as for a task that was already queued at the scheduler
        assert engine.submit(jobs[0]).result(120).message == "not begun"


def test_a_worker_that_is_lost_again_and_again_is_a_fault(address, jobs, monkeypatch):
    monkeypatch.setattr(module, "_entrance", lambda: lambda *_: __import__("os")._exit(9))
    with distributed.Client(address, set_as_default=False) as client:
        client.run_on_scheduler(_no_second_try)
    with ClusterEngine(address, lambda *_: None) as engine:
        result = engine.submit(jobs[0]).result(120)
    assert result.answer == "fault"
    assert "was lost" in result.message


def _no_second_try(dask_scheduler):
    dask_scheduler.allowed_failures = 0


def test_a_failure_here_gives_up_what_runs_there(address, tmp_path):
    engine = ClusterEngine(address, lambda *_: None)
    futures = [engine.submit(slow_job(tmp_path)) for _ in range(3)]  # one more than there are workers
    engine.__exit__(KeyError, KeyError(), None)
    assert engine._client.status == "closed"
    assert {future.result(60).answer for future in futures} <= {"stopped", "stopped before its gap"}


def test_no_scheduler_is_told(monkeypatch):
    monkeypatch.setattr(module, "CONNECT_S", 0.5)
    with pytest.raises(EngineError, match="cannot be reached"):
        ClusterEngine("tcp://127.0.0.1:9", lambda *_: None)


def test_a_missing_library_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(EngineError, match=r"pip install 'optimizer\[cluster\]'"):
        ClusterEngine("tcp://127.0.0.1:9", lambda *_: None)
