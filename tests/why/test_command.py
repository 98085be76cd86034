"""`optimizer explain` as a planner runs it."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from optimizer.case.varied import Varied
from optimizer.commands import explain as module
from optimizer.commands import solved
from optimizer.commands.explain import Asked, QuestionLine, explain_book
from optimizer.errors import CaseError, Finding, NoPlanError, ResultError, VaryError
from optimizer.excel.load import Book, Loaded
from optimizer.plan.json import as_text
from optimizer.study.json import study_document
from optimizer.study.sweep import sweep
from optimizer.study.why_tables import EXPLANATION
from tests.books import write_book
from tests.engine.jobs import Inline
from tests.study.test_sweep import VARIED, point
from tests.tiny import MILLION, Sheets, near, project, world
from tests.why.test_prices import stocked

FILES = ["explanation.json", "explanation.xlsx", "plan.json", "plan.xlsx"]


@pytest.fixture(autouse=True)
def inline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Steps are solved in this process."""
    monkeypatch.setattr(module, "engine_for", lambda *_: Inline())


def sheets(**more: Any) -> Sheets:
    """A soft target binds the only plant that the fund can pay."""
    rows = [project("small", opex_usd_per_t=4 * MILLION), project("large", capex_musd=50)]
    target = {"target": "enough", "metric": "min_domestic_output", "material": "goods", "market": "home", "value": 0.8}
    return world(
        projects=[row | {"min_public_share": 1} for row in rows],
        funders=[{"funder": "fund", "name": "The Fund"}],
        budgets=[{"funder": "fund", 2030: 30}],
        targets=[target | {"penalty": MILLION}],
        **more,
    )


def run(folder: Path, book: Sheets, **asked: Any) -> int:
    return explain_book(write_book(folder / "book.xlsx", book), Asked(**asked), folder / "out")


def test_plan_and_explanation_are_written_and_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, sheets()) == 0
    shown = capsys.readouterr()
    assert [file.name for file in sorted((tmp_path / "out").iterdir()) if file.is_file()] == FILES
    assert "in        small: It saves the plan" in shown.out
    assert "out       large: It needs 50 MUSD of public money." in shown.out
    assert "of 6" in shown.err or "asking" in shown.err
    document = json.loads((tmp_path / "out" / "explanation.json").read_text())
    assert list(document["tables"]) == [table.name for table in EXPLANATION]
    assert [row["reason"] for row in document["tables"]["cards"]] == ["saves more than it costs", "no eligible money"]


def test_steps_are_solved_and_kept(tmp_path: Path) -> None:
    assert run(tmp_path, stocked()) == 0
    document = json.loads((tmp_path / "out" / "explanation.json").read_text())
    rows = document["tables"]["steps"]
    assert [row["what"] for row in rows] == ["Budget of The Fund", "Goods, home: stock of at least 365 days"]
    for row in rows:
        assert row["answer"] == "plan"
        assert row["solved_musd"] == near(row["shadow_musd"])  # no project could answer
        assert row["solved_low_musd"] == near(row["solved_musd"]) == near(row["solved_high_musd"])
    assert len(list((tmp_path / "out" / "steps").glob("*/plan.json"))) == 2


def test_a_plan_that_lies_there_is_explained_without_a_search(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(tmp_path, sheets())
    before = (tmp_path / "out" / "plan.json").read_bytes()
    monkeypatch.setattr(solved, "search", None)
    assert run(tmp_path, sheets(), projects="large") == 0
    assert (tmp_path / "out" / "plan.json").read_bytes() == before
    document = json.loads((tmp_path / "out" / "explanation.json").read_text())
    assert [row["project"] for row in document["tables"]["cards"]] == ["large"]
    with pytest.raises(TypeError):
        run(tmp_path, sheets(scenarios=[{"scenario": "other", "probability": 0.1}]))


def test_the_first_budget_comes_from_a_sweep(tmp_path: Path) -> None:
    study = sweep("tiny.xlsx", "0" * 64, VARIED, [point(f) for f in (0.2, 0.6, 1.0)])
    (tmp_path / "sweep.json").write_text(as_text(study_document(study)))
    run(tmp_path, sheets(), sweep=tmp_path)
    document = json.loads((tmp_path / "out" / "explanation.json").read_text())
    assert [row["first_budget"] for row in document["tables"]["cards"]] == ["60 %", "100 %"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"kind": "comparison"}, "this is a comparison, not a sweep"),
        ({"facts": {}}, "this sweep does not vary budgets"),
    ],
)
def test_a_folder_without_a_sweep_of_budgets_is_told(tmp_path: Path, change: dict[str, Any], told: str) -> None:
    study = replace(sweep("tiny.xlsx", "0" * 64, VARIED, [point(1.0)]), **change)
    (tmp_path / "sweep.json").write_text(as_text(study_document(study)))
    with pytest.raises(ResultError, match=told):
        run(tmp_path, sheets(), sweep=tmp_path)


def test_a_step_whose_inputs_are_wrong_does_not_lose_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    varied = Book.varied

    def refused(book: Book, case: str, what: Varied, *more: Any) -> Loaded:
        if what.of_budgets:
            return varied(book, case, what, *more)
        raise CaseError([Finding("error", "targets", "J2", "9 is more than 1")])

    monkeypatch.setattr(Book, "varied", refused)
    assert run(tmp_path, stocked()) == 0
    document = json.loads((tmp_path / "out" / "explanation.json").read_text())
    answers = {row["what"]: row["answer"] for row in document["tables"]["steps"]}
    assert answers == {
        "Budget of The Fund": "plan",
        "Goods, home: stock of at least 365 days": "wrong inputs",
    }


def test_what_is_asked_for_has_to_exist(tmp_path: Path) -> None:
    with pytest.raises(VaryError, match=r"there is no project .smal.; did you mean small"):
        run(tmp_path, sheets(), projects="smal")
    with pytest.raises(ResultError, match="there is no sweep to read"):
        run(tmp_path, sheets(), sweep=tmp_path / "nowhere")
    assert not (tmp_path / "out").exists()


def test_without_a_plan_nothing_is_written(tmp_path: Path) -> None:
    book = sheets()
    book["targets"] = [{**book["targets"][0], "penalty": None, "value": 1.0}]
    book["budgets"] = [{"funder": "fund", 2030: 1}]
    with pytest.raises(NoPlanError):
        run(tmp_path, book)
    assert not list((tmp_path / "out").glob("*"))


def test_progress_is_a_line_now_and_then() -> None:
    stream = io.StringIO()
    line = QuestionLine(stream)
    for done in range(3):
        line("alone", done, 3)
    line.close()
    assert stream.getvalue() == "     0 s  asking for the opposite of each decision: 0 of 3\n"
