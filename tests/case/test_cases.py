from __future__ import annotations

from typing import Any

import pytest

from optimizer.case.build import to_case
from optimizer.case.case import Case
from optimizer.case.cases import apply_case, case_names, find_case
from optimizer.case.validate import validate
from optimizer.errors import CaseError
from tests.books import Sheets, has, minimal, tables_of


def changed(sheets: Sheets, *changes: dict[str, Any]) -> tuple[Case, list[str]]:
    """The case `c` of a workbook with these changes, and what is wrong with them."""
    sheets["cases"] = [{"case": "c", **change} for change in changes]
    tables, findings = tables_of(sheets)
    assert findings == []
    after, findings = apply_case(tables, "c")
    findings += validate(after)
    return to_case(after, "c"), [str(f) for f in findings]


def test_set_multiply_and_add_under_conditions():
    case, found = changed(
        minimal(),
        {"sheet": "projects", "where": "project=refinery, kind=refinery", "column": "capex_musd", "value": 80},
        {"sheet": "Projects", "column": "Capex_MUSD", "operation": "multiply", "value": 0.5},
        {"sheet": "projects", "where": "status=candidate", "column": "latest_start", "operation": "add", "value": -1},
        {
            "sheet": "projects",
            "where": "max_public_share=100%",
            "column": "max_public_share",
            "operation": "multiply",
            "value": 0.9,
        },
    )
    assert found == []
    project = case.projects["refinery"]
    assert (project.capex_musd, project.latest_start, project.max_public_share) == (40.0, 2029, 0.9)


def test_settings_without_a_row_can_be_changed():
    case, found = changed(
        minimal(),
        {"sheet": "settings", "where": "key=discount_rate", "column": "value", "operation": "add", "value": 0.02},
        {"sheet": "settings", "where": "key=viability", "column": "value", "value": "no"},
        {"sheet": "settings", "where": "key=last_year", "column": "value", "value": 2035},
    )
    assert found == []
    assert case.settings.discount_rate == pytest.approx(0.07)
    assert case.settings.viability is False
    assert case.projects["refinery"].latest_start == 2035


def test_years_are_set_in_all_and_multiplied_in_filled_cells():
    sheets = minimal()
    sheets["budgets"].append({"funder": "private", 2028: 5})
    case, _ = changed(sheets, {"sheet": "budgets", "column": "years", "operation": "multiply", "value": 2})
    assert case.budgets["private"].years == {2028: 10.0}
    assert case.budgets["fund"].years == {2027: 20.0, 2028: 20.0}
    case, _ = changed(sheets, {"sheet": "budgets", "where": "funder=private", "column": "years", "value": 1})
    assert case.budgets["private"].years == {2027: 1.0, 2028: 1.0}
    case, _ = changed(sheets, {"sheet": "budgets", "where": "funder=fund", "column": "2028", "value": 3})
    assert case.budgets["fund"].years == {2027: 10.0, 2028: 3.0}


def test_later_rows_see_what_earlier_ones_did_and_base_stays_as_it_is():
    sheets = minimal()
    sheets["cases"] = [
        {"case": "c", "sheet": "countries", "where": "country=CHN", "column": "bloc", "value": "Ally"},
        {"case": "c", "sheet": "countries", "where": "bloc=ally", "column": "consent", "value": "no"},
    ]
    tables, _ = tables_of(sheets)
    after, findings = apply_case(tables, "c")
    assert findings == []
    assert to_case(after).countries["CHN"].consent is False
    assert to_case(tables).countries["CHN"].bloc == "concern"


def test_empty_and_starred_conditions():
    case, found = changed(
        minimal(),
        {"sheet": "countries", "where": "market=", "column": "region", "value": "nowhere"},
        {"sheet": "supply", "where": "country=*, material=OXIDE", "column": "premium", "value": 0.1},
    )
    assert found == []
    assert (case.countries["CHN"].region, case.countries["AUS"].region) == ("nowhere", "Pacific")
    assert [row.premium for row in case.supply] == [0.1, 0.0]


@pytest.mark.parametrize(
    ("change", "cell", "message"),
    [
        ({"where": "project=refinry", "column": "name", "value": 1}, "C2", "did you mean refinery?"),
        ({"where": "projct=refinery", "column": "name", "value": 1}, "C2", "did you mean project?"),
        ({"where": "refinery", "column": "name", "value": 1}, "C2", "column=value pairs"),
        ({"where": "capex_musd=lots", "column": "name", "value": 1}, "C2", "holds numbers"),
        ({"column": "capex", "value": 1}, "C2", "is no column of projects; did you mean capex_musd?"),
        ({"column": "years", "value": 1}, "C2", "is no column of projects"),
        ({"column": "capex_musd", "value": "1,5"}, "D2", "write a plain number such as 1.5"),
        ({"column": "kind", "operation": "add", "value": 1}, "D2", "use set"),
        ({"column": "latitude", "operation": "add", "value": 1}, "C2", "are empty: nothing to add"),
        ({"column": "life_years", "operation": "multiply", "value": 0.33}, "E2", "stay a whole number"),
        ({"column": "country", "value": "AUT"}, "D2", "changes projects!B2, where country"),
        ({"column": "max_public_share", "value": 65}, "D2", "65 reads as 6500 %".replace("65 reads", "which reads")),
    ],
)
def test_changes_that_make_no_sense_are_errors_at_their_cell(change: dict[str, Any], cell: str, message: str):
    _, found = changed(minimal(), {"sheet": "projects", **change})
    assert has(found, f"error: cases!{cell}: ", message)
    assert len(found) == 1


def test_a_change_of_an_empty_sheet_meets_nothing():
    _, found = changed(minimal(), {"sheet": "events", "column": "value", "value": 1})
    assert has(found, "error: cases!B2", "has no rows")


def test_unknown_sheet_or_operation_is_an_error_of_the_cell():
    sheets = minimal()
    sheets["cases"] = [{"case": "c", "sheet": "project", "column": "name", "operation": "mul", "value": 1}]
    _, findings = tables_of(sheets)
    found = [str(f) for f in findings]
    assert has(found, "error: cases!B2", "did you mean projects?")
    assert has(found, "error: cases!D2", "known are set, multiply, add")


def test_cases_are_found_by_name():
    sheets = minimal()
    sheets["cases"] = [{"case": "Low", "sheet": "projects", "column": "name", "value": 1}]
    tables, _ = tables_of(sheets)
    assert case_names(tables) == ["base", "Low"]
    assert find_case(tables, "low") == "Low"
    with pytest.raises(CaseError, match="did you mean Low"):
        find_case(tables, "lo")
