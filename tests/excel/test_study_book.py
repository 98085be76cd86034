from __future__ import annotations

import dataclasses
import re
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from optimizer.excel.pages.styles import MARKS
from optimizer.excel.study_book import write_study_book
from optimizer.excel.study_book.write import FIRST
from optimizer.study import tables as schema
from optimizer.study.study import Study
from tests import studies
from tests.excel.test_plan_book import column, header_row, texts

KINDS = {"comparison": studies.comparison, "sweep": studies.sweep, "difference": studies.difference}
SHEETS = {
    "comparison": [
        "Overview", "Projects", "In words", "Differences", "Costs", "Money", "Stockpiles", "Scenarios", "Targets",
        "Cooperation", "Inputs", "Passport", "Chart data",
    ],
    "sweep": [
        "Frontier", "Steps", "Projects", "Dropped", "Nested", "Money", "Scenarios", "Targets", "Passport", "Chart data",
    ],
    "difference": [
        "Overview", "Differences", "Inputs", "Projects", "Costs", "Money", "Stockpiles", "Scenarios", "Targets",
        "Passport", "Chart data",
    ],
}  # fmt: skip
CHARTS = {
    "comparison": {"Overview": 2, "Costs": 1, "Scenarios": 1, "Cooperation": 1},
    "sweep": {"Frontier": 2, "Steps": 1, "Nested": 1},
    "difference": {"Overview": 1, "Costs": 1, "Scenarios": 1},
}
SCHEMAS = {"comparison": schema.COMPARISON, "sweep": schema.SWEEP, "difference": schema.DIFFERENCE}
TABLES = [(kind, table.name) for kind, tables in SCHEMAS.items() for table in tables]
# where each table of a study is told, with one of its figures or texts
TOLD = {
    "cases": ("Overview", "stopped before its gap"),
    "stories": ("In words", "Costs 110 MUSD more than base (between 90 and 122)."),
    "changes": ("Inputs", "Budget of Defense Production Act in 2027 halved"),
    "costs": ("Costs", "Purchases from existing supply"),
    "funding": ("Money", "Critical Raw Materials Fund"),
    "projects": ("Projects", "Kvanefjeld smelter 4"),
    "starts": ("Money", "Grants by project"),
    "stockpiles": ("Stockpiles", "us reserve"),
    "shortage": ("Scenarios", "Rare earth stop"),
    "targets": ("Targets", "held"),
    "differences": ("Differences", "Kvanefjeld smelter 4 is no longer built"),
    "cooperation": ("Cooperation", "Planning together is worth 220 MUSD (198 to 236)."),
    "partners": ("Cooperation", "Shortage avoided"),
    "points": ("Frontier", "The hard target 'cover' cannot be reached"),
    "steps": ("Steps", "From 60 % to 70 % (140 MUSD more budget): saves 150 MUSD."),
    "dropped": ("Dropped", "Norra Kärr mine 6 makes way for a larger project."),
}


def written(study: Study, folder: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(write_study_book(study, folder / "study.xlsx"))


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, openpyxl.Workbook]:
    return {kind: written(make(), tmp_path_factory.mktemp(kind)) for kind, make in KINDS.items()}


def table_rows(sheet: Worksheet, labels: list[str]) -> list[list[Cell]]:
    head = header_row(sheet, labels)
    return [list(row) for row in sheet.iter_rows(min_row=head + 2)]


def row_of(sheet: Worksheet, first: str) -> list[Cell]:
    return next(list(row) for row in sheet.iter_rows() if row[0].value == first)


def fill(cell: Cell) -> str:
    return "#" + str(cell.fill.fgColor.rgb)[2:]


@pytest.mark.parametrize("kind", KINDS)
def test_sheets_stand_in_their_order(books, kind):
    assert books[kind].sheetnames == SHEETS[kind]
    assert books[kind].active.title == SHEETS[kind][0]
    assert set(FIRST) == set(KINDS)


@pytest.mark.parametrize(("kind", "table"), TABLES)
def test_every_table_of_a_study_is_told(books, kind, table):
    sheet, text = TOLD[table]
    sheet = "Overview" if (kind, table) == ("difference", "stories") else sheet
    assert text in texts(books[kind][sheet])


