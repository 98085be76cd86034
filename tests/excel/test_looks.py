"""What can be told of the look of every workbook without eyes: paper, panes, widths, heights, charts, legends."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from optimizer.case.facts import Facts
from optimizer.excel.late_book import write_late_book
from optimizer.excel.near_book import write_near_book
from optimizer.excel.pages.measure import room
from optimizer.excel.plan_book import write_plan_book
from optimizer.excel.study_book import write_study_book
from optimizer.excel.template import write_template
from optimizer.excel.why_book import write_why_book
from optimizer.late.study import AskedLate, lateness
from optimizer.near.alternatives import alternatives
from optimizer.near.asked import Asked, Within
from optimizer.near.study import near_study
from optimizer.solve.search import solve
from tests import studies
from tests.excel.test_why_book import told
from tests.near.worlds import five
from tests.plans import small_plan
from tests.tiny import case_of, plan_of, solved

HIGHEST_ROW = 200.0
"""Points: turned labels and long sentences; anything more would be a hole in the sheet."""
NEUTRAL = {"00000000", "FFDCE5EE", "FF1F3A57", "FFF1F4F7", "FFECEEF0"}
"""Fills of heads, bands, totals and of what is left out."""


def near(path: Path) -> Path:
    solution = solve(Facts(case_of(five())))
    found = alternatives(solution, plan_of(solution), Asked(Within(musd=2), 1, 3), plan_of)
    return write_near_book(near_study(found, {"time": "1 s"}), path)


BOOKS: dict[str, Callable[[Path], Path]] = {
    "plan": lambda path: write_plan_book(small_plan(), path),
    "comparison": lambda path: write_study_book(studies.comparison(), path),
    "crowded": lambda path: write_study_book(
        studies.comparison(60, ("base", *(f"case_{n}" for n in range(20))), ("base", "case_1", "case_2")), path
    ),
    "sweep": lambda path: write_study_book(studies.sweep(), path),
    "difference": lambda path: write_study_book(studies.difference(), path),
    "explanation": lambda path: write_why_book(told(), path),
    "alternatives": near,
    "late": lambda path: write_late_book(lateness(solved(five()), AskedLate((1,), 0.5)), path),
}


@pytest.fixture(scope="module", params=BOOKS)
def path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return BOOKS[request.param](tmp_path_factory.mktemp(request.param) / "book.xlsx")


@pytest.fixture(scope="module")
def book(path: Path) -> Any:
    return openpyxl.load_workbook(path)


def test_every_sheet_is_laid_on_paper(book: Any) -> None:
    for sheet in book.worksheets:
        setup = sheet.page_setup
        assert setup.orientation in ("landscape", "portrait"), sheet.title
        assert setup.paperSize in (8, 9), sheet.title
        assert sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.title
        assert sheet.oddFooter.center.text.endswith("&A"), sheet.title
        assert "Page &P of &N" in sheet.oddFooter.right.text, sheet.title


def test_every_sheet_has_a_title_and_panes_that_stay(book: Any) -> None:
    for sheet in book.worksheets:
        assert sheet["A1"].font.size == 16, sheet.title
        assert sheet.freeze_panes, sheet.title
        assert not sheet.sheet_view.showGridLines, sheet.title
        assert sheet.sheet_properties.tabColor, sheet.title
    assert book.properties.title
    assert not book.properties.creator
    assert book.active is book.worksheets[0]


def test_the_first_sheet_links_to_every_sheet_for_reading(book: Any) -> None:
    links = {c.hyperlink.location.split("!")[0].strip("'") for row in book.worksheets[0] for c in row if c.hyperlink}
    reading = book.worksheets[1].sheet_properties.tabColor.rgb
    assert links == {s.title for s in book.worksheets[1:] if s.sheet_properties.tabColor.rgb == reading}


def shown(value: float, number_format: str) -> str:
    """About as a cell shows a number: its part above, below or at 0 of the format."""
    parts = number_format.split(";")
    part = parts[1] if value < 0 and len(parts) > 1 and not parts[0].startswith("[") else parts[0]
    decimals = len(re.sub(r"[^0#]", "", part.partition(".")[2])) if not number_format.startswith("[") else 1
    scaled = 100 * value if "%" in part.replace('"%"', "") else value
    literals = "".join(part.split('"')[1::2]) + "%" * (scaled != value)
    return f"{scaled:{',' if ',' in part else ''}.{decimals}f}{literals}"


def test_no_number_is_wider_than_its_column(book: Any) -> None:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
                    width = sheet.column_dimensions[get_column_letter(cell.column)].width
                    text = shown(cell.value, cell.number_format)
                    assert len(text) <= width, (sheet.title, cell.coordinate, text)


def test_no_row_is_a_hole(book: Any) -> None:
    for sheet in book.worksheets:
        for number, row in sheet.row_dimensions.items():
            assert (row.height or 0) <= HIGHEST_ROW, (sheet.title, number)


def test_sentences_stand_in_one_cell_that_wraps(book: Any) -> None:
    for sheet in book.worksheets:
        merged = {area.coord.split(":")[0] for area in sheet.merged_cells.ranges}
        for row in sheet.iter_rows(max_col=1):
            text = row[0].value
            if isinstance(text, str) and len(text) > 180:
                fits = room(text) <= sum(column.width for column in sheet.column_dimensions.values())
                wraps = row[0].alignment.wrap_text and (row[0].coordinate in merged or row[0].row > 4)
                assert fits or wraps, (sheet.title, text)


def test_every_chart_has_titles_on_both_axes_and_a_legend_for_several_series(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        names = [n for n in archive.namelist() if re.fullmatch(r"xl/charts/chart\d+\.xml", n)]
        charts = [archive.read(n).decode() for n in names]
    for chart in charts:
        assert chart.count("<c:title>") == 3
        assert ("<c:legend>" in chart) == (chart.count("<c:ser>") > 1)
        assert re.search(r"MUSD|, %|\bt\b|Share", " ".join(re.findall(r"<a:t>(.*?)</a:t>", chart)))


def test_colours_are_told_in_words(book: Any) -> None:
    """A fill that marks a value stands in a legend above, or the cell itself says in text what it means."""
    for sheet in book.worksheets[1:]:
        fills: dict[str, set[bool]] = {}
        for row in sheet.iter_rows():
            for cell in row:
                colour = str(cell.fill.fgColor.rgb)
                if cell.fill.fill_type == "solid" and colour not in NEUTRAL:
                    fills.setdefault(colour, set()).add(isinstance(cell.value, str) and bool(cell.value))
        assert all(True in told_in_words for told_in_words in fills.values()), (sheet.title, fills)


def test_wide_sheets_repeat_the_names_of_their_rows(tmp_path: Path) -> None:
    cases = ("base", *(f"a_case_{n}" for n in range(70)))
    book = openpyxl.load_workbook(write_study_book(studies.comparison(5, cases, cases), tmp_path / "book.xlsx"))
    wide = [sheet for sheet in book.worksheets if (sheet.page_setup.fitToWidth or 1) > 1]
    assert "Costs" in {sheet.title for sheet in wide}
    assert all(sheet.print_title_cols or sheet.title == "Chart data" for sheet in wide)
    assert all(sheet.page_setup.paperSize == 9 for sheet in wide)


def test_a_table_that_fits_a_page_is_not_torn(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(write_study_book(studies.comparison(300), tmp_path / "book.xlsx"))["Money"]
    breaks = [brk.id for brk in sheet.row_breaks.brk]
    assert breaks
    assert all(sheet.cell(row + 1, 1).font.size == 12 for row in breaks)


def test_planners_sheets_print_too(tmp_path: Path) -> None:
    book: Any = openpyxl.load_workbook(write_template(tmp_path / "new.xlsx"))
    assert book.properties.title == "Untitled plan"
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            assert sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.title
            assert sheet.oddFooter.right.text, sheet.title
            assert sheet.freeze_panes, sheet.title
