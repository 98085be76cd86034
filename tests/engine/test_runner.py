"""Who waits for whom, and what is not solved again."""

import dataclasses
import os
import signal

import pytest

from optimizer.engine.job import Result
from optimizer.engine.runner import Runner
from optimizer.engine.store import Store
from tests.engine.jobs import Inline, Noted, change, jobs_of, with_cases


def run(folder, sheets, names=("base", "poor", "impossible")):
    """The answers of a run and what was solved in it."""
    engine = Inline()
    runner = Runner(engine, Store(folder / "study"), Noted())
    for job in jobs_of(sheets, folder, names):
        runner.add(job)
    return {name: a.answer for name, a in runner.run().items()}, engine.submitted


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    folder = tmp_path_factory.mktemp("once")
    return folder, run(folder, with_cases())


def test_answers_are_in_the_order_of_the_jobs(once):
    _, (answers, submitted) = once
    assert list(answers.items()) == [("base", "plan"), ("poor", "plan"), ("impossible", "no plan")]
    assert submitted == ["base", "poor", "impossible"]


def test_a_second_run_solves_nothing(once):
    folder, (answers, _) = once
    assert run(folder, with_cases()) == (answers, [])


def test_only_what_has_changed_is_solved_again(once):
    folder, _ = once
    sheets = with_cases()
    sheets["cases"][0]["value"] = 0.25
    assert run(folder, sheets)[1] == ["poor"]


def test_a_case_that_is_added_is_solved_alone(once):
    folder, _ = once
    sheets = with_cases()
    sheets["cases"].append(change("dear", "projects", "capex_musd", 2, "multiply"))
    assert run(folder, sheets, ("base", "dear", "impossible"))[1] == ["dear"]


def test_a_chain_goes_on_as_soon_as_its_link_is_done(tmp_path):
    base, _, impossible = jobs_of(with_cases(), tmp_path)
    given = []

    def then(answered):
        given.append((answered.name, answered.plan.objective_musd > 0))
        return dataclasses.replace(base, name="nested", kept=frozenset({"refinery"}))

    for solved in (["base", "impossible", "nested"], []):
        engine, lines = Inline(), Noted()
        runner = Runner(engine, Store(tmp_path / "study"), lines)
        runner.add(base, then)
        runner.add(impossible)
        answers = runner.run()
        assert engine.submitted == solved
        assert list(answers) == ["base", "impossible", "nested"]
        assert list(answers["nested"].plan.tables["projects"]["project"]) == ["refinery"]
        assert ("base", "plan" if solved else "reused") in lines.states
    assert given == [("base", True)] * 2


def test_two_jobs_cannot_share_a_name(tmp_path):
    runner = Runner(Inline(), Store(tmp_path), Noted())
    job = jobs_of(with_cases(), tmp_path, ("base",))[0]
    runner.add(job)
    with pytest.raises(ValueError, match="two jobs"):
        runner.add(job)


def test_a_plan_that_cannot_be_written_loses_only_itself(tmp_path):
    (tmp_path / "study").mkdir()
    (tmp_path / "study" / "base").write_text("in the way")
    answers, _ = run(tmp_path, with_cases())
    assert answers == {"base": "fault", "poor": "plan", "impossible": "no plan"}


class Stubborn(Inline):
    """Presses Ctrl-C at the first job, and again once asked to stop; the other jobs never end."""

    def __init__(self):
        super().__init__()
        self.asked = []

    def submit(self, job):
        future = super().submit(job)
        if job.name != "base":
            return type(future)()
        os.kill(os.getpid(), signal.SIGINT)
        return future

    def stop(self):
        self.asked.append("stop")
        os.kill(os.getpid(), signal.SIGINT)

    def kill(self):
        self.asked.append("kill")


def test_the_first_ctrl_c_asks_and_the_second_ends(tmp_path):
    engine = Stubborn()
    runner = Runner(engine, Store(tmp_path / "study"), Noted())
    for job in jobs_of(with_cases(), tmp_path):
        runner.add(job)
    answers = {name: a.answer for name, a in runner.run().items()}
    assert engine.asked == ["stop", "kill"]
    assert runner.interrupted
    assert answers == {"base": "plan", "poor": "stopped", "impossible": "stopped"}


def test_a_result_says_whether_it_has_a_plan():
    assert not Result("a", "fault").has_plan
