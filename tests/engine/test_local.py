"""Several jobs at once in processes of this machine."""

import multiprocessing
import os
import signal
import sys

import pytest

from optimizer.engine.execute import execute
from optimizer.engine.local import LocalEngine
from tests.engine.jobs import Wiretap, jobs_of, slow_job, tables, with_cases


@pytest.fixture(scope="module")
def jobs(tmp_path_factory):
    return jobs_of(with_cases(), tmp_path_factory.mktemp("jobs"), ("base", "impossible"))


def test_side_by_side_gives_the_same_plans_as_one_by_one(jobs):
    told = []
    with LocalEngine(2, lambda name, phase, seen: told.append((name, phase))) as engine:
        results = [future.result(120) for future in [engine.submit(job) for job in jobs]]
    alone = [execute(job, Wiretap()) for job in jobs]
    assert [r.answer for r in results] == ["plan", "no plan"]
    assert [r.message for r in results] == [r.message for r in alone]
    assert tables(results[0]) == tables(alone[0])
    assert {name for name, _ in told} == {"base", "impossible"}


@pytest.mark.skipif(sys.platform == "win32", reason="processes are ended in another way there")
def test_a_killed_process_loses_only_its_job(jobs, tmp_path):
    def kill(name, phase, seen):
        if name == "slow":
            for process in multiprocessing.active_children():
                os.kill(process.pid, signal.SIGKILL)

    with LocalEngine(1, kill) as engine:
        lost, other = [engine.submit(job) for job in (slow_job(tmp_path), jobs[0])]
        assert lost.result(120).answer == "fault"
        assert "SIGKILL, as the system does when memory runs out" in lost.result().message
        assert other.result(120).answer == "plan"


def test_stopping_keeps_the_best_plan_and_begins_nothing_more(jobs, tmp_path):
    with LocalEngine(1, lambda name, phase, seen: seen.incumbent < float("inf") and engine.stop()) as engine:
        running, queued = [engine.submit(job) for job in (slow_job(tmp_path), jobs[0])]
        assert running.result(120).answer in ("stopped before its gap", "plan")
        assert (queued.result(120).answer, queued.result().message) == ("stopped", "not begun")
        assert engine.submit(jobs[1]).result(1).message == "not begun"


def test_killing_does_not_wait_for_what_is_running(tmp_path):
    with LocalEngine(1, lambda *_: None) as engine:
        future = engine.submit(slow_job(tmp_path))
    assert not future.done() or future.result().answer == "stopped"
    assert not multiprocessing.active_children()
