"""What is written: pitfalls 3, 12 and 30 to 32. The planner's own file never is."""

from __future__ import annotations

import hashlib
import math
import re
from pathlib import Path

import openpyxl
import pytest

from optimizer.__main__ import main
from optimizer.excel.mark import mark
from tests.books import has, minimal, write_book
from tests.robust.surgery import cell, excel_book, found, operated, part_of

NASTY = (
    '=HYPERLINK("http://x","y")',
    "+1",
    "@SUM(A1)",
    "-2+3",
    "bell\x07bell",
    "long " * 8000,
    "History",
    "a/b:c?[d]*",
)


COMMANDS = """
check book.xlsx --mark
solve book.xlsx
compare book.xlsx --workers 1
sweep book.xlsx --steps 1 --workers 1
explain book.xlsx --steps 0
alternatives book.xlsx --count 1
late book.xlsx --years 1
sample book.xlsx
sample book.xlsx --out book.xlsx
template book.xlsx
audit outputs/book-base
report outputs/book-base
report outputs/book-base --out page.html
diff outputs/book-base outputs/book-base --out difference
""".strip().splitlines()


def nasty(folder: Path) -> Path:
    """A workbook whose names are formulas, signs that Excel does not take, too long, or no names of sheets."""
    book = minimal()
    book["settings"].append({"key": "title", "value": NASTY[0]})
    book["projects"][0]["name"] = NASTY[0]
    book["materials"][1]["name"] = NASTY[1]
    book["countries"][0]["name"] = NASTY[2]
    book["countries"][1]["name"] = NASTY[4]
    book["markets"][0]["name"] = NASTY[3]
    book["funders"][0]["name"] = NASTY[5]
    book["cases"] = [{"case": "History", "sheet": "budgets", "column": "years", "operation": "multiply", "value": 2}]
    path = excel_book(folder / "book.xlsx", book)
    return operated(path, {"xl/sharedStrings.xml": lambda c: c.replace(b"a/b:c", b"bell_x0007_a/b:c")}, "nasty.xlsx")


def test_results_hold_no_formula_no_odd_sign_and_no_infinity(tmp_path: Path) -> None:
    book = nasty(tmp_path)
    assert main(["compare", str(book), "--out", str(tmp_path / "out"), "--workers", "2"]) == 0
    files = sorted((tmp_path / "out").rglob("*.xlsx"))
    assert len(files) == 3
    for file in files:
        for sheet in openpyxl.load_workbook(file).worksheets:
            assert len(sheet.title) <= 31
            assert not re.search(r"[\[\]:*?/\\]", sheet.title)
            for line in sheet.iter_rows():
                for one in line:
                    assert one.data_type != "f", (file, sheet.title, one.coordinate)
                    assert not (isinstance(one.value, float) and not math.isfinite(one.value))
                    assert str(one.value).lower() not in ("nan", "inf", "-inf")
            for table in sheet.tables.values():
                heads = [column.name for column in table.tableColumns]
                assert all(heads)
                assert len({head.casefold() for head in heads}) == len(heads)


def test_no_command_changes_the_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    book = write_book(tmp_path / "book.xlsx", minimal())
    before = hashlib.sha256(book.read_bytes()).hexdigest(), book.stat().st_mtime_ns
    for command in COMMANDS:
        assert main(command.split()) in (0, 2), command
        assert (hashlib.sha256(book.read_bytes()).hexdigest(), book.stat().st_mtime_ns) == before, command
    assert sorted(p.name for p in tmp_path.rglob(".*")) == []


def test_a_marked_copy_has_lost_the_values_of_its_formulas_and_is_not_solved(tmp_path: Path) -> None:
    xml = b'<c r="F2"><f>25*2</f><v>50</v></c>'
    path = operated(excel_book(tmp_path / "a.xlsx"), {part_of("projects"): cell("F2", xml)}, "plan.xlsx")
    assert not found(path)
    copy = mark(path, [])
    assert copy != path
    assert has(found(copy), "error: projects!F2", "never calculated")
    assert main(["solve", str(copy), "--out", str(tmp_path / "out")]) == 2