@pytest.mark.parametrize("kind", KINDS)
def test_charts_have_titles_and_axis_titles(books, kind, tmp_path):
    for sheet in books[kind].worksheets:
        assert len(sheet._charts) == CHARTS[kind].get(sheet.title, 0), sheet.title
    charts = chart_parts(write_study_book(KINDS[kind](), tmp_path / "study.xlsx"))
    assert len(charts) == sum(CHARTS[kind].values())
    assert all(chart.count("<c:title>") == 3 for chart in charts)
    assert all(f.startswith("'Chart data'!") for chart in charts for f in re.findall(r"<c:f>(.*?)</c:f>", chart))


def chart_parts(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        return [archive.read(n).decode() for n in archive.namelist() if re.fullmatch(r"xl/charts/chart\d+\.xml", n)]


def test_error_bars_reach_from_the_least_to_the_most(books, tmp_path):
    charts = chart_parts(write_study_book(studies.comparison(), tmp_path / "study.xlsx"))
    assert sum("<c:errBars>" in chart for chart in charts) == 2
    sheet = books["comparison"]["Chart data"]
    head = next(c for row in sheet.iter_rows() for c in row if c.value == "Cost against base: up to the most")
    labels = [sheet.cell(head.row + 1 + n, 1).value for n in range(3)]
    assert labels == ["budgets_halved", "no_cooperation", "no_price_floors"]
    assert [sheet.cell(head.row + 1 + n, head.column).value for n in range(3)] == pytest.approx([12, 12, 12])
    assert [sheet.cell(head.row + 1 + n, head.column + 1).value for n in range(3)] == pytest.approx([20, 20, 20])


def test_overview_says_what_matters_first(books):
    said = texts(books["comparison"]["Overview"])
    assert "4 of 5 cases have a plan; there is none for all_targets_hard." in said
    assert "no_cooperation costs most: 220 MUSD more than base (at least 200 MUSD, at most 232 MUSD)." in said
    assert "no_price_floors differs from base by no more than the gap of the search explains." in said
    assert said.index("base: Base picks 9 of 14 candidate projects for 1.8 bn USD of capital cost.") < 9


def test_overview_has_a_row_for_each_case(books):
    sheet = books["comparison"]["Overview"]
    head = header_row(sheet, ["Case", "Cost", "at least", "Remark"])
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=head + 2, max_row=head + 6)}
    assert list(rows) == ["base", "budgets_halved", "no_cooperation", "no_price_floors", "all_targets_hard"]
    halved = [
        rows["budgets_halved"][column(sheet, head, label) - 1].value
        for label in ("Cost", "Difference", "at least", "at most", "More than the gap")
    ]
    assert halved == [7550, 110, 90, 122, "yes"]
    unsure = rows["no_price_floors"][column(sheet, head, "Difference") - 1]
    assert unsure.font.italic
    assert rows["all_targets_hard"][1].value == "no plan"
    assert rows["all_targets_hard"][-1].value.endswith("(stockpiles!F7)")
    links = {c.hyperlink.location.split("!")[0].strip("'") for row in sheet.iter_rows() for c in row if c.hyperlink}
    assert links == set(SHEETS["comparison"]) - {"Overview", "Chart data"}


def test_projects_show_years_and_how_they_compare_with_base(books):
    sheet = books["comparison"]["Projects"]
    head = header_row(sheet, ["Project", "Built", "base", "budgets_halved"])
    base, halved, none = (column(sheet, head, label) - 1 for label in ("base", "budgets_halved", "all_targets_hard"))
    found = {}
    for row in sheet.iter_rows(min_row=head + 2):
        before, after = row[base].value, row[halved].value
        if row[1].value == "committed":
            expected = "committed"
        elif after == "×":
            expected = "gone"
        elif after is None:
            continue
        else:
            expected = (
                "new"
                if before is None
                else "as before"
                if before == after
                else "earlier"
                if after < before
                else "later"
            )
        if row[1].value:
            assert fill(row[halved]) == MARKS[expected]["bg_color"]
            found[expected] = row[halved].number_format
            assert row[none].value is None
    assert {"committed", "as before", "later", "gone"} <= set(found)
    assert "→" in found["later"]
    order = [row[1].value for row in sheet.iter_rows(min_row=head + 2) if row[1].value]
    assert order == sorted(order, key=["always", "sometimes", "never", "committed"].index)
    floor = row_of(sheet, "Kvanefjeld smelter 4")[base]
    assert floor.number_format.endswith('" F"')
    assert floor.comment.text == "Price floor: floor_60"
    assert row_of(sheet, "Projects picked")[base].value == 8
    assert sheet.auto_filter.ref
    assert sheet.freeze_panes.startswith("B")


