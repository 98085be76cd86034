from __future__ import annotations

import dataclasses
import re
import zipfile
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from optimizer.commands.solve import solve_book
from optimizer.excel.pages.styles import NUMBER_FORMATS
from optimizer.excel.plan_book import write_plan_book
from optimizer.excel.plan_book.rows import EMPTY
from optimizer.excel.plan_book.write import ROWS
from optimizer.plan.plan import Plan
from optimizer.plan.tables import TABLES
from tests.plans import empty_tables, small_case, small_plan, small_tables
from tests.reference.generate import random_book

SHEET_OF = {"projects": "Projects", "business_plans": "Business plans", "scenarios": "Scenarios", **ROWS}
REPORTS = [
    "Overview",
    "Projects",
    "Business plans",
    "Funding by year",
    "Grants",
    "Supply mix",
    "Dependence",
    "Stockpiles",
    "Price support",
    "Targets",
    "Costs",
    "Scenarios",
    "Shortage",
    "Production",
    "Passport",
]
# sheets of a filled plan that draw something, and how many charts
CHARTS = {"Overview": 3, "Funding by year": 1, "Supply mix": 1, "Stockpiles": 1, "Scenarios": 1, "Shortage": 1}


def written(plan: Plan, folder: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(write_plan_book(plan, folder / "plan.xlsx"))


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    return written(small_plan(), tmp_path_factory.mktemp("plan"))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def texts(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def header_row(sheet: Worksheet, labels: list[str]) -> int:
    for row in sheet.iter_rows(max_row=20):
        if set(labels) <= {cell.value for cell in row}:
            return row[0].row
    raise AssertionError(f"no row of {sheet.title} holds {labels}")


def column(sheet: Worksheet, row: int, label: str) -> int:
    return next(cell.column for cell in sheet[row] if cell.value == label)


def test_sheets_for_reading_come_first_in_their_order(book):
    assert book.sheetnames[: len(REPORTS)] == REPORTS
    assert book.active.title == "Overview"
    assert all(len(name) <= 31 for name in book.sheetnames)


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_every_table_has_a_sheet_with_its_labels_units_and_rows(book, table):
    sheet = book[SHEET_OF[table.name]]
    head = header_row(sheet, [c.label for c in table.columns])
    assert sheet.cell(1, 1).value
    assert sheet.cell(2, 1).value
    assert sheet.freeze_panes
    assert sheet.auto_filter.ref
    frame = small_tables()[table.name]
    for declared in table.columns:
        place = column(sheet, head, declared.label)
        assert (sheet.cell(head + 1, place).value or "") == declared.unit
        if pd.api.types.is_numeric_dtype(frame[declared.name]) and declared.format != "yes_no":
            found = [sheet.cell(head + 2 + n, place).value for n in range(len(frame))]
            expected = [None if pd.isna(v) else v for v in frame[declared.name]]
            assert sorted(map(str, map(number, found))) == sorted(map(str, map(number, expected)))


def number(value: object) -> float | None:
    return None if value is None else float(str(value))


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_numbers_have_the_format_of_their_column(book, table):
    sheet = book[SHEET_OF[table.name]]
    head = header_row(sheet, [c.label for c in table.columns])
    for declared in table.columns:
        cell = sheet.cell(head + 2, column(sheet, head, declared.label))
        special = {"above_base_musd"} if table.name == "scenarios" else set()
        if declared.name not in special:
            assert cell.number_format == NUMBER_FORMATS[declared.format]


def test_the_overview_is_one_page_and_long_tables_repeat_their_head(book):
    assert book["Overview"].page_setup.fitToHeight in (1, None)
    assert book["Flows"].print_title_rows


def test_charts_have_titles_and_axis_titles(book, tmp_path):
    for sheet in book.worksheets:
        assert len(sheet._charts) == CHARTS.get(sheet.title, 0), sheet.title
    path = write_plan_book(small_plan(), tmp_path / "plan.xlsx")
    with zipfile.ZipFile(path) as archive:
        charts = [archive.read(n).decode() for n in archive.namelist() if re.fullmatch(r"xl/charts/chart\d+\.xml", n)]
    assert len(charts) == sum(CHARTS.values())
    assert all(chart.count("<c:title>") == 3 for chart in charts)


def test_overview_says_it_in_words(book):
    said = " ".join(texts(book["Overview"]))
    assert "1 of 3 candidate projects is built, beside 1 committed one, for 1.6 bn USD of capital cost" in said
    assert "Public money: 26 MUSD in base" in said
    assert "proven within 0.83 % of the programme" in said
    assert "Targets: 1 of 2 held everywhere" in said
    assert "Oxide, Australia and New Zealand: China at most 50 %" in said


def test_costs_add_up_and_are_expected(book):
    sheet = book["Costs"]
    head = header_row(sheet, ["Term", "Expected", "Base"])
    rows = {row[0].value: [cell.value for cell in row[1:4]] for row in sheet.iter_rows(min_row=head + 2)}
    assert rows["Total"] == pytest.approx([0.8 * 140 + 0.2 * 150, 140, 150])


def test_targets_are_told_with_text_not_only_colour(book):
    rows = [[cell.value for cell in row] for row in book["Targets"].iter_rows()]
    missed = next(row for row in rows if row[0] == "less_china")
    assert missed[1] == "Australia and New Zealand: at most 50 % of the oxide delivered comes from China, 2028–2029"
    assert missed[2] == "missed in 1 of 2"
    assert missed[-1] == pytest.approx(10 * 1000 / 1e6 / 1.05)
    assert next(row for row in rows if row[0] == "cover")[2] == "held"
    shares = [cell.number_format for row in book["Dependence"].iter_rows() for cell in row if cell.value == 0.6]
    assert '0%" ▲"' in shares


def test_passport_tells_the_plan_from_any_other(book):
    said = texts(book["Passport"])
    for text in ("book.xlsx", "ab" * 32, "0.1.0", "optimal", "0.83 %"):
        assert text in said


@pytest.mark.filterwarnings("error")
def test_empty_tables_are_said_in_a_sentence(tmp_path):
    empty = written(small_plan(tables=empty_tables()), tmp_path)
    for name, title in SHEET_OF.items():
        if name != "scenarios":
            assert EMPTY[name] in texts(empty[title]), title
    assert EMPTY["price_support"] in texts(empty["Price support"])
    assert all(not sheet._charts for sheet in empty.worksheets)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_any_one_table_may_be_empty(tmp_path, name):
    written(small_plan(tables={name: empty_tables()[name]}), tmp_path)


def test_funders_that_pay_nothing_are_told_in_a_sentence(tmp_path):
    funding = small_tables()["funding"]
    funding[["grants_musd", "price_support_musd", "stock_musd", "outlay_musd"]] = 0.0
    found = written(small_plan(tables={"funding": funding}), tmp_path)
    said = " ".join(texts(found["Funding by year"]))
    assert "Public spending by year and funder: nothing to draw" in said
    assert not found["Funding by year"]._charts


@pytest.mark.parametrize("bound", [float("-inf"), float("nan")])
def test_a_plan_without_a_bound_says_so(tmp_path, bound):
    plan = dataclasses.replace(small_plan(), status="feasible", bound_musd=bound)
    found = written(plan, tmp_path)
    assert "No bound is proven yet" in " ".join(texts(found["Overview"]))
    assert "no bound is proven yet" in texts(found["Overview"])
    assert texts(found["Passport"]).count("no bound is proven yet") == 3
    for title in ("Overview", "Passport"):
        assert not re.search(r"\b(inf|nan)\b", " ".join(texts(found[title])))


def test_budgets_that_are_carried_over_are_compared_over_all_years_so_far(tmp_path):
    case = small_case()
    funder = dataclasses.replace(case.funders["fund"], carry_over=True)
    sheet = written(small_plan(small_case(funders={"fund": funder})), tmp_path)["Funding by year"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    used = next(row for row in rows if row[0] == "The Fund (cumulative)")
    assert used[1:5] == pytest.approx([11.5 / 20, 23.5 / 32, 25.5 / 52, 25.5 / 52])
    assert any(str(row[0]).startswith("Cumulative: unspent money") for row in rows)


def test_committed_projects_are_explained_only_where_there_are_some(book, tmp_path):
    assert "Committed before this plan" in texts(book["Projects"])
    projects = small_tables()["projects"]
    picked = projects[projects["status"] == "picked"]
    found = written(small_plan(tables={"projects": picked}), tmp_path)
    assert "Committed before this plan" not in texts(found["Projects"])


def test_only_the_first_rows_of_a_long_table_are_printed(book, tmp_path):
    assert not book["Flows"].print_area
    flows = pd.concat([small_tables()["flows"]] * 100, ignore_index=True)
    sheet = written(small_plan(tables={"flows": flows}), tmp_path)["Flows"]
    assert "All 200 rows stand here, but only the first 40 are printed." in texts(sheet)
    head = header_row(sheet, ["From", "Tonnes"])
    assert sheet.print_area.endswith(f"${head + 1 + 40}")


@pytest.mark.parametrize("seed", [14, 15, 18])
def test_random_plans_without_public_money_are_written(tmp_path, seed):
    solve_book(random_book(seed, tmp_path / "book.xlsx"), out=tmp_path / "plan")
    assert names(tmp_path / "plan") == ["plan.json", "plan.xlsx"]


NASTY = '=HYPERLINK("http://example.com","x")'


def test_text_never_becomes_a_formula_or_link(tmp_path):
    tables = {
        name: frame.map(lambda v: NASTY if v in ("Refinery", "refinery", "floor_60", "fund 20", "reserve") else v)
        for name, frame in small_tables().items()
    }
    case = small_case()
    nasty = dataclasses.replace(case.projects["refinery"], project=NASTY, name=NASTY)
    settings = dataclasses.replace(case.settings, title=NASTY)
    case = small_case(settings=settings, projects={**case.projects, NASTY: nasty})
    found = written(small_plan(case, tables), tmp_path)
    cells = [c for sheet in found.worksheets for row in sheet.iter_rows() for c in row if c.value is not None]
    assert not [c for c in cells if c.data_type == "f"]
    live = [c for c in cells if str(c.value).startswith("=")]
    assert live
    assert all(c.quotePrefix for c in live)
    assert {c.hyperlink.location.split("!")[0].strip("'") for c in cells if c.hyperlink} <= set(found.sheetnames)
    with zipfile.ZipFile(tmp_path / "plan.xlsx") as archive:
        for member in archive.namelist():
            if member.startswith("xl/charts/"):
                formulas = re.findall(r"<c:f>(.*?)</c:f>", archive.read(member).decode())
                assert all(formula.startswith("'Chart data'!") for formula in formulas)


def test_odd_values_are_written_safely(tmp_path):
    tables = small_tables()
    tables["projects"]["name"] = ["Re\x00fin\x1bery", "x" * 40_000]
    tables["projects"].loc[0, "capex_musd"] = np.inf
    tables["flows"].loc[0, "tonnes"] = np.nan
    tables["flows"]["from"] = ["Re\x00fin\x1bery", "x" * 40_000]
    found = written(small_plan(tables=tables), tmp_path)
    sheet = found["Flows"]
    head = header_row(sheet, ["From", "Tonnes"])
    assert sheet.cell(head + 2, column(sheet, head, "From")).value == "Refinery"
    assert sheet.cell(head + 3, column(sheet, head, "From")).value == "x" * 32_766 + "…"
    assert sheet.cell(head + 2, column(sheet, head, "Tonnes")).value is None


def test_an_older_result_is_replaced_and_nothing_is_left_beside_it(tmp_path):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"old")
    assert write_plan_book(small_plan(), path) == path
    assert openpyxl.load_workbook(path).sheetnames[0] == "Overview"
    assert names(tmp_path) == ["plan.xlsx"]


def test_a_target_that_cannot_be_replaced_keeps_its_content(tmp_path, monkeypatch):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"open elsewhere")
    (tmp_path / "plan-2.xlsx").write_bytes(b"an earlier copy")
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target == path:
            raise PermissionError(13, "in use")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    assert write_plan_book(small_plan(), path) == tmp_path / "plan-3.xlsx"
    assert path.read_bytes() == b"open elsewhere"
    assert (tmp_path / "plan-2.xlsx").read_bytes() == b"an earlier copy"
    assert names(tmp_path) == ["plan-2.xlsx", "plan-3.xlsx", "plan.xlsx"]


def test_a_failure_leaves_the_older_result(tmp_path):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"old")
    with pytest.raises(KeyError):
        write_plan_book(small_plan(tables={"costs": pd.DataFrame({"scenario": ["base"]})}), path)
    assert names(tmp_path) == ["plan.xlsx"]
    assert path.read_bytes() == b"old"


