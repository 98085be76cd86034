"""A plan read back from its file is the plan that was written."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from optimizer.case.records import fingerprint, from_records, to_records
from optimizer.errors import ResultError
from optimizer.excel.load import load
from optimizer.plan.json import as_text, plan_document, write_document
from optimizer.plan.plan import Plan
from optimizer.plan.stored import plan_from, read_plan_file
from tests.books import minimal, write_book
from tests.model.everything import everything
from tests.tiny import case_of, solved


@pytest.fixture(scope="module")
def plan() -> Plan:
    return solved(everything())


def test_every_table_and_the_case_come_back(plan: Plan, tmp_path: Path) -> None:
    write_document(plan_document(plan), tmp_path / "plan.json")
    again = read_plan_file(tmp_path)
    assert again.tables.keys() == plan.tables.keys()
    for name, table in plan.tables.items():
        pd.testing.assert_frame_equal(again.tables[name], table, check_dtype=False)
    assert to_records(again.case) == to_records(plan.case)
    assert again.case.recipe == plan.case.recipe
    assert again.passport == plan.passport
    assert (again.objective_musd, again.bound_musd) == (plan.objective_musd, plan.bound_musd)
    assert (again.programme_musd, again.expected_outlay_musd) == (plan.programme_musd, plan.expected_outlay_musd)


def test_writing_again_gives_the_same_text(plan: Plan) -> None:
    text = as_text(plan_document(plan))
    assert as_text(plan_document(plan_from(text))) == text


def test_rows_keep_their_places_in_the_workbook(tmp_path: Path) -> None:
    case = load(write_book(tmp_path / "book.xlsx", minimal())).case
    again = from_records(json.loads(json.dumps(to_records(case))))
    row = again.projects["refinery"]
    assert row == case.projects["refinery"]
    assert row.at.cell("capex_musd") == case.projects["refinery"].at.cell("capex_musd") != ""


def test_a_fingerprint_knows_inputs_and_nothing_else() -> None:
    sheets = everything()
    case = case_of(sheets)
    other_cases = case_of(sheets | {"cases": []})
    assert fingerprint(case) == fingerprint(from_records(to_records(case))) == fingerprint(other_cases)
    assert fingerprint(case) != fingerprint(case, gap=0.5)
    dearer = everything()
    dearer["projects"][0]["capex_musd"] = 1234
    assert fingerprint(case) != fingerprint(case_of(dearer))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 1, "passport": {}}', "null", "12"])
def test_what_is_no_plan_is_said_to_be_none(text: str, tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text(text)
    with pytest.raises(ResultError, match=r"plan\.json: this is no plan .* solve it again"):
        read_plan_file(tmp_path)


def test_a_folder_without_a_plan(tmp_path: Path) -> None:
    with pytest.raises(ResultError, match="there is no plan to read"):
        read_plan_file(tmp_path)
