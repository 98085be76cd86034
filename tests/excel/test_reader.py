from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.table import Table

from optimizer.case.raw import Dated, Fault, RawSheet
from optimizer.errors import CaseError
from optimizer.excel.load import check_book, load
from optimizer.excel.reader import read_book
from tests.books import has, minimal, write_book


def sheet_of(path: Path, fill: Any) -> RawSheet:
    """The sheet that openpyxl saves after `fill`, as the reader sees it."""
    book = openpyxl.Workbook()
    fill(book.active)
    book.save(path)
    return read_book(path)[0].sheets[0]


def rewrite(source: Path, target: Path, change: Callable[[bytes], bytes]) -> None:
    """Copy a workbook and change the XML of its sheets."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name.startswith("xl/worksheets/sheet") else content)


def refusal(path: Path) -> str:
    with pytest.raises(CaseError) as caught:
        read_book(path)
    assert check_book(path) == caught.value.findings
    return str(caught.value)


def test_values_of_every_type(tmp_path: Path):
    def fill(sheet: Any) -> None:
        sheet.append(["text", 1, 2.5, True, None, "NA"])
        sheet["A3"] = "=1/0"
        sheet["A3"].data_type = "s"

    raw = sheet_of(tmp_path / "a.xlsx", fill)
    assert raw.rows[1] == {1: "text", 2: 1, 3: 2.5, 4: True, 6: "NA"}
    assert raw.rows[3] == {1: "=1/0"}


def test_formula_without_a_stored_value_is_a_fault(tmp_path: Path):
    raw = sheet_of(tmp_path / "a.xlsx", lambda sheet: sheet.append(["=1+1", 5]))
    fault = raw.rows[1][1]
    assert isinstance(fault, Fault)
    assert fault.shown == "=1+1"
    assert "open the workbook in Excel or LibreOffice, save it" in fault.problem


def test_formula_counts_with_its_stored_value(tmp_path: Path):
    with xlsxwriter.Workbook(str(tmp_path / "draft.xlsx")) as book:
        sheet = book.add_worksheet()
        sheet.write_formula("A1", "=2+3", None, 5)
        sheet.write_formula("B1", '=IF(1,"","")', None, "blank")
        sheet.write_formula("C1", "=1/0", None, "#DIV/0!")
    rewrite(tmp_path / "draft.xlsx", tmp_path / "a.xlsx", lambda xml: xml.replace(b"<v>blank</v>", b"<v></v>"))
    row = read_book(tmp_path / "a.xlsx")[0].sheets[0].rows[1]
    assert row[1] == 5
    assert 2 not in row
    assert isinstance(row[3], Fault)
    assert row[3].shown == "#DIV/0!"


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#VALUE!"])
def test_error_cells_are_faults(tmp_path: Path, error: str):
    def fill(sheet: Any) -> None:
        sheet["A1"] = error
        sheet["A1"].data_type = "e"

    fault = sheet_of(tmp_path / "a.xlsx", fill).rows[1][1]
    assert isinstance(fault, Fault)
    assert fault.shown == error


def test_dates_keep_the_number_under_them(tmp_path: Path):
    def fill(sheet: Any) -> None:
        sheet["A1"] = 2027
        sheet["A1"].number_format = "yyyy"
        sheet["B1"] = datetime(2027, 1, 1)

    row = sheet_of(tmp_path / "a.xlsx", fill).rows[1]
    assert row[1] == Dated(2027.0, datetime(1905, 7, 19))
    assert row[2] == Dated(46388.0, datetime(2027, 1, 1))


def test_dates_of_the_1904_system(tmp_path: Path):
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx"), {"date_1904": True}) as book:
        form = book.add_format({"num_format": "yyyy-mm-dd"})
        book.add_worksheet().write_datetime("A1", datetime(2027, 1, 1), form)
    assert read_book(tmp_path / "a.xlsx")[0].sheets[0].rows[1][1] == Dated(44926.0, datetime(2027, 1, 1))


def test_layout_is_seen(tmp_path: Path):
    def fill(sheet: Any) -> None:
        for row in range(1, 7):
            sheet.append([row if row > 1 else "head", "x"])
        sheet.merge_cells("B2:B3")
        sheet.add_table(Table(displayName="t", ref="A1:A4"))
        sheet.row_dimensions[5].hidden = True
        sheet["XFD1048576"] = "far"

    raw = sheet_of(tmp_path / "a.xlsx", fill)
    assert [str(block) for block in raw.merged] == ["B2:B3"]
    assert [str(block) for block in raw.tables] == ["A1:A4"]
    assert raw.hidden_rows == {5}
    assert 2 not in raw.rows[3]
    assert raw.rows[1_048_576] == {16_384: "far"}


def test_files_that_are_no_workbooks_are_refused_in_a_sentence(tmp_path: Path):
    assert refusal(tmp_path).endswith("is a directory: name a workbook (.xlsx)")
    write_book(tmp_path / "there.xlsx", {"a": [{"b": 1}]})
    holds = f"; the workbooks in {tmp_path.name} are there.xlsx"
    assert refusal(tmp_path / "no.xlsx").endswith(f"does not exist{holds}")
    assert refusal(tmp_path).endswith(holds)
    for name, content, message in [
        ("empty.xlsx", b"", "empty file"),
        ("old.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "protected by a password, or an old .xls"),
        ("old.xls", b"\xd0\xcf\x11\xe0", "old .xls format: save it as .xlsx"),
        ("a.ods", b"PK", "OpenDocument"),
        ("a.xlsb", b"PK", "binary"),
        ("a.csv", b"a;b", "CSV"),
        ("a.txt", b"a;b", "not a workbook"),
        ("csv.xlsx", b"a;b\n1;2\n", "damaged or not a workbook"),
        ("cut.xlsx", (tmp_path / "there.xlsx").read_bytes()[:900], "damaged or not a workbook"),
    ]:
        (tmp_path / name).write_bytes(content)
        assert message in refusal(tmp_path / name)


def test_zip_without_a_workbook_is_damaged(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("hello.txt", "hello")
    message = refusal(tmp_path / "a.xlsx")
    assert "unsafe or damaged" in message
    assert "Error" not in message


def test_an_open_document_under_another_name_is_recognised(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert "is an OpenDocument sheet: save it as .xlsx" in refusal(tmp_path / "a.xlsx")


def test_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * 30_000_000)
    assert "unsafe to read" in refusal(tmp_path / "a.xlsx")


def test_huge_merged_blocks_are_refused(tmp_path: Path):
    book = openpyxl.Workbook()
    book.active.append([1, 2])
    book.active.merge_cells("A1:B1")
    book.save(tmp_path / "good.xlsx")
    rewrite(tmp_path / "good.xlsx", tmp_path / "bad.xlsx", lambda xml: xml.replace(b'"A1:B1"', b'"A1:XFD1048576"'))
    assert "merged blocks of 17179869184 cells" in refusal(tmp_path / "bad.xlsx")


def test_entity_bombs_are_refused(tmp_path: Path):
    write_book(tmp_path / "good.xlsx", {"a": [{"b": 1}]})
    entities = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    head = b"<?xml version='1.0'?>" + entities
    rewrite(tmp_path / "good.xlsx", tmp_path / "bad.xlsx", lambda xml: head + xml[xml.index(b"<worksheet") :])
    assert openpyxl.DEFUSEDXML
    assert "unsafe or damaged" in refusal(tmp_path / "bad.xlsx")


def test_lock_file_and_macros_are_warnings(tmp_path: Path):
    path = write_book(tmp_path / "plan.xlsx", minimal()).rename(tmp_path / "plan.xlsm")
    (tmp_path / "~$plan.xlsm").write_bytes(b"")
    found = [str(f) for f in load(path).findings]
    assert has(found, "warning: plan.xlsm: seems to be open")
    assert has(found, "warning: plan.xlsm: holds macros")


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_file_without_permission(tmp_path: Path):
    path = write_book(tmp_path / "plan.xlsx", minimal())
    path.chmod(0)
    assert "cannot be opened" in refusal(path)
