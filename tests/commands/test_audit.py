"""`optimizer audit`, and the audit of every plan that is written."""

import json

import pytest

from optimizer.__main__ import main
from optimizer.engine import execute as module
from optimizer.engine.execute import execute
from tests.books import minimal, write_book
from tests.engine.jobs import Wiretap, jobs_of


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plan")
    assert main(["solve", str(write_book(folder / "book.xlsx", minimal())), "--out", str(folder / "plan")]) == 0
    return folder


def test_solve_audits_what_it_writes(folder, capsys):
    main(["solve", str(folder / "book.xlsx"), "--out", str(folder / "again")])
    assert "checks of a second calculation hold" in capsys.readouterr().out


def test_a_plan_passes(folder, capsys):
    assert main(["audit", str(folder / "plan")]) == 0
    assert "The plan passes its audit" in capsys.readouterr().out


def test_a_tampered_plan_fails(folder, capsys, tmp_path):
    document = json.loads((folder / "plan" / "plan.json").read_text())
    document["cost_musd"]["base"]["purchases"] += 1
    (tmp_path / "plan.json").write_text(json.dumps(document))
    assert main(["audit", str(tmp_path)]) == 1
    assert "THIS PLAN FAILS ITS AUDIT" in capsys.readouterr().out


def test_a_folder_without_a_plan(tmp_path):
    assert main(["audit", str(tmp_path)]) == 2


def wrong(document):
    document["tables"]["costs"]["cost_musd"][0] += 1
    return document


def test_a_plan_that_fails_is_no_result(monkeypatch, tmp_path, capsys):
    real = module.plan_document
    monkeypatch.setattr(module, "plan_document", lambda plan: wrong(real(plan)))
    (job,) = jobs_of(minimal(), tmp_path, ("base",))
    result = execute(job, Wiretap())
    assert (result.answer, result.plan_json) == ("fault", b"")
    assert "FAILS ITS AUDIT" in result.message
    assert main(["solve", str(tmp_path / "book.xlsx"), "--out", str(tmp_path / "out")]) == 1
    assert "FAILS ITS AUDIT" in capsys.readouterr().err
