"""What may stand in a cell, in files as Excel writes them: pitfalls 1, 2, 4 to 14, 19, 23, 24 and 40."""

from __future__ import annotations

import copy
import unicodedata
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from optimizer.excel.load import load
from tests.books import has, minimal, write_book
from tests.robust.surgery import cell, excel_book, found, operated, part_of

WRITERS = {"texts in cells": write_book, "texts shared": excel_book}
Place = tuple[str, int, str]
"""Sheet, row counted from 0 and column."""
CAPEX: Place = ("projects", 0, "capex_musd")
YEARS: Place = ("projects", 0, "build_years")


def changed(place: Place, value: Any) -> dict[str, Any]:
    sheets = minimal()
    sheets[place[0]][place[1]][place[2]] = value
    return sheets


@pytest.fixture(params=WRITERS)
def write(request: pytest.FixtureRequest) -> Any:
    return WRITERS[request.param]


REFUSED: list[tuple[Place, Any, str]] = [
    (CAPEX, "1,5", "projects!F2: capex_musd is \"1,5\": write a plain number such as 1.5"),
    (CAPEX, "1 234,50", "1234.5"),
    (CAPEX, "1\u00a0234,50", "1234.5"),
    (CAPEX, "\u22123", "-3"),
    (CAPEX, "1,234", "1234 or 1.234?"),
    (CAPEX, "1.234.567", "1234567"),
    (CAPEX, "12%", "12%"),
    (CAPEX, "5 kt", "write the number alone, in MUSD"),
    (CAPEX, "n/a", "capex_musd"),
    (CAPEX, True, "is TRUE: write a number"),
    (YEARS, 2.5, "write a whole number"),
    (("countries", 0, "risk"), 7, "which reads as 700 %"),
    (("markets", 0, "partner"), "perhaps", "write yes or no"),
    (("supply", 0, "country"), "CHM", "did you mean CHN?"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "value", "told"), REFUSED)
def test_what_is_no_value_is_refused_with_what_was_meant(
    tmp_path: Path, write: Any, place: Any, value: Any, told: str
) -> None:
    findings = found(write(tmp_path / "a.xlsx", changed(place, value)))
    assert any(f.startswith(f"error: {place[0]}!") and told in f for f in findings), findings


@pytest.mark.parametrize("text", ["12", " 12 ", "\t12.0", "1.2e1"])
def test_text_that_is_plainly_a_number_counts_with_a_warning(tmp_path: Path, write: Any, text: str) -> None:
    path = write(tmp_path / "a.xlsx", changed(CAPEX, text))
    assert has(found(path), "warning: projects!F2", "read as the number 12")
    assert load(path).case.projects["refinery"].capex_musd == 12


@pytest.mark.parametrize("yes", ["yes", "YES", " Yes ", True, "TRUE", "true", 1, "1"])
def test_yes_in_every_way(tmp_path: Path, write: Any, yes: Any) -> None:
    assert not found(write(tmp_path / "a.xlsx", changed(("markets", 0, "partner"), yes)))


def test_the_text_false_is_no(tmp_path: Path, write: Any) -> None:
    assert (
        load(write(tmp_path / "a.xlsx", changed(("markets", 1, "partner"), "FALSE"))).case.markets["ROW"].partner
        is False
    )


@pytest.mark.parametrize("name", ["NA", "None", "null", "nan", "#", "TRUE", "1E5", "007", "2024"])
def test_names_stay_text(tmp_path: Path, write: Any, name: str) -> None:
    sheets = minimal()
    sheets["countries"].append({"country": name, "bloc": "neutral", "market": "ROW"})
    sheets["supply"].append({"material": "oxide", "country": name, 2027: 5})
    path = write(tmp_path / "a.xlsx", sheets)
    assert name in load(path).case.countries


def test_a_number_is_a_name_and_lost_zeros_are_pointed_out(tmp_path: Path, write: Any) -> None:
    sheets = minimal()
    sheets["funders"].append({"funder": 101, "partner": "ANZ"})
    sheets["budgets"].append({"funder": "101", 2027: 5})
    assert load(write(tmp_path / "a.xlsx", sheets)).case.funders["101"]
    sheets["budgets"][-1]["funder"] = "0101"
    assert has(found(write(tmp_path / "b.xlsx", sheets)), "error: budgets!A3", '"0101"', "101")


def test_a_name_is_the_same_in_every_form(tmp_path: Path, write: Any) -> None:
    sheets = minimal()
    sheets["countries"][0]["region"] = "Océanie"
    sheets["funders"][0]["funder"] = unicodedata.normalize("NFC", "Förderung")
    sheets["budgets"][0]["funder"] = unicodedata.normalize("NFD", "Förderung") + "\u00a0"
    assert load(write(tmp_path / "a.xlsx", sheets)).case.budgets["Förderung"]
    sheets["budgets"][0]["funder"] = "fÖRDERUNG"
    assert has(found(write(tmp_path / "b.xlsx", sheets)), "warning: budgets!A2")


