from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from optimizer.case.cells import read_cell
from optimizer.case.columns import Column, Kind
from optimizer.case.parse import parse
from optimizer.case.raw import Dated, Fault, Range, RawBook, RawSheet
from tests.books import has, judge, minimal, raw_book, tables_of

NUMBER = Column(Kind.NUMBER, "", name="capex_musd", unit="MUSD")
SHARE = Column(Kind.SHARE, "", name="share", unit="%")
YEAR = Column(Kind.WHOLE, "", name="first_year", unit="year")
TEXT = Column(Kind.TEXT, "", name="project")
YES_NO = Column(Kind.YES_NO, "", name="open")
CHOICE = Column(Kind.CHOICE, "", name="kind", choices=("mine", "plant"))
LIST = Column(Kind.LIST, "", name="serves", of="markets", star=True)


@pytest.mark.parametrize(
    ("value", "column", "expected"),
    [
        (12, NUMBER, 12.0),
        (0.65, SHARE, 0.65),
        (2027.0, YEAR, 2027),
        (101, TEXT, "101"),
        (101.0, TEXT, "101"),
        (1.5, TEXT, "1.5"),
        (" Cafe\u0301\u00a0", TEXT, "Caf\u00e9"),
        ("NA", TEXT, "NA"),
        ("None", TEXT, "None"),
        (True, YES_NO, True),
        ("FALSE", YES_NO, False),
        (1, YES_NO, True),
        ("0", YES_NO, False),
        ("No", YES_NO, False),
        ("MINE ", CHOICE, "mine"),
        ("EU, US ,,EU", LIST, ("EU", "US")),
        ("  ", NUMBER, None),
        (None, TEXT, None),
    ],
)
def test_plain_cells_are_taken_in_silence(value: Any, column: Column, expected: Any):
    reading = read_cell(value, column)
    assert reading.value == expected
    assert type(reading.value) is type(expected)
    assert not reading.remark


@pytest.mark.parametrize(
    ("value", "column", "expected"),
    [
        ("12", NUMBER, 12.0),
        (" 12.5 ", NUMBER, 12.5),
        ("\u00a012\u00a0", NUMBER, 12.0),
        ("2027", YEAR, 2027),
        (Dated(46388, datetime(2027, 1, 1)), YEAR, 2027),
        ("*, EU", LIST, ("*",)),
    ],
)
def test_odd_cells_are_taken_with_a_warning(value: Any, column: Column, expected: Any):
    reading = read_cell(value, column)
    assert reading.value == expected
    assert reading.remark
    assert not reading.wrong


@pytest.mark.parametrize(
    ("value", "column", "advice"),
    [
        ("1 250,5", NUMBER, 'is "1 250,5": write a plain number such as 1250.5'),
        ("1\u202f250,5", NUMBER, "1250.5"),
        ("1,234", NUMBER, "1234 or 1.234?"),
        ("1.250,5", NUMBER, "1250.5"),
        ("1,250.5", NUMBER, "1250.5"),
        ("1,234,567", NUMBER, "1234567"),
        ("\u22123", NUMBER, "-3"),
        ("12%", SHARE, "12% or 0.12"),
        ("5 kt", NUMBER, "write the number alone, in MUSD"),
        ("€5", NUMBER, "plain number"),
        ("n/a", NUMBER, "leave the cell empty"),
        ("about ten", NUMBER, "plain number such as 1250.5"),
        ("nan", NUMBER, "plain number"),
        ("1e400", NUMBER, "plain number"),
        (float("inf"), NUMBER, "finite"),
        (True, NUMBER, "write a number"),
        (2027.5, YEAR, "whole number"),
        (Dated(2027, datetime(1905, 7, 19)), YEAR, "write the year, 2027?"),
        (Dated(46522, datetime(2027, 5, 15)), YEAR, "write the year, 2027?"),
        (Dated(45000, datetime(2023, 3, 15)), NUMBER, "the number 45000"),
        ("maybe", YES_NO, "write yes or no"),
        (2, YES_NO, "write yes or no"),
        ("mien", CHOICE, "did you mean mine?"),
        (Fault("#DIV/0!", "an error value"), TEXT, "#DIV/0!"),
        (",", LIST, "separated by commas"),
    ],
)
def test_other_cells_are_errors_with_advice(value: Any, column: Column, advice: str):
    reading = read_cell(value, column)
    assert reading.value is None
    assert advice in reading.remark


