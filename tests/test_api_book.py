"""Reading workbooks in Python, looking into them, and asking what if."""

from pathlib import Path

import pandas as pd
import pytest

from optimizer import Book, CaseError, describe, read
from tests.books import minimal, write_book
from tests.engine.jobs import change, with_cases

EXAMPLE = Path(__file__).parents[1] / "inputs" / "example.xlsx"


@pytest.fixture(scope="module")
def book():
    return read(EXAMPLE)


def test_a_book_knows_its_cases_and_what_is_odd_about_it(book):
    assert isinstance(book, Book)
    assert book.path == EXAMPLE
    assert book.cases == ("base", "half_budget", "no_cooperation")
    assert book.findings == ()
    assert repr(book) == "<Book example.xlsx: cases base, half_budget, no_cooperation>"


def test_a_wrong_book_is_told_with_all_that_is_wrong(tmp_path):
    sheets = minimal()
    sheets["demand"][0]["material"] = "oxid"
    sheets["projects"][0]["country"] = "AUT"
    sheets["colours"] = [{"colour": "blue"}]
    with pytest.raises(CaseError) as caught:
        read(write_book(tmp_path / "wrong.xlsx", sheets))
    assert {f.sheet for f in caught.value.findings} >= {"demand", "projects", "colours"}
    assert "demand!A2" in str(caught.value)


def test_a_book_that_is_not_there_is_a_case_error(tmp_path):
    with pytest.raises(CaseError, match="nowhere"):
        read(tmp_path / "nowhere.xlsx")


def test_a_wrong_case_leaves_the_others(tmp_path):
    book = read(str(write_book(tmp_path / "book.xlsx", with_cases())))
    assert any("in case wrong" in f.message and f.severity == "error" for f in book.findings)
    assert book.case("poor").name == "poor"
    with pytest.raises(CaseError, match="last_year"):
        book.case("wrong")
    with pytest.raises(CaseError, match="did you mean poor"):
        book.case("pour")


def test_a_case_is_typed_rows(book):
    assert book.case().projects["Mine"].capex_musd == 60
    assert book.case("half_budget").budgets["US_FUND"].years[2026] == 3


def test_a_sheet_is_a_table_with_its_defaults(book):
    projects = book.sheet("projects")
    assert list(projects["project"]) == ["Mine", "SepUSA", "SepEU", "Magnets", "Recycling", "Motors"]
    assert set(projects["max_public_share"]) == {1.0}
    assert list(book.sheet("budgets", "half_budget")[2030]) == [3.0, 3.0]
    settings = book.sheet("settings").set_index("key")["value"]
    assert settings["discount_rate"] == 0.05
    assert settings["residual_stock_value"] == 0.0
    with pytest.raises(ValueError, match="did you mean projects"):
        book.sheet("project")


def test_a_sheet_without_rows_keeps_its_columns(tmp_path):
    events = read(write_book(tmp_path / "book.xlsx", minimal())).sheet("events")
    assert len(events) == 0
    assert "scenario" in events.columns


def test_a_change_makes_a_case_and_leaves_the_book(book):
    changed = book.with_change("cheap", "settings", "value", 0.03, where="key=discount_rate")
    assert changed.cases == (*book.cases, "cheap")
    assert "cheap" not in book.cases
    assert changed.case("cheap").settings.discount_rate == 0.03
    assert changed.case().settings.discount_rate == 0.05


def test_changes_follow_one_another_and_those_of_the_workbook(book):
    changed = book.with_change("half_budget", "budgets", "years", 2, "multiply", "funder=US_FUND")
    changed = changed.with_change("half_budget", "budgets", "2026", 1, "add")
    budgets = changed.sheet("budgets", "half_budget").set_index("funder")
    assert list(budgets[2026]) == [7.0, 4.0]
    assert list(budgets[2027]) == [6.0, 3.0]


@pytest.mark.parametrize("value", [pd.Series([0.03])[0], pd.Series([1])[0]])
def test_numbers_of_tables_are_numbers(book, value):
    changed = book.with_change("x", "settings", "value", value, where="key=discount_rate")
    assert changed.case("x").settings.discount_rate == value


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("x", "targts", "value", 31), "did you mean targets"),
        (("x", "targets", "valu", 31), "did you mean value"),
        (("x", "targets", "value", 31, "set", "target=reserv"), "no row of targets has target=reserv"),
        (("x", "targets", "value", "many"), "many"),
        (("x", "targets", "metric", 2, "multiply"), "use set"),
        (("x", "targets", "value", 31, "replace"), "replace"),
        (("Base", "targets", "value", 31), "give the changed case another name"),
    ],
)
def test_a_change_that_cannot_be_made_is_told_at_once(book, given, told):
    with pytest.raises(CaseError, match=told):
        book.with_change(*given)


def test_a_change_to_what_cannot_be_is_told_with_the_case(book):
    changed = book.with_change("x", "targets", "value", 6.5, where="target=third_country")
    with pytest.raises(CaseError, match="reads as 650 %"):
        changed.case("x")
    assert any(f.severity == "error" for f in changed.findings)


def test_a_change_in_python_is_the_same_as_one_in_the_workbook(book, tmp_path):
    sheets = minimal()
    plain = read(write_book(tmp_path / "plain.xlsx", sheets))
    sheets["cases"] = [change("poor", "budgets", "years", 0.5, "multiply")]
    other = read(write_book(tmp_path / "other.xlsx", sheets))
    changed = plain.with_change("poor", "budgets", "years", 0.5, "multiply")
    pd.testing.assert_frame_equal(changed.sheet("budgets", "poor"), other.sheet("budgets", "poor"))


def test_the_sheets_are_described(book):
    sheets = describe(book)
    assert sheets.loc["projects", "rows"] == 6
    columns = describe(book, "projects")
    assert columns.loc["capex_musd", "unit"] == "MUSD"
    assert columns.loc["max_public_share", "unit"] == "share of 1"
    assert describe(book, "settings").loc["discount_rate", "default"] == "5%"
    assert "2030, …" in describe(book, "budgets").index
    with pytest.raises(ValueError, match="did you mean budgets"):
        describe(book, "budget")
