"""`optimizer sweep` as a planner runs it."""

import json

import openpyxl
import pytest

from optimizer.__main__ import main
from optimizer.commands import sweep as module
from tests.books import write_book
from tests.engine.jobs import Inline
from tests.tiny import MILLION, project, supply, world


@pytest.fixture
def submitted(monkeypatch):
    """Jobs are done in this process; which ones they were."""
    names = []

    def engine_for(*_):
        engine = Inline()
        engine.submitted = names
        return engine

    monkeypatch.setattr(module, "engine_for", engine_for)
    return names


def sheets():
    """With half of the budget the small plant, with all of it the large one."""
    public = {"min_public_share": 1}
    return world(
        projects=[
            project("small", opex_usd_per_t=4 * MILLION, **public) | {"name": "Small plant"},
            project("large", capex_musd=50, **public) | {"name": "Large plant"},
        ],
        supply=[supply(tonnes=1)],
        funders=[{"funder": "fund"}],
        budgets=[{"funder": "fund", 2030: 50}],
        targets=[
            {"target": "less", "metric": "max_country_share", "material": "goods", "market": "home", "subject": "far",
             "value": 1, "penalty": MILLION}
        ],
        cases=[{"case": "poor", "sheet": "budgets", "column": "years", "operation": "multiply", "value": 0.5}],
    )  # fmt: skip


def sweep(folder, *options, book=None):
    path = write_book(folder / "book.xlsx", book or sheets())
    return main(["sweep", str(path), "--out", str(folder / "out"), *options])


def document(folder):
    return json.loads((folder / "out" / "sweep.json").read_text())


def points(folder):
    return {row["point"]: row for row in document(folder)["tables"]["points"]}


def test_a_frontier_over_all_budgets(tmp_path, capsys, submitted):
    assert sweep(tmp_path, "--vary", "budgets", "--from", "50%", "--to", "150%", "--steps", "3") == 0
    assert submitted == ["50 %", "100 %", "150 %"]
    assert [row["budget_musd"] for row in points(tmp_path).values()] == [25, 50, 75]
    assert set(openpyxl.load_workbook(tmp_path / "out" / "sweep.xlsx").sheetnames) >= {"Frontier"}
    assert (tmp_path / "out" / "100 %" / "plan.xlsx").is_file()
    told = capsys.readouterr().out
    assert "From 50 % to 100 % (25 MUSD more budget): saves" in told
    assert "Large plant enters. Small plant leaves." in told


def test_run_again_it_solves_only_what_is_missing(tmp_path, submitted):
    sweep(tmp_path, "--from", "50%", "--to", "100%", "--steps", "2")
    submitted.clear()
    assert sweep(tmp_path, "--from", "50%", "--to", "150%", "--steps", "3") == 0
    assert submitted == ["150 %"]


def test_nested_keeps_what_a_smaller_budget_picked_and_prices_that(tmp_path, submitted):
    assert sweep(tmp_path, "--from", "50%", "--to", "150%", "--steps", "3", "--nested", "--gap", "0") == 0
    assert submitted[3:] == ["nested 100 %", "nested 150 %"]
    found = points(tmp_path)
    assert found["50 %"]["nested_musd"] is None
    for row in list(found.values())[1:]:
        assert row["nested_musd"] == pytest.approx(row["best_musd"] + row["nesting_musd"])
        assert row["nesting_musd"] > 0
    nested = json.loads((tmp_path / "out" / "nested 150 %" / "plan.json").read_text())
    assert "small" in [row["project"] for row in nested["projects"]]


def test_nested_solves_nothing_where_nothing_is_dropped(tmp_path, submitted):
    assert sweep(tmp_path, "--from", "120%", "--to", "150%", "--steps", "3", "--nested") == 0
    assert len(submitted) == 3
    assert [row["nesting_musd"] for row in points(tmp_path).values()] == [None, 0, 0]


def test_the_value_of_a_target_of_another_case(tmp_path, submitted):
    assert sweep(tmp_path, "--vary", "less", "--from", "0%", "--to", "100%", "--steps", "2", "--case", "Poor") == 0
    tight, loose = points(tmp_path).values()
    assert (tight["point"], loose["point"]) == ("0 %", "100 %")
    assert tight["best_musd"] >= loose["best_musd"]
    assert document(tmp_path)["facts"]["varied"] == "value of the target less"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--vary", "budget"], "did you mean budgets?"),
        (["--vary", "budgets:found"], "did you mean fund?"),
        (["--vary", "less"], "with --from and --to"),
        (["--vary", "less", "--from", "40", "--to", "80"], "40 reads as 4000 % of the value of the target less"),
        (["--from", "50", "--to", "200"], "50 reads as 5000 % of the budgets of all funders; write 50%"),
    ],
)
def test_what_cannot_be_varied_is_said(tmp_path, capsys, submitted, options, message):
    assert sweep(tmp_path, *options) == 2
    assert message in capsys.readouterr().err
    assert submitted == []
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("options", [["--from", "-1"], ["--to", "much"], ["--steps", "0"]])
def test_a_wrong_command_line_is_status_2(tmp_path, capsys, options):
    with pytest.raises(SystemExit) as error:
        sweep(tmp_path, *options)
    assert error.value.code == 2


def test_points_without_a_plan_are_answers(tmp_path, submitted):
    book = sheets()
    book["targets"].append({"target": "some", "metric": "min_domestic_share", "material": "goods", "value": 0.5})
    assert sweep(tmp_path, "--from", "0%", "--to", "100%", "--steps", "2", book=book) == 0
    assert [row["answer"] for row in points(tmp_path).values()] == ["no plan", "plan"]