def test_minimal_book_has_no_findings():
    assert judge(minimal()) == []


def test_names_of_sheets_and_headers_ignore_case_and_blanks():
    sheets = minimal()
    sheets[" PROJECTS "] = [{f" {k.upper()} ": v for k, v in sheets.pop("projects")[0].items()}]
    assert judge(sheets) == []


def test_header_may_stand_below_a_title_and_no_further_than_row_ten():
    rows = {1: {1: "Markets we serve"}, 9: {2: "market", 1: "partner"}, 11: {2: "ANZ", 1: "yes"}, 14: {2: "ROW"}}
    sheets = minimal()
    del sheets["markets"]
    book = raw_book(sheets)
    assert parse(RawBook((*book.sheets, RawSheet("markets", rows))))[1] == []
    rows[11] = rows.pop(9)
    _, findings = parse(RawBook((*book.sheets, RawSheet("markets", rows))))
    assert has([str(f) for f in findings], "error: markets!A1: has no header row within its top 10 rows", "market")


def test_header_that_lacks_a_required_column_names_the_near_one():
    sheets = minimal()
    sheets["projects"] = [{("capex" if k == "capex_musd" else k): v for k, v in sheets["projects"][0].items()}]
    assert has(judge(sheets), "error: projects!A1", "lacks the required column capex_musd", '"capex"')


def test_unknown_columns_and_sheets_are_warnings_with_the_nearest_name():
    sheets = minimal()
    sheets["fundrs"] = [{"a": 1}]
    sheets["_mine"] = [{"a": 1}]
    sheets["projects"][0] |= {"lifeyears": 1, "note": "x", "Comment": "y", 2030: 5}
    found = judge(sheets)
    assert has(found, "warning: fundrs: the sheet is not known", "did you mean funders?")
    assert has(found, "warning: projects!J1", '"lifeyears"', "did you mean life_years?")
    assert has(found, "warning: projects!M1", '"2030"')
    assert len(found) == 3


def test_missing_required_sheet_is_an_error_and_the_rest_is_judged():
    sheets = minimal()
    sheets["market"] = sheets.pop("markets")
    sheets["projects"][0]["capacity_t"] = "5 kt"
    found = judge(sheets)
    assert has(found, "error: markets: the sheet is required and missing", '"market"')
    assert has(found, "error: projects!E2", "5 kt")
    assert not has(found, "error: countries")


def test_other_sheets_may_be_missing_or_empty():
    sheets = minimal()
    for name in ("supply", "recipes", "budgets", "funders", "prices"):
        del sheets[name]
    sheets["projects"][0]["status"] = "excluded"
    sheets["routes"] = []
    book = raw_book(sheets)
    _, findings = parse(RawBook((*book.sheets, RawSheet("supply", {3: {1: "  "}}))))
    assert findings == []


def test_duplicate_columns_and_sheets_are_errors():
    sheets = minimal()
    sheets["Markets "] = sheets["markets"]
    sheets["countries"][0] |= {" Risk": 0.5, "2030": 1}
    found = judge(sheets)
    assert has(found, "error: Markets : stands twice")
    assert has(found, "error: countries!F1", "the column risk stands twice, also in E1")


def test_year_columns_may_be_text_numbers_or_new_year_dates():
    sheets = minimal()
    sheets["prices"] = [{"material": "ore", "2027": 1000, 2030.0: 2000}, {"material": "oxide", "2027": 60000}]
    assert judge(sheets) == ['warning: prices!B1: the header "2027" is text, read as a number']
    sheets["prices"][0][Dated(46388, datetime(2027, 1, 1))] = 1
    assert has(judge(sheets), "error: prices!D1", "2027 stands twice")
    sheets["prices"][0] = {"material": "ore", Dated(2027, datetime(1905, 7, 19)): 1}
    assert has(judge(sheets), "error: prices!B1", "write the year, 2027?")