def test_a_point_of_a_sweep_is_compared_with_the_point_before(books):
    sheet = books["sweep"]["Projects"]
    head = header_row(sheet, ["Project", "60 %", "70 %"])
    first = column(sheet, head, "60 %") - 1
    rows = [row for row in sheet.iter_rows(min_row=head + 2) if row[1].value == "swing"]
    for row in rows:
        for before, after in zip(row[first:], row[first + 1 :], strict=False):
            if isinstance(before.value, int) and isinstance(after.value, int):
                later, earlier = after.value > before.value, after.value < before.value
                assert ("→" in after.number_format, "←" in after.number_format) == (later, earlier)
    assert {"committed", "core", "swing", "never"} == {
        r[1].value for r in sheet.iter_rows(min_row=head + 2) if r[1].value
    }


def test_costs_and_money_add_up_by_case(books):
    costs = row_of(books["comparison"]["Costs"], "Total")
    assert [c.value for c in costs[2:5]] == pytest.approx([148.8, 297.6, 446.4])
    money = row_of(books["comparison"]["Money"], "Total")
    assert [c.value for c in money[2:6]] == pytest.approx([962, 458, 962, 962])
    assert "Japan" in texts(books["comparison"]["Money"])


def test_targets_are_told_in_words_and_colour(books):
    cells = row_of(books["comparison"]["Targets"], "cover")
    assert [c.value for c in cells[2:4]] == ["held", "50 t in 1 check, worst in 2028"]
    assert [fill(c) for c in cells[2:4]] == [MARKS["held"]["bg_color"], MARKS["missed"]["bg_color"]]


def test_what_partners_pay_and_get_is_said_in_words(books):
    said = texts(books["comparison"]["Cooperation"])
    assert "The joint plan instead of the plan 'no_cooperation':" in said
    assert (
        "European Union pays 30 MUSD more, gets 400 t more, has 26 t less expected shortage and sees 30 MUSD less of "
        "capex at home."
    ) in said


def test_frontier_says_what_money_buys(books):
    said = texts(books["sweep"]["Frontier"])
    assert "From 60 % to 200 % the cost falls by 375 MUSD, from 7.7 bn USD to 7.3 bn USD." in said
    assert "Money buys most from 60 % to 70 %: 107 MUSD are saved for each 100 MUSD of budget." in said
    assert "1 point has no plan." in said


def test_steps_within_the_gap_are_greyed(books):
    sheet = books["sweep"]["Steps"]
    rows = table_rows(sheet, ["From", "To", "Per 100 MUSD"])
    told = column(sheet, header_row(sheet, ["From", "To"]), "More than the gap") - 1
    assert {(row[told].value, bool(row[0].font.italic)) for row in rows if row[told].value} == {
        ("yes", False),
        ("no", True),
    }


def test_a_sweep_without_nested_plans_has_no_sheet_for_them(tmp_path):
    assert "Nested" not in written(studies.sweep(nested=False), tmp_path).sheetnames


def test_a_sweep_of_a_target_runs_along_its_value(tmp_path):
    study = studies.sweep(nested=False, facts={"varied": "value of the target less_china"})
    points = study.tables["points"].assign(budget_musd=None)
    steps = study.tables["steps"].assign(more_budget_musd=None, per_100_musd=None)
    study = dataclasses.replace(study, tables={**study.tables, "points": points, "steps": steps})
    found = written(study, tmp_path)
    assert found["Frontier"]._charts
    assert not any("Money buys most" in text for text in texts(found["Frontier"]))


def test_a_difference_is_told_with_its_range(books):
    said = texts(books["difference"]["Overview"])
    assert "after costs 110 MUSD more than before; if both were proven optimal, between 88 MUSD and 130 MUSD." in said


def test_passport_tells_where_figures_come_from_and_what_is_proven(books):
    said = texts(books["comparison"]["Passport"])
    assert {"book.xlsx", "ab" * 32, "184 s", "1.4 %"} <= set(said)
    assert "it is at least and at most" in " ".join(said)


