"""What is kept from run to run."""

import dataclasses
import json

import pytest

from optimizer.engine.execute import execute
from optimizer.engine.store import Store
from tests.engine.jobs import Wiretap, jobs_of, with_cases


@pytest.fixture(scope="module")
def solved(tmp_path_factory):
    """Base, a poorer case and one without a plan, with their results."""
    return [(job, execute(job, Wiretap())) for job in jobs_of(with_cases(), tmp_path_factory.mktemp("jobs"))]


def test_a_plan_is_found_again(solved, tmp_path):
    job, result = solved[0]
    kept = Store(tmp_path).keep(job, result)
    found = Store(tmp_path).finished(job)
    assert sorted(p.name for p in (tmp_path / "base").iterdir()) == ["plan.json", "plan.xlsx"]
    assert (kept.answer, kept.reused, found.answer, found.reused) == ("plan", False, "plan", True)
    assert found.plan.objective_musd == kept.plan.objective_musd


def test_a_plan_of_other_inputs_is_not_taken(solved, tmp_path):
    Store(tmp_path).keep(*solved[0])
    assert Store(tmp_path).finished(dataclasses.replace(solved[0][0], gap=0.5)) is None


@pytest.mark.parametrize("lost", ["plan.xlsx", "plan.json"])
def test_half_a_pair_is_not_taken(solved, tmp_path, lost):
    Store(tmp_path).keep(*solved[0])
    (tmp_path / "base" / lost).unlink()
    assert Store(tmp_path).finished(solved[0][0]) is None


def test_a_damaged_plan_is_not_taken(solved, tmp_path):
    Store(tmp_path).keep(*solved[0])
    (tmp_path / "base" / "plan.json").write_text('{"passport": []')
    (tmp_path / "base" / "answer.json").write_text("[]")
    assert Store(tmp_path).finished(solved[0][0]) is None


def test_the_proof_that_there_is_no_plan_is_remembered(solved, tmp_path):
    job, result = solved[2]
    Store(tmp_path).keep(job, result)
    found = Store(tmp_path).finished(job)
    assert (found.answer, found.message, found.reused) == ("no plan", result.message, True)
    assert Store(tmp_path).finished(dataclasses.replace(job, case=solved[0][0].case)) is None


def test_a_change_that_is_taken_back_finds_its_plan_again(solved, tmp_path):
    (base, plan), (impossible, none) = solved[0], solved[2]
    changed = dataclasses.replace(impossible, name="base")
    store = Store(tmp_path)
    store.keep(base, plan)
    store.keep(changed, none)
    assert store.finished(base).answer == "plan"
    assert store.finished(changed).answer == "no plan"


def test_a_plan_that_is_open_elsewhere_is_kept_beside_it(solved, tmp_path, capsys):
    (tmp_path / "base" / "plan.xlsx").mkdir(parents=True)
    Store(tmp_path).keep(*solved[0])
    assert sorted(p.name for p in (tmp_path / "base").iterdir()) == ["plan-2.json", "plan-2.xlsx", "plan.xlsx"]
    assert "plan-2.xlsx" in capsys.readouterr().err
    assert Store(tmp_path).finished(solved[0][0]).answer == "plan"


@pytest.mark.parametrize(("interrupted", "found"), [(True, None), (False, "stopped before its gap")])
def test_a_plan_that_ctrl_c_ended_is_solved_again_and_one_out_of_time_is_not(solved, tmp_path, interrupted, found):
    job, result = solved[0]
    document = json.loads(result.plan_json)
    document["status"], document["passport"]["interrupted"] = "feasible", interrupted
    kept = Store(tmp_path).keep(job, dataclasses.replace(result, plan_json=json.dumps(document).encode()))
    again = Store(tmp_path).finished(job)
    assert kept.answer == "stopped before its gap"
    assert (again and again.answer) == found


@pytest.mark.parametrize("answer", ["stopped", "fault"])
def test_what_is_no_answer_is_not_remembered(solved, tmp_path, answer):
    job, result = solved[2]
    kept = Store(tmp_path).keep(job, dataclasses.replace(result, answer=answer))
    assert kept.answer == answer
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("proven", "limit_s", "found"), [(True, 1e4, True), (False, 10.0, True), (False, 1e4, False)])
def test_more_time_is_only_used_where_the_gap_was_not_reached(solved, tmp_path, proven, limit_s, found):
    job, result = solved[0]
    document = json.loads(result.plan_json)
    document["status"] = "optimal" if proven else "feasible"
    document["passport"]["time_limit_s"] = 60.0
    stopped = dataclasses.replace(result, plan_json=json.dumps(document).encode())
    Store(tmp_path).keep(job, stopped)
    assert (Store(tmp_path).finished(dataclasses.replace(job, time_limit_s=limit_s)) is not None) == found
