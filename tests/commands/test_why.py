"""The commands that explain a plan, as a planner runs them."""

import json

import openpyxl
import pytest

from optimizer.__main__ import main
from tests.books import write_book
from tests.commands.test_sweep import sheets


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("why")
    write_book(folder / "book.xlsx", sheets())
    return folder


def run(folder, command, *options):
    return main([command, str(folder / "book.xlsx"), "--out", str(folder / "out"), *options])


def test_explain_says_why_each_project_is_in_or_out(folder, capsys):
    assert run(folder, "explain", "--steps", "0") == 0
    told = capsys.readouterr().out
    assert "Large plant: It saves the plan" in told
    assert openpyxl.load_workbook(folder / "out" / "explanation.xlsx").sheetnames
    assert json.loads((folder / "out" / "explanation.json").read_text())["format"] == 1


def test_explain_without_a_plan_is_status_3_and_names_what_contradicts(tmp_path, capsys):
    book = sheets()
    book["targets"].append({"target": "some", "metric": "min_domestic_share", "material": "goods", "value": 0.5})
    book["budgets"] = [{"funder": "fund", 2030: 1}]
    write_book(tmp_path / "book.xlsx", book)
    assert run(tmp_path, "explain") == 3
    told = capsys.readouterr().out
    assert "cannot hold together" in told
    assert "targets!" in told
    assert "budgets!" in told


def test_alternatives(folder, capsys):
    assert run(folder, "alternatives", "--within", "50%", "--differ", "1") == 0
    assert "choice" in capsys.readouterr().out
    assert json.loads((folder / "out" / "alternatives.json").read_text())


def test_late(folder, capsys):
    assert run(folder, "late", "--years", "1,2", "--dearer", "50%") == 0
    assert "Large plant" in capsys.readouterr().out
    assert json.loads((folder / "out" / "late.json").read_text())


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("explain", ["--projects", "lagre"]),
        ("explain", ["--sweep", "nowhere"]),
        ("alternatives", ["--within", "near"]),
    ],
)
def test_what_cannot_be_asked_is_status_2(folder, capsys, command, options):
    assert run(folder, command, *options) == 2
    assert capsys.readouterr().err


@pytest.mark.parametrize("options", [["late", "--years", "soon"], ["alternatives", "--differ", "0"]])
def test_a_wrong_command_line_is_status_2(folder, options):
    with pytest.raises(SystemExit) as error:
        run(folder, *options)
    assert error.value.code == 2


def test_a_sweep_of_the_same_workbook_tells_first_budgets_unasked(folder, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    book = str(folder / "book.xlsx")
    assert main(["sweep", book, "--from", "50%", "--to", "200%", "--steps", "2"]) == 0
    assert main(["explain", book, "--steps", "0", "--out", "why"]) == 0
    cards = json.loads((tmp_path / "why" / "explanation.json").read_text())["tables"]["cards"]
    assert {card["first_budget"] for card in cards if card["decision"] == "in"} <= {"50 %", "200 %"}
    assert any(card["first_budget"] for card in cards)
    changed = sheets()
    changed["settings"].append({"key": "title", "value": "another workbook"})
    write_book(tmp_path / "book.xlsx", changed)
    assert main(["explain", "book.xlsx", "--steps", "0", "--out", "other"]) == 0
    cards = json.loads((tmp_path / "other" / "explanation.json").read_text())["tables"]["cards"]
    assert not any(card["first_budget"] for card in cards)  # a sweep of another workbook proves nothing about this one
    capsys.readouterr()
    assert main(["explain", "book.xlsx", "--steps", "0", "--sweep", "outputs/book-sweep-budgets"]) == 0
    assert "a sweep of another workbook or case" in capsys.readouterr().err