def test_a_missing_folder_is_an_os_error(tmp_path):
    with pytest.raises(OSError, match="No such file"):
        write_plan_book(small_plan(), tmp_path / "nowhere" / "plan.xlsx")


def test_long_tables_stay_small(tmp_path):
    flows = pd.concat([small_tables()["flows"]] * 10_000, ignore_index=True)
    found = write_plan_book(small_plan(tables={"flows": flows}), tmp_path / "plan.xlsx")
    assert found.stat().st_size < 5_000_000


def test_charts_show_the_costliest_of_many_scenarios(tmp_path):
    known = small_plan().tables["scenarios"]
    many = [
        known.tail(1).assign(scenario=f"future_{n}", shortage_cost_musd=float(n), disruption_musd=-float(n))
        for n in range(20)
    ]
    path = tmp_path / "plan.xlsx"
    write_plan_book(small_plan(tables={"scenarios": pd.concat([known.head(1), *many])}), path)
    rows = [[cell.value for cell in line] for line in openpyxl.load_workbook(path)["Chart data"].iter_rows()]
    title = "Cost of shortage by scenario: the 12 costliest of 21"
    top = next(n for n, line in enumerate(rows) if title in str(line[0]))
    names = [line[0] for line in rows[top + 2 : top + 15]]
    assert names == [*(f"Future {n} (20%)" for n in range(8, 20)), None]