@pytest.mark.parametrize("kind", KINDS)
def test_a_study_without_any_plan_is_written(kind, tmp_path):
    found = written(studies.without_plans(kind), tmp_path)
    assert found.sheetnames[0] == SHEETS[kind][0]
    assert found.sheetnames[-2:] == ["Passport", "Chart data"]
    assert not any(sheet._charts for sheet in found.worksheets)
    if kind != "difference":
        assert any("has a plan" in text for text in texts(found.worksheets[0]))


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("kind", "table"), TABLES)
def test_any_one_table_may_be_empty(kind, table, tmp_path):
    study = KINDS[kind]()
    emptied = {**study.tables, table: study.tables[table].iloc[:0]}
    assert written(dataclasses.replace(study, tables=emptied), tmp_path).sheetnames


def test_identifiers_stand_for_themselves_without_plans(tmp_path):
    study = dataclasses.replace(studies.comparison(), plans={})
    found = written(study, tmp_path)
    assert "P003" in texts(found["Projects"])
    assert "DPA" in texts(found["Money"])


NASTY = '=HYPERLINK("http://example.com","x")'


@pytest.mark.parametrize("kind", KINDS)
def test_text_never_becomes_a_formula_or_link(kind, tmp_path):
    study = KINDS[kind]()
    tables = {
        name: frame.map(lambda v: NASTY if isinstance(v, str) and v in REPLACED else v)
        for name, frame in study.tables.items()
    }
    plans = {NASTY if name in REPLACED else name: plan for name, plan in study.plans.items()}
    study = dataclasses.replace(study, title=NASTY, workbook=NASTY, tables=tables, plans=plans, facts={NASTY: NASTY})
    found = written(study, tmp_path)
    cells = [c for sheet in found.worksheets for row in sheet.iter_rows() for c in row if c.value is not None]
    assert not [c for c in cells if c.data_type == "f"]
    live = [c for c in cells if str(c.value).startswith("=")]
    assert live
    assert all(c.quotePrefix for c in live)
    assert {c.hyperlink.location.split("!")[0].strip("'") for c in cells if c.hyperlink} <= set(found.sheetnames)


REPLACED = {"budgets_halved", "after", "90 %", "P003", "DPA", "less_china", "us_reserve", "Joint planning", "capex"}


def test_very_long_names_stay_apart_and_readable(tmp_path):
    long = ("base", *(f"a_case_with_a_name_that_is_far_too_long_for_any_column_of_any_sheet_{n}" for n in range(3)))
    found = written(studies.comparison(cases=long, planned=long), tmp_path)
    sheet = found["Projects"]
    head = header_row(sheet, ["Project", "base"])
    labels = [c.value for c in sheet[head] if str(c.value).startswith("a_case")]
    assert len(set(labels)) == 3
    assert all(len(label) <= 40 for label in labels)


def test_many_cases_and_projects_stay_readable(tmp_path):
    cases = ("base", *(f"case_with_a_long_name_{n}" for n in range(29)))
    study = studies.comparison(300, cases, cases[:-1])
    path = write_study_book(study, tmp_path / "study.xlsx")
    sheet = openpyxl.load_workbook(path)["Projects"]
    head = header_row(sheet, ["Project", "base"])
    turned = [c for c in sheet[head] if str(c.value).startswith("case_with")]
    assert len(turned) == 29
    assert all(c.alignment.textRotation == 90 for c in turned)
    assert sheet.max_row >= 300
    assert pd.notna(sheet.print_title_rows)


def test_a_case_that_would_hide_all_others_is_not_drawn(tmp_path):
    study = studies.comparison()
    cases = study.tables["cases"]
    cases.loc[cases["case"] == "no_cooperation", "against_base_musd"] = -90_000.0
    said = texts(written(study, tmp_path)["Overview"])
    assert "Not drawn, since all others would vanish beside it: no_cooperation." in said
    assert "Not drawn" not in " ".join(texts(written(studies.comparison(), tmp_path)["Overview"]))


def test_what_the_marks_of_projects_mean_has_room(tmp_path: Path) -> None:
    """Also where the names of the projects are short."""
    path = tmp_path / "sweep.xlsx"
    study = studies.sweep()
    projects = study.tables["projects"].assign(name="P")
    write_study_book(dataclasses.replace(study, tables={**study.tables, "projects": projects}), path)
    sheet = openpyxl.load_workbook(path)["Projects"]
    keys = [str(line[0].value) for line in sheet.iter_rows() if "picked, as" in str(line[0].value)]
    assert keys
    assert sheet.column_dimensions["A"].width >= 0.8 * max(map(len, keys))
