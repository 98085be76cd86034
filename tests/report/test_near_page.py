"""What alternatives add to the page of their plan."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from optimizer.errors import ResultError
from optimizer.near.tables import NEAR
from optimizer.report.matrix import Matrix
from optimizer.report.near_page import near_chapters
from optimizer.report.page import Figure, Page
from optimizer.report.rendering import render
from tests.plans import small_plan

EVIL = "<img src=x onerror=window.hit=1>"
PLAN = small_plan()


@pytest.fixture(autouse=True)
def plan_beside(monkeypatch):
    """The plan that lies beside every file; its own has no part in these tests."""
    monkeypatch.setattr("optimizer.report.beside.read_plan_file", lambda place: PLAN)


def table(name: str, *rows: dict[str, Any]) -> list[dict[str, Any]]:
    names = next(t for t in NEAR if t.name == name).names
    return [dict.fromkeys(names) | row for row in rows]


def kind(project: str, found: str, proven: bool, least: float | None, most: float | None) -> dict[str, Any]:
    words = f"{project} is told of."
    known = {"project": project, "name": f"{project} {EVIL}", "country": "USA", "capex_musd": 60.0, "words": words}
    return known | {"class": found, "proven": proven, "built": True, "least_musd": least, "most_musd": most}


def document(alternatives: int = 2) -> dict[str, Any]:
    plans = ["optimum", *(f"alternative {n + 1}" for n in range(alternatives))]
    facts = {"differ": 2, "dearer_musd": 3.0, "dearer_share": 0.01, "picked": 4, "targets_missed": 0}
    starts = [
        ("optimum", "A", 2026),
        ("alternative 1", "A", 2027),
        ("alternative 1", "B", 2026),
        ("optimum", "C", 2028),
    ]
    return {
        "format": 1,
        "kind": "alternatives",
        "workbook_sha256": PLAN.passport.workbook_sha256,
        "case": PLAN.passport.case,
        "objective_musd": PLAN.objective_musd,
        "within_musd": 20.0,
        "differ": 2,
        "tables": {t.name: [] for t in NEAR}
        | {
            "alternatives": table(
                "alternatives", *({**facts, "case": plan, "words": f"{plan} in words."} for plan in plans)
            ),
            "classes": table(
                "classes",
                kind("A", "must-have", True, 30.0, None),
                kind("B", "choice", True, -5.0, 3.0),
                kind("C", "choice", True, None, 12.0),
                kind("D", "never", False, 2.0, 90.0),
                kind("E", "committed", True, None, None),
            ),
            "starts": table("starts", *({"case": c, "project": p, "start_year": y} for c, p, y in starts)),
        },
    }


def written(folder: Path, content: dict[str, Any]) -> Path:
    file = folder / "alternatives.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    return file


def chapters(folder: Path, **options: Any) -> Any:
    return near_chapters(written(folder, document(**options)))


def test_each_alternative_is_a_sentence(tmp_path):
    near, _ = chapters(tmp_path)
    assert near.words[0].startswith("2 plans of at most 20 MUSD more were found")
    assert near.words[1] == "optimum in words."
    assert near.parts[0].paragraphs == [
        "Alternative 1: alternative 1 in words.",
        "Alternative 2: alternative 2 in words.",
    ]


def test_projects_are_compared_with_this_plan(tmp_path):
    near, _ = chapters(tmp_path)
    matrix = next(part for part in near.parts if isinstance(part, Matrix))
    cells = {line.head[0]: [(cell.text, cell.tone) for cell in line.cells] for line in matrix.lines}
    assert cells["A"] == [("2026", "same"), ("→2027", "later"), ("×", "gone")]
    assert cells["B"] == [("", ""), ("+2026", "new"), ("", "")]
    differ = {line.head[0] for line in matrix.lines if "differ" in line.groups}
    assert differ == {"A", "B", "C"}
    assert "never, not proven" in next(line.front for line in matrix.lines if line.head.startswith("D"))


def test_what_is_proven_is_told_apart_from_what_was_not_found(tmp_path):
    _, choices = chapters(tmp_path)
    assert "Must-have, in every plan that costs about the same: 1 project, proven." in choices.words[0]
    assert "Never, in none of them: 1 project, not proven." in choices.words[0]
    figure = choices.parts[0]
    assert isinstance(figure, Figure)
    bars = {bar["name"][0]: bar for bar in figure.data["bars"]}
    assert (bars["A"]["low"], bars["A"]["high"], bars["A"]["tone"]) == (30.0, None, "less")
    assert (bars["B"]["low"], bars["B"]["high"]) == (0.0, 3.0)
    assert bars["D"]["tone"] == "unsure"
    assert "E" not in bars
    assert figure.heading.startswith("2 projects can be decided otherwise at about the same cost; B")


def test_no_alternatives(tmp_path):
    near, _ = chapters(tmp_path, alternatives=0)
    assert near.words[0].startswith("No plan of at most 20 MUSD more was found that differs in at least 2 projects.")
    assert not near.parts


def test_names_stay_text(tmp_path):
    html = render(Page("Plan", "Plan", (), chapters(tmp_path)))
    assert "window.hit=1" in html
    assert "<img" not in html.split("</main>")[0]


@pytest.mark.parametrize("content", [{}, {"format": 2, "kind": "alternatives"}, {"format": 1, "kind": "sweep"}])
def test_a_file_that_cannot_be_read(tmp_path, content):
    with pytest.raises(ResultError, match="alternatives"):
        near_chapters(written(tmp_path, content))


def test_alternatives_of_another_plan_are_not_told(tmp_path):
    (chapter,) = near_chapters(written(tmp_path, document() | {"objective_musd": PLAN.objective_musd + 5.0}))
    assert chapter.words == ["alternatives.json is about another plan; make it again."]
    assert not chapter.parts
