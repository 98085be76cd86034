"""Chapters of what lies beside a plan."""

import json

import pytest

from optimizer.errors import ResultError
from optimizer.late.tables import LATENESS
from optimizer.plan.json import write_document
from optimizer.report.cards import Cards
from optimizer.report.late_page import late_chapters
from optimizer.report.page import Figure
from optimizer.report.why_page import why_chapters
from optimizer.study.why_tables import EXPLANATION
from tests.plans import small_plan


@pytest.fixture
def plan(monkeypatch):
    """A plan that lies beside every result; its file has no part in these tests."""
    plan = small_plan()
    monkeypatch.setattr("optimizer.report.beside.read_plan_file", lambda place: plan)
    return plan


def empty(tables, name):
    return dict.fromkeys(next(table.names for table in tables if table.name == name))


def card(number, plan, decision):
    project = list(plan.case.projects.values())[number]
    return empty(EXPLANATION, "cards") | {
        "project": project.project, "name": project.project, "country": project.country, "kind": project.kind,
        "product": project.product, "decision": decision, "words": f"It is {decision}.", "opposite": "forced in",
        "range": "at least 3 MUSD more", "most_musd": 3.0, "funders": "",
    }  # fmt: skip


def written(folder, plan, kind="explanation", **changes):
    document = {
        "format": 1, "kind": kind, "workbook_sha256": plan.passport.workbook_sha256, "case": plan.passport.case,
        "objective_musd": plan.objective_musd,
        "tables": {table.name: [] for table in EXPLANATION} | {
            "overview": [{"about": "projects", "words": "Built: 1 project."}],
            "cards": [card(0, plan, "in"), card(1, plan, "out")],
        },
    } | changes  # fmt: skip
    write_document(document, folder / f"{kind}.json")
    return folder / f"{kind}.json"


def changed(file, **changes):
    known = json.loads(file.read_text(encoding="utf-8")) | changes
    write_document({name: value for name, value in known.items() if value is not None}, file)
    return file


def lateness(folder, plan, ranking, **changes):
    tables = {table.name: [] for table in LATENESS} | {"ranking": ranking}
    return changed(written(folder, plan, "late", tables=tables), **{"years_late": [1, 3], "dearer": 0.3} | changes)


def test_every_project_has_a_card(tmp_path, plan):
    (chapter,) = why_chapters(written(tmp_path, plan))
    (cards,) = [part for part in chapter.parts if isinstance(part, Cards)]
    assert [c.state for c in cards.cards] == ["in", "out"]
    assert [value for value, _ in cards.states] == ["in", "out"]
    assert cards.cards[1].words == ["It is out.", "If it were forced in: at least 3 MUSD more."]


@pytest.mark.parametrize("change", [{"workbook_sha256": "other"}, {"case": "other"}, {"objective_musd": -1.0}])
def test_what_is_about_another_plan_is_not_told(tmp_path, plan, change):
    (chapter,) = why_chapters(written(tmp_path, plan, **change))
    assert chapter.words == ["explanation.json is about another plan; make it again."]
    assert not chapter.parts


@pytest.mark.parametrize("change", [{"kind": "sweep"}, {"format": 2}, {"tables": {}}, {"tables": {"cards": {}}}])
def test_a_document_of_another_kind_or_version_is_said_to_be_unreadable(tmp_path, plan, change):
    with pytest.raises(ResultError, match=r"explanation\.json: this cannot be read .*; make it again"):
        why_chapters(changed(written(tmp_path, plan), **change))


def test_a_document_that_lacks_what_its_kind_says_is_unreadable(tmp_path, plan):
    with pytest.raises(ResultError, match="years_late"):
        late_chapters(lateness(tmp_path, plan, [], years_late=None))


def test_late_projects_are_ranked(tmp_path, plan):
    row = empty(LATENESS, "ranking") | {
        "project": "Mine", "name": "Mine", "expected_musd": 60.0, "dearer_musd": 5.0, "breaks": 1,
        "words": "Mine hurts.",
    }  # fmt: skip
    (chapter,) = late_chapters(lateness(tmp_path, plan, [row]))
    (figure,) = [part for part in chapter.parts if isinstance(part, Figure)]
    assert figure.heading == "Mine hurts most: 60 MUSD if it is 3 years late"
    assert [s["values"] for s in figure.data["series"]] == [[60.0], [5.0]]


def test_a_plan_without_projects_has_nothing_late(tmp_path, plan):
    (chapter,) = late_chapters(lateness(tmp_path, plan, []))
    assert "No project is built" in chapter.words[0]


def test_cards_are_sorted_by_decision_and_worth(tmp_path, plan):
    rows = [replaced(card(0, plan, "in"), 1.0), replaced(card(1, plan, "in"), 9.0)]
    tables = json.loads(written(tmp_path, plan).read_text())["tables"] | {"cards": rows}
    (chapter,) = why_chapters(written(tmp_path, plan, tables=tables))
    (cards,) = [part for part in chapter.parts if isinstance(part, Cards)]
    assert [c.name for c in cards.cards] == [rows[1]["name"], rows[0]["name"]]


def replaced(row, most_musd):
    return row | {"most_musd": most_musd}