def test_empty_rows_are_skipped_wherever_they_stand_and_notes_are_no_rows():
    sheets = minimal()
    sheets["markets"] = [{}, sheets["markets"][0], {"market": " "}, {}, {**sheets["markets"][1], "note": ""}]
    sheets["markets"].append({"note": "sources: see below"})
    assert judge(sheets) == ["warning: markets!A7: the row holds nothing but notes and is skipped"]


def test_row_without_a_key_is_an_error():
    sheets = minimal()
    sheets["markets"].append({"partner": "no"})
    assert judge(sheets) == ["error: markets!A4: market is required and empty"]


def test_hidden_rows_and_rows_below_a_table_are_read_with_a_warning():
    book = raw_book(minimal())
    sheets = {s.name: s for s in book.sheets}
    countries = sheets["countries"]
    sheets["countries"] = RawSheet(
        "countries", countries.rows, tables=(Range(1, 1, 2, 5),), hidden_rows=frozenset({2, 3, 40}), hidden=True
    )
    tables, findings = parse(RawBook(tuple(sheets.values())))
    told = [str(f) for f in findings]
    assert len(tables["countries"].entries) == 2
    assert has(told, "warning: countries!A2: 2 hidden or filtered rows")
    assert has(told, "warning: countries!A3: 1 row(s) below the Excel table A1:E2")
    assert has(told, "warning: countries: the sheet is hidden")


def test_merged_cells_of_the_table_are_an_error():
    book = raw_book(minimal())
    sheets = {s.name: s for s in book.sheets}
    sheets["countries"] = RawSheet("countries", sheets["countries"].rows, merged=(Range(2, 1, 3, 1),))
    _, findings = parse(RawBook(tuple(sheets.values())))
    assert has([str(f) for f in findings], "error: countries!A2: the cells A2:A3 are merged")


def test_values_without_a_header_are_pointed_out():
    book = raw_book(minimal())
    sheets = {s.name: s for s in book.sheets}
    rows = {**sheets["markets"].rows, 5: {7: "stray"}}
    sheets["markets"] = RawSheet("markets", rows)
    _, findings = parse(RawBook(tuple(sheets.values())))
    assert [str(f) for f in findings] == ["warning: markets!G5: column G has values but no header: they are ignored"]


def test_routes_have_a_header_with_any_known_name():
    sheets = minimal()
    sheets["routes"] = [{"freight": 10}]
    tables, _ = tables_of(sheets)
    assert tables["routes"].entries[0].values["freight"] == 10


def test_year_headers_far_from_the_horizon_are_asked_about():
    sheets = minimal()
    sheets["demand"][0] |= {27: 1, 20270: 1, 1990: 1}
    sheets["recipes"][0]["material"] = "ore"
    found = [f for f in judge(sheets) if "is it a year" in f]
    assert found == [
        "warning: demand!G1: the header 27 is far from 2027-2030: is it a year?",
        "warning: demand!H1: the header 20270 is far from 2027-2030: is it a year?",
    ]
    sheets = minimal()
    sheets["profiles"] = [{"profile": "slow", 1: 0.5, 2: 1}]
    assert not any("is it a year" in f for f in judge(sheets))


def test_a_broken_year_header_is_told_as_such():
    sheets = minimal()
    sheets["demand"][0][2027.5] = 1
    assert has(judge(sheets), "warning: demand!G1", "the column 2027.5 is ignored: a year is a whole number")


def test_year_headers_that_are_text_are_told_once_a_sheet():
    sheets = minimal()
    sheets["prices"] = [{"material": "ore", "2027": 1000, "2028": 2000}, {"material": "oxide", "2027": 60000}]
    told = 'warning: prices!B1: the header "2027" and 1 more years are text, read as a number'
    assert judge(sheets) == [told]
    book = raw_book(sheets)
    tabled = [replace(s, tables=(Range(1, 1, 3, 3),)) if s.name == "prices" else s for s in book.sheets]
    assert parse(RawBook(tuple(tabled)))[1] == []
