"""Where things stand on a sheet, in files as Excel writes them: pitfalls 15 to 18, 20 to 22, 36, 37 and 39."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.table import Table

from optimizer.case.sheets import SHEETS
from optimizer.excel.load import load
from optimizer.excel.template import write_workbook
from tests.books import has, minimal
from tests.robust.surgery import SHEET, excel_book, found, operated, part_of, replaced


def edited(path: Path, change: Any) -> list[str]:
    """The findings after a change with openpyxl."""
    book = openpyxl.load_workbook(excel_book(path))
    change(book)
    book.save(path)
    return found(path)


def test_a_stray_cell_at_the_far_end_is_told_in_a_line(tmp_path: Path) -> None:
    def stray(book: Any) -> None:
        book["prices"]["XFD1048576"] = "x"
        book["supply"]["A1048576"] = "x"

    findings = edited(tmp_path / "a.xlsx", stray)
    assert len(findings) <= 4
    assert has(findings, "warning: prices!XFD1048576", "no header")
    assert has(findings, "error: supply!", "1048576")


def test_a_row_typed_below_a_table_counts(tmp_path: Path) -> None:
    def grow(book: Any) -> None:
        book["supply"]["C1"] = "2027"  # headers of a table are text
        book["supply"].add_table(Table(displayName="supply_rows", ref="A1:C3"))
        book["supply"].append(["oxide", "AUS", 7])

    assert has(edited(tmp_path / "a.xlsx", grow), "warning: supply!A4", "below the Excel table A1:C3 are read too")
    assert len(load(tmp_path / "a.xlsx").case.supply) == 3


def test_merged_cells_are_not_filled_down(tmp_path: Path) -> None:
    merged = edited(tmp_path / "a.xlsx", lambda book: book["supply"].merge_cells("A2:A3"))
    assert has(merged, "error: supply!A2", "A2:A3 are merged", "unmerge")


def hide_row(book: Any) -> None:
    book["supply"].row_dimensions[3].hidden = True


def filter_rows(book: Any) -> None:
    sheet = book["supply"]
    sheet.auto_filter.ref = "A1:C3"
    sheet.auto_filter.add_filter_column(0, ["oxide"])
    sheet.row_dimensions[3].hidden = True


def hide_sheet(book: Any) -> None:
    book["supply"].sheet_state = "veryHidden"


def hide_column(book: Any) -> None:
    book["supply"].column_dimensions["B"].hidden = True


@pytest.mark.parametrize(
    ("change", "told"), [(hide_row, "1 hidden"), (filter_rows, "1 hidden"), (hide_sheet, "hidden")]
)
def test_what_is_hidden_is_read_with_a_warning(tmp_path: Path, change: Any, told: str) -> None:
    assert has(edited(tmp_path / "a.xlsx", change), "warning: supply", told, "read like all others")
    assert len(load(tmp_path / "a.xlsx").case.supply) == 2


def test_a_hidden_column_is_read(tmp_path: Path) -> None:
    assert not edited(tmp_path / "a.xlsx", hide_column)


@pytest.mark.parametrize(
    ("header", "told"),
    [
        (" Country ", None),
        ("COUNTRY", None),
        ("material", "lacks the required column country"),
        ("contry", "did you mean it by"),
        (None, "lacks the required column"),
    ],
)
def test_headers_that_are_odd_twice_near_or_blank(tmp_path: Path, header: Any, told: str) -> None:
    def rename(book: Any) -> None:
        book["supply"]["B1"] = header

    findings = edited(tmp_path / "a.xlsx", rename)
    assert has(findings, "error: supply!", told) if told else not findings


def test_a_header_that_stands_twice_is_an_error(tmp_path: Path) -> None:
    def repeat(book: Any) -> None:
        book["supply"]["D1"] = " MATERIAL "

    assert has(edited(tmp_path / "a.xlsx", repeat), "error: supply!D1", "the column material stands twice, also in A1")


def test_columns_may_stand_in_any_order(tmp_path: Path) -> None:
    sheets = minimal()
    sheets["projects"] = [dict(reversed(list(row.items()))) for row in sheets["projects"]]
    assert not found(excel_book(tmp_path / "a.xlsx", sheets))


@pytest.mark.parametrize(("rows", "fine"), [(9, True), (10, False)])
def test_a_header_may_stand_in_the_top_ten_rows(tmp_path: Path, rows: Any, fine: Any) -> None:
    findings = edited(tmp_path / "a.xlsx", lambda book: book["supply"].insert_rows(1, rows))
    assert not findings if fine else has(findings, "error: supply!A1", "no header row within its top 10 rows")


@pytest.mark.parametrize(
    ("title", "told"),
    [(" PROJECTS ", None), ("project", "error: projects: the sheet is required and missing: did you mean it by")],
)
def test_sheets_that_are_renamed(tmp_path: Path, title: Any, told: str) -> None:
    sheets = {title if name == "projects" else name: rows for name, rows in minimal().items()}
    findings = found(excel_book(tmp_path / "a.xlsx", sheets))
    assert has(findings, told) if told else not findings


def test_sheets_and_columns_of_the_planner_are_left_alone(tmp_path: Path) -> None:
    sheets = minimal() | {"_notes": [{"whatever": 1}], "colours": [{"colour": "blue"}]}
    sheets["supply"][0] |= {"note": "mine", "Comment": "mine", "rating": 3}
    findings = found(excel_book(tmp_path / "a.xlsx", sheets))
    assert len(findings) == 2
    assert has(findings, "warning: colours", "not known and is ignored")
    assert has(findings, "warning: supply!", '"rating" is not known and is ignored')


def test_what_is_pasted_over_a_dropdown_is_checked_all_the_same(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", minimal())
    book = openpyxl.load_workbook(path)
    sheet = book["projects"]
    headers = [value.value for value in sheet[4]]
    sheet.cell(5, headers.index("kind") + 1).value = "quarry"
    book.save(path)
    assert has(found(path), "error: projects!", "quarry")


def test_dropdowns_of_newer_excels_do_no_harm(tmp_path: Path) -> None:
    rule = (
        b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"'
        b' xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:dataValidations count="1"'
        b' xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidation type="list">'
        b"<x14:formula1><xm:f>countries!$A$2:$A$9</xm:f></x14:formula1><xm:sqref>B2:B9</xm:sqref>"
        b"</x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>"
    )
    changes = {part_of("projects"): replaced(b"</worksheet>", rule)}
    assert not found(operated(excel_book(tmp_path / "a.xlsx"), changes))


def test_protected_sheets_are_read_and_sheets_to_fill_in_are_not_protected(tmp_path: Path) -> None:
    def protect(book: Any) -> None:
        book["projects"].protection.sheet = True
        book["projects"].protection.password = "secret"

    assert not edited(tmp_path / "a.xlsx", protect)
    book = openpyxl.load_workbook(write_workbook(tmp_path / "b.xlsx", minimal()))
    assert [name for name in SHEETS if book[name].protection.sheet] == []
    assert not book.security


def test_a_workbook_of_an_older_version_has_the_defaults_of_what_is_new(tmp_path: Path) -> None:
    old = {name: rows for name, rows in minimal().items() if SHEETS[name].required}
    assert {f.partition(":")[0] for f in found(excel_book(tmp_path / "a.xlsx", old))} <= {"warning", "error"}
    assert not has(found(tmp_path / "a.xlsx"), "error: ", "sheet is required")


def test_a_workbook_of_a_newer_version_is_read_with_warnings(tmp_path: Path) -> None:
    newer = minimal() | {"satellites": [{"satellite": "one"}]}
    newer["projects"][0]["orbit_km"] = 500
    assert all(f.startswith("warning: ") for f in found(excel_book(tmp_path / "a.xlsx", newer)))


@pytest.mark.parametrize("dimension", [b"", b'<dimension ref="A1"/>', b'<dimension ref="A1:XFD1048576"/>'])
def test_the_size_that_a_sheet_says_it_has_is_not_believed(tmp_path: Path, dimension: bytes) -> None:
    def resize(content: bytes) -> bytes:
        head, _, rest = content.partition(b"<dimension")
        return head + dimension + rest.partition(b"/>")[2]

    assert not found(operated(excel_book(tmp_path / "a.xlsx"), {SHEET: resize}))
