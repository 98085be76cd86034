"""Who does the jobs, and how many at once."""

from __future__ import annotations

import os
from typing import Any

import pytest

from optimizer.engine import cluster
from optimizer.engine.choose import engine_for
from optimizer.engine.engine import own_processors


@pytest.mark.parametrize(("jobs", "workers", "at_once"), [(3, 2, 2), (1, 8, 1), (0, None, 1)])
def test_there_are_never_more_processes_than_jobs(jobs: int, workers: int | None, at_once: int) -> None:
    engine = engine_for(jobs, workers, None, lambda *_: None)
    engine.kill()
    assert engine.workers == at_once


def test_processors_are_counted_where_the_system_does_not_tell_which_are_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 7)
    assert own_processors() == 7
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert own_processors() == 1


@pytest.mark.parametrize("workers", [0, 2])
def test_a_cluster_without_workers_is_waited_for_and_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], workers: int
) -> None:
    class Cluster:
        def __init__(self, address: str, watch: Any) -> None:
            self.address, self.workers = address, workers

    monkeypatch.setattr(cluster, "ClusterEngine", Cluster)
    engine = engine_for(3, None, "tcp://there:8786", lambda *_: None)
    assert isinstance(engine, Cluster)
    assert engine.address == "tcp://there:8786"
    told = capsys.readouterr().err
    assert told == ("" if workers else "tcp://there:8786 has no workers yet: waiting for some\n")