def test_blank_rows_and_cells_of_blanks_are_nothing(tmp_path: Path, write: Any) -> None:
    sheets = minimal()
    blank = dict.fromkeys(sheets["supply"][0], "  ")
    sheets["supply"] = [
        blank,
        sheets["supply"][0],
        dict.fromkeys(blank),
        {**blank, "material": "\u00a0"},
        *sheets["supply"][1:],
        blank,
    ]
    path = write(tmp_path / "a.xlsx", sheets)
    assert not found(path)
    assert len(load(path).case.supply) == 2
    sheets["supply"][1] = {**sheets["supply"][1], "material": None}
    assert has(found(write(tmp_path / "b.xlsx", sheets)), "error: supply!A3", "required and empty")


def test_a_key_that_stands_twice_names_both_cells(tmp_path: Path, write: Any) -> None:
    sheets = minimal()
    sheets["materials"].append(copy.deepcopy(sheets["materials"][0]))
    assert has(found(write(tmp_path / "a.xlsx", sheets)), "error: materials!A4", "A2")


FORMULA = b'<c r="F2"><f>25*2</f>%s</c>'


@pytest.mark.parametrize(
    ("xml", "told"),
    [
        (b'<c r="F2"><f>25*2</f></c>', 'is =25*2: the formula was never calculated'),
        (b'<c r="F2"><f>25*2</f><v/></c>', "never calculated"),
        (b'<c r="F2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "is #DIV/0!"),
        (b'<c r="F2" t="e"><v>#N/A</v></c>', "is #N/A"),
        (b'<c r="F2" t="e" vm="1"><f>FILTER(A1:A2,A1:A2)</f><v>#SPILL!</v></c>', "is #SPILL!"),
        (b'<c r="F2" t="b"><f>1=1</f><v>1</v></c>', "is TRUE"),
        (b'<c r="F2"><v>1E400</v></c>', "finite"),
        (b'<c r="F2" t="str"><f>TEXT(1,"0%")</f><v>100%</v></c>', '"100%"'),
    ],
)  # fmt: skip
def test_formulas_and_errors_of_excel_are_never_taken_for_blanks(tmp_path: Path, xml: bytes, told: str) -> None:
    path = operated(excel_book(tmp_path / "a.xlsx"), {part_of("projects"): cell("F2", xml)})
    assert has(found(path), "error: projects!F2", told)


@pytest.mark.parametrize(
    "xml",
    [
        b'<c r="F2"><f>25*2</f><v>50</v></c>',
        b'<c r="F2"><f t="array" ref="F2">SUM(25,25)</f><v>50</v></c>',
        b'<c r="F2"><f t="shared" ref="F2:F3" si="0">25*2</f><v>50</v></c>',
        b'<c r="F2" cm="1"><f t="array" ref="F2" aca="1">50</f><v>5E1</v></c>',
    ],
)
def test_a_formula_counts_with_the_value_that_was_saved(tmp_path: Path, xml: bytes) -> None:
    path = operated(excel_book(tmp_path / "a.xlsx"), {part_of("projects"): cell("F2", xml)})
    assert not found(path)
    assert load(path).case.projects["refinery"].capex_musd == 50


def test_not_a_number_is_written_as_nothing_and_read_as_missing(tmp_path: Path) -> None:
    findings = found(write_book(tmp_path / "a.xlsx", changed(CAPEX, float("nan"))))
    assert has(findings, "error: projects!F2", "required and empty")


@pytest.mark.parametrize("epoch", [False, True])
def test_a_date_is_the_same_year_in_both_date_systems(tmp_path: Path, epoch: bool) -> None:
    sheets = changed(("projects", 0, "earliest_start"), datetime(2028, 1, 1))
    path = excel_book(tmp_path / "a.xlsx", sheets, date_1904=epoch, default_date_format="yyyy-mm-dd")
    told = "earliest_start is the date 2028-01-01, read as the year 2028"
    assert has(found(path), "warning: projects!", told)
    assert load(path).case.projects["refinery"].earliest_start == 2028


def test_a_year_that_is_shown_as_a_date_is_asked_about(tmp_path: Path) -> None:
    sheets = changed(("projects", 0, "earliest_start"), 2028)
    path = excel_book(tmp_path / "a.xlsx", sheets)
    book = openpyxl.load_workbook(path)
    book["projects"].cell(2, len(sheets["projects"][0])).number_format = "yyyy"
    book.save(path)
    assert has(found(path), "error: projects!", "is the number 2028 shown as the date 1905-07-20", "2028?")


def test_a_date_in_a_column_of_money_is_no_number(tmp_path: Path) -> None:
    sheets = changed(CAPEX, datetime(2027, 5, 1))
    assert has(found(write_book(tmp_path / "a.xlsx", sheets)), "error: projects!F2", "is shown as the date 2027-05-01")


def test_rich_and_inline_texts_are_texts(tmp_path: Path) -> None:
    parts = b'<r><rPr><b/></rPr><t>A</t></r><r><t xml:space="preserve">US </t></r>'
    rich = b"<si>" + parts + b'<rPh sb="0" eb="1"><t>x</t></rPh></si>'
    path = excel_book(tmp_path / "a.xlsx")
    assert not found(operated(path, {"xl/sharedStrings.xml": lambda c: c.replace(b"<si><t>AUS</t></si>", rich)}))
    inline = b'<c r="B2" t="inlineStr"><is><r><t>A</t></r><r><t>US</t></r></is></c>'
    assert not found(operated(path, {part_of("projects"): cell("B2", inline)}))
    book = openpyxl.load_workbook(path)
    assert book["projects"]["B2"].value == "AUS"
