from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from optimizer.case.sheets import SETTINGS, SHEETS
from optimizer.errors import CaseError
from optimizer.excel.load import check_book, load
from optimizer.excel.template import write_template, write_workbook
from tests.books import minimal
from tests.case.rich import rich


def test_template_reads_back_and_asks_for_rows_only(tmp_path: Path):
    path = write_template(tmp_path / "new.xlsx")
    found = [str(f) for f in check_book(path)]
    assert [f for f in found if not f.endswith("the sheet holds no rows")] == []
    assert {f.split(": ")[1] for f in found} == {
        f"{s}!A1" for s in ("countries", "markets", "materials", "demand", "projects")
    }


def test_template_has_every_sheet_column_and_setting_in_order(tmp_path: Path):
    book = openpyxl.load_workbook(write_template(tmp_path / "new.xlsx"))
    assert book.sheetnames == ["_guide", "_lists", *SHEETS]
    assert book["_lists"].sheet_state == "hidden"
    for name, declared in SHEETS.items():
        sheet = book[name]
        headers = [cell.value for cell in sheet[4]]
        assert headers[: len(declared.columns)] == list(declared.columns) or "source" in declared.columns
        assert set(declared.columns) <= set(headers)
        assert any(isinstance(header, int) for header in headers) == (declared.years is not None)
        assert all(cell.comment is not None for cell in sheet[4])
        assert sheet.freeze_panes
        assert declared.doc in sheet["A2"].value
    assert [row[0].value for row in book["settings"].iter_rows(min_row=5)] == list(SETTINGS)


def test_help_tells_what_holds(tmp_path: Path):
    book = openpyxl.load_workbook(write_template(tmp_path / "new.xlsx"))
    guide = " ".join(str(cell.value) for row in book["_guide"].iter_rows() for cell in row if cell.value)
    assert "optimizer compare" not in guide
    assert "optimizer solve BOOK --case NAME" in guide
    assert "While sheet routes has no rows, every route is open and free" in guide
    assert "No rows: every route is open and free" in book["routes"]["A2"].value


def test_comments_and_dropdowns_come_from_the_schema(tmp_path: Path):
    book = openpyxl.load_workbook(write_template(tmp_path / "new.xlsx"))
    sheet = book["projects"]
    headers = {cell.value: cell for cell in sheet[4]}
    comment = headers["capex_musd"].comment.text
    assert "Capital cost" in comment
    assert "Unit: MUSD" in comment
    assert "Required" in comment
    assert "Empty means 100%" in headers["max_public_share"].comment.text
    assert "mine, refinery, plant" in headers["kind"].comment.text
    rules = {str(rule.sqref).split(":")[0]: rule for rule in sheet.data_validations.dataValidation}
    assert "countries!$A$5" in rules[f"{headers['country'].column_letter}5"].formula1
    assert rules[f"{headers['kind'].column_letter}5"].formula1.startswith("_lists!")
    share = rules[f"{headers['max_public_share'].column_letter}5"]
    assert (share.type, float(share.formula1), float(share.formula2)) == ("decimal", 0, 1)


def test_template_never_overwrites(tmp_path: Path):
    path = tmp_path / "mine.xlsx"
    path.write_text("work of weeks")
    with pytest.raises(CaseError, match="is not overwritten"):
        write_template(path)
    assert path.read_text() == "work of weeks"
    with pytest.raises(CaseError, match=r"\.xlsx"):
        write_template(tmp_path / "mine.ods")
    with pytest.raises(CaseError, match="does not exist"):
        write_template(tmp_path / "nowhere" / "mine.xlsx")


@pytest.mark.parametrize("sheets", [minimal(), rich()])
def test_tables_read_back_as_they_were_written(tmp_path: Path, sheets: dict):
    direct = load(write_workbook(tmp_path / "a.xlsx", sheets))
    again = load(write_workbook(tmp_path / "b.xlsx", {name: list(rows) for name, rows in sheets.items()}))
    assert direct.case.projects == again.case.projects
    assert direct.case.events == again.case.events
    assert direct.case.demand[0].years == {2027: 100.0, 2030: 120.0}
    assert direct.case.projects["refinery"].capex_musd == 50.0


def test_text_is_never_a_formula_and_gaps_stay_empty(tmp_path: Path):
    sheets = minimal()
    sheets["projects"][0] |= {"name": '=HYPERLINK("x")', "note": "+1", "fixed_opex_musd": float("nan")}
    sheets["materials"][0]["material"] = "101"
    for row in (sheets["prices"][0], sheets["supply"][1], sheets["recipes"][0]):
        row["material"] = 101
    path = write_workbook(tmp_path / "a.xlsx", sheets, {"_guide": [["Ours"], ["=1+1", None, 5]], "_sources": [["a"]]})
    book = openpyxl.load_workbook(path)
    cells = {cell.value: cell for row in book["projects"].iter_rows() for cell in row if cell.value is not None}
    assert cells['=HYPERLINK("x")'].data_type == "s"
    assert cells["+1"].data_type == "s"
    assert book["_guide"]["A2"].data_type == "s"
    assert book["_guide"]["C2"].value == 5
    assert book.sheetnames[-1] == "_sources"
    assert load(path).case.projects["refinery"].name == '=HYPERLINK("x")'
    assert load(path).case.recipes[0].material == "101"


def test_formats_show_what_is_there(tmp_path: Path):
    sheets = rich()
    sheets["funding_rules"][0]["max_share"] = 0.125
    book = openpyxl.load_workbook(write_workbook(tmp_path / "a.xlsx", sheets))
    shown = {
        sheet: {cell.value: book[sheet].cell(5, cell.column).number_format for cell in book[sheet][4]}
        for sheet in ("projects", "funding_rules", "targets", "events", "demand")
    }
    assert shown["projects"]["capacity_t"] == "#,##0"
    assert shown["projects"]["life_years"] == "0"
    assert shown["projects"]["project"] == "@"
    assert shown["funding_rules"]["max_share"] == "0.0%"
    assert shown["targets"]["value"] == "0%"
    assert shown["events"]["value"] == "0%"
    assert shown["demand"][2027] == "#,##0"


def test_unknown_tables_are_refused(tmp_path: Path):
    with pytest.raises(ValueError, match="no sheets of the schema: mines"):
        write_workbook(tmp_path / "a.xlsx", {"mines": []})
