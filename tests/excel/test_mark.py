from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from optimizer.errors import CaseError, Finding
from optimizer.excel.load import check_book
from optimizer.excel.mark import FINDINGS, mark
from tests.books import minimal, write_book


def faulty(path: Path) -> Path:
    sheets = minimal()
    sheets["Projects "] = sheets.pop("projects")
    sheets["Projects "][0] |= {"capex_musd": "1 250,5", "max_public_share": 65, "name": "=1+1"}
    write_book(path, sheets)
    book = openpyxl.load_workbook(path)
    book["Projects "]["F2"].comment = Comment("mine", "me")
    book.save(path)
    return path


def test_findings_are_marked_in_a_copy(tmp_path: Path):
    path = faulty(tmp_path / "plan.xlsx")
    before = path.read_bytes()
    findings = check_book(path)
    assert len(findings) == 3
    target = mark(path, findings)
    assert target == tmp_path / "plan-checked.xlsx"
    assert path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["plan-checked.xlsx", "plan.xlsx"]
    book = openpyxl.load_workbook(target)
    cell = book["Projects "]["F2"]
    assert 'capex_musd is "1 250,5"' in cell.comment.text
    assert "mine" in cell.comment.text
    assert cell.fill.fgColor.rgb == "FFFFC7CE"
    assert book["Projects "]["K2"].value == "=1+1"
    assert book.calculation.fullCalcOnLoad


def test_findings_are_listed_with_links(tmp_path: Path):
    path = faulty(tmp_path / "plan.xlsx")
    book = openpyxl.load_workbook(
        mark(path, [*check_book(path), Finding("warning", "plan.xlsx", "", "=about the file")])
    )
    sheet = book[FINDINGS]
    assert book.sheetnames[0] == FINDINGS
    assert sheet["A1"].value == "3 errors, 1 warnings"
    assert {sheet.cell(row, 3).hyperlink.location for row in (5, 6, 7)} >= {"'Projects '!F2"}
    assert sheet["E8"].value == "=about the file"
    assert sheet["E8"].data_type == "s"
    assert [s.title for s in book.worksheets if s.sheet_view.tabSelected] == [FINDINGS]


def test_a_marked_copy_can_be_checked_and_marked_again(tmp_path: Path):
    path = faulty(tmp_path / "plan.xlsx")
    copy = mark(path, check_book(path))
    assert [f.place for f in check_book(copy)] == [f.place for f in check_book(path)]
    again = openpyxl.load_workbook(mark(copy, check_book(copy)))
    assert again.sheetnames.count(FINDINGS) == 1


def test_findings_in_merged_cells_are_marked_at_their_first(tmp_path: Path):
    path = write_book(tmp_path / "plan.xlsx", minimal())
    book = openpyxl.load_workbook(path)
    book["countries"].merge_cells("A2:A3")
    book.save(path)
    marked = openpyxl.load_workbook(mark(path, check_book(path)))
    assert "merged" in marked["countries"]["A2"].comment.text


def test_a_copy_that_is_open_elsewhere_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = faulty(tmp_path / "plan.xlsx")
    (tmp_path / "plan-checked.xlsx").write_text("open in Excel")
    replace = Path.replace

    def locked(self: Path, target: Path) -> Path:
        if target.name == "plan-checked.xlsx":
            raise PermissionError("open")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", locked)
    assert mark(path, check_book(path)).name == "plan-checked-2.xlsx"
    assert (tmp_path / "plan-checked.xlsx").read_text() == "open in Excel"


def test_what_cannot_be_read_cannot_be_marked(tmp_path: Path):
    (tmp_path / "a.xlsx").write_bytes(b"no")
    with pytest.raises(CaseError):
        mark(tmp_path / "a.xlsx", [])
