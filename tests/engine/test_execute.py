"""A job becomes a result, whatever happens."""

import dataclasses
import io
import json
import pickle

import openpyxl
import pytest

from optimizer.engine import execute as module
from optimizer.engine import wire
from optimizer.engine.execute import execute
from optimizer.engine.job import Job
from optimizer.engine.sweeping import Sweep, read_points
from optimizer.excel.load import open_book
from optimizer.plan.stored import plan_from
from optimizer.solve.made import Maker
from tests.books import write_book
from tests.engine.jobs import Wiretap, jobs_of, slow_job, with_cases
from tests.model.everything import everything


@pytest.fixture(scope="module")
def jobs(tmp_path_factory):
    return jobs_of(with_cases(), tmp_path_factory.mktemp("jobs"))


def test_a_plan_comes_as_its_two_files(jobs):
    result = pickle.loads(pickle.dumps(execute(pickle.loads(pickle.dumps(jobs[0])), Wiretap())))
    assert (result.name, result.answer) == ("base", "plan")
    assert plan_from(result.plan_json.decode()).passport.inputs_sha256 == jobs[0].fingerprint
    assert "Passport" in openpyxl.load_workbook(io.BytesIO(result.plan_xlsx)).sheetnames
    assert {"read", "build", "solve", "write"} <= set(json.loads(result.plan_json)["seconds"])


def test_a_case_without_a_plan_says_which_cell_has_to_give(jobs):
    result = execute(jobs[2], Wiretap())
    assert result.answer == "no plan"
    assert "cases!" in result.message
    assert not result.has_plan


def test_a_job_that_is_stopped_first_is_not_begun(jobs):
    wiretap = Wiretap(most=0)
    assert execute(jobs[0], wiretap).message == "not begun"
    assert not wiretap.told


class UntilAPlan(Wiretap):
    """Asks to end with the first plan."""

    def stopped(self):
        return any(told.incumbent < float("inf") for told in self.told)


def test_a_stopped_search_keeps_its_best_plan(tmp_path, monkeypatch):
    monkeypatch.setattr(wire, "EVERY_S", 0.0)
    wiretap = UntilAPlan()
    result = execute(slow_job(tmp_path), wiretap)
    assert result.answer == "stopped before its gap"
    assert "of the programme is left" in result.message
    assert plan_from(result.plan_json.decode()).passport.interrupted
    assert wiretap.told[-1].incumbent < float("inf")


def test_a_time_limit_before_the_first_plan_is_no_fault(jobs):
    result = execute(dataclasses.replace(jobs[0], time_limit_s=1e-6), Wiretap())
    assert (result.answer, result.message) == ("stopped", "stopped before any plan was found")


def test_a_fault_tells_where_it_happened(jobs, monkeypatch):
    monkeypatch.setattr(module, "search", lambda *_, **__: 1 / 0)
    result = execute(jobs[0], Wiretap())
    assert result.answer == "fault"
    assert "ZeroDivisionError" in result.message


def test_kept_projects_are_built(jobs):
    plan = plan_from(execute(dataclasses.replace(jobs[0], kept=frozenset({"refinery"})), Wiretap()).plan_json.decode())
    assert list(plan.tables["projects"]["project"]) == ["refinery"]


def test_the_fingerprint_is_of_what_the_plan_depends_on(jobs):
    base = jobs[0]
    same = dataclasses.replace(base, name="other", workbook="other.xlsx", gap=base.case.settings.mip_gap, read_s=9.0)
    same_too = dataclasses.replace(base, time_limit_s=1.0)  # a plan proven to its gap is the same
    assert same_too.fingerprint == base.fingerprint
    others = [{"gap": 0.5}, {"kept": frozenset({"refinery"})}, {"case": jobs[1].case}]
    changed = {dataclasses.replace(base, **other).fingerprint for other in others}
    assert same.fingerprint == base.fingerprint
    assert len({base.fingerprint, *changed}) == 4


def test_points_of_a_sweep_one_after_the_other_are_those_of_fresh_processes(tmp_path, monkeypatch):
    """Models are made over from point to point; what comes of them must not tell."""
    book = open_book(write_book(tmp_path / "book.xlsx", everything()))
    points = [
        *read_points(book, Sweep("budgets", 0.9, 1.4, steps=2)).loaded.values(),
        *read_points(book, Sweep("min_domestic_output", 0.3, 0.5, steps=2)).loaded.values(),
    ]
    jobs = [Job.of(point, name=f"point {i}", gap=0.0) for i, point in enumerate(points)]
    made_over = [timeless(execute(job, Wiretap())) for job in jobs]
    fresh = []
    for job in jobs:
        monkeypatch.setattr(module, "_maker", Maker())
        fresh.append(timeless(execute(job, Wiretap())))
    assert made_over == fresh
    assert len({text for text in fresh if text}) > 2


def timeless(result):
    """plan.json but for its times."""
    if not result.has_plan:
        return None
    return json.dumps(json.loads(result.plan_json) | {"seconds": {}}, indent=1)
