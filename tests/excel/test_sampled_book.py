from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.table import Table

from optimizer.case.case import Case
from optimizer.errors import CaseError
from optimizer.excel.load import load, open_book
from optimizer.excel.sampled_book import SAMPLED, write_sampled
from optimizer.excel.template import write_workbook
from optimizer.sample.sampling import Asked, Sampling, sample
from tests.books import Sheets, write_book
from tests.case.rich import rich

FEW = Asked(20)


def sampled(path: Path, asked: Asked = FEW) -> tuple[Case, Sampling, list[str], Any]:
    """The case of a sampled workbook, what was drawn, the remarks, and the workbook itself."""
    opened = open_book(path)
    case = opened.case().case
    sampling = sample(case, asked)
    written = write_sampled(opened, case, sampling, path.with_name("out.xlsx"))
    return written.case, sampling, [str(remark) for remark in written.remarks], openpyxl.load_workbook(written.path)


def rows(sheet: Any) -> list[tuple[Any, ...]]:
    return [row for row in sheet.iter_rows(values_only=True) if any(value is not None for value in row)]


def plain() -> Sheets:
    """A rich workbook in which no target names a scenario."""
    sheets = rich()
    sheets["targets"] = [row for row in sheets["targets"] if row["metric"] != "max_shortage"]
    return sheets


def test_scenarios_and_events_are_those_that_were_drawn(tmp_path: Path):
    case, sampling, remarks, _ = sampled(write_book(tmp_path / "plan.xlsx", plain()))
    assert remarks == []
    assert list(case.scenarios) == [s.name for s in sampling.scenarios] != []
    calm = sum(not future for future in sampling.futures)
    assert case.probability["base"] == pytest.approx(calm / 20)
    assert {name: row.probability for name, row in case.scenarios.items()} == pytest.approx(
        {s.name: s.drawn / 20 for s in sampling.scenarios}
    )
    assert len(case.events) == 2 * sum(len(s.future) for s in sampling.scenarios)
    assert all(0.4 <= e.value <= 0.8 for e in case.events if e.kind == "export_cut")


def test_all_else_stays_as_it_was(tmp_path: Path):
    path = write_book(tmp_path / "plan.xlsx", plain())
    before, bytes_before = rows_of_all(path), path.read_bytes()
    *_, book = sampled(path)
    assert path.read_bytes() == bytes_before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out.xlsx", "plan.xlsx"]
    assert book.sheetnames == [SAMPLED, *before]
    for name, cells in before.items():
        if name not in ("scenarios", "events"):
            assert rows(book[name]) == cells


def rows_of_all(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    return {sheet.title: rows(sheet) for sheet in openpyxl.load_workbook(path)}


def test_a_workbook_keeps_its_looks(tmp_path: Path):
    sheets = plain()
    sheets["events"] = [row | {"note": "old"} for row in sheets["events"]]
    path = write_workbook(tmp_path / "plan.xlsx", sheets)
    *_, book = sampled(path, Asked(500))
    sheet = book["events"]
    assert [cell.value for cell in sheet[4]][:2] == ["scenario", "kind"]
    assert sheet["A4"].comment.height > 40
    assert sheet["A1"].font.size == 16
    last = sheet.max_row
    assert last > 515
    assert sheet["J5"].value == sheet[f"J{last}"].value == "stop"
    assert sheet.auto_filter.ref == f"A4:J{last}"
    assert sheet.print_area == f"'events'!$A$1:$J${last}"
    assert all(str(rule.sqref).endswith(str(last)) for rule in sheet.data_validations.dataValidation)
    cut = next(row for row in sheet.iter_rows(min_row=5) if row[1].value == "export_cut")
    assert cut[8].number_format == "0%"
    assert sheet.column_dimensions["A"].width > 14


def test_stress_tests_stay_with_their_notes(tmp_path: Path):
    sheets = plain()
    sheets["scenarios"] = [
        {"scenario": "ban", "probability": 0.2, "mine": "x", "note": "likely"},
        {"scenario": "lost", "probability": 0, "mine": "y", "note": "stress"},
    ]
    sheets["events"].append({"scenario": "lost", "kind": "export_cut", "country": "CHN", "value": 1})
    case, sampling, _, book = sampled(write_book(tmp_path / "plan.xlsx", sheets))
    assert next(iter(case.scenarios)) == "lost"
    assert "ban" not in case.scenarios
    assert rows(book["scenarios"])[1] == ("lost", 0, "y", "stress")
    assert [e.country for e in case.events if e.scenario == "lost"] == ["CHN"]
    assert sum(case.probability.values()) == pytest.approx(1)
    assert sampling.kept == {"lost": 0}


def test_a_scenario_that_a_target_names_stays_as_a_stress_test(tmp_path: Path):
    case, _, remarks, _ = sampled(write_book(tmp_path / "plan.xlsx", rich()))
    assert case.scenarios["ban"].probability == 0
    assert len([e for e in case.events if e.scenario == "ban"]) == 3
    assert remarks == [
        "warning: scenarios!B2: a target names ban: it stays as a stress test, with a probability of 0 %"
    ]


def test_own_scenarios_can_stay_as_likely_as_they_are(tmp_path: Path):
    case, sampling, remarks, _ = sampled(write_book(tmp_path / "plan.xlsx", rich()), Asked(20, keep=True))
    assert remarks == []
    assert case.scenarios["ban"].probability == 0.2
    calm = sum(not future for future in sampling.futures)
    assert case.probability["base"] == pytest.approx(0.8 * calm / 20)


def test_scenarios_that_leave_nothing_cannot_stay(tmp_path: Path):
    sheets = rich()
    sheets["scenarios"][0]["probability"] = 1
    path = write_book(tmp_path / "plan.xlsx", sheets)
    with pytest.raises(CaseError, match="without --keep"):
        sample(load(path).case, Asked(keep=True))


def test_rows_of_cases_that_no_longer_fit_are_left_out_and_named(tmp_path: Path):
    sheets = plain()
    sheets["cases"] += [
        {"case": "bad", "sheet": "scenarios", "where": "scenario=ban", "column": "probability", "value": 0.5},
        {"case": "bad", "sheet": "prices", "column": "years", "operation": "multiply", "value": 2},
        {"case": "double", "sheet": "scenarios", "column": "probability", "operation": "multiply", "value": 4},
    ]
    path = write_book(tmp_path / "plan.xlsx", sheets)
    case, _, remarks, book = sampled(path)
    assert [(c.case, c.sheet) for c in case.cases] == [("low", "budgets"), ("bad", "prices")]
    assert [remark.split(": ")[1] for remark in remarks] == ["cases!F3", "cases!E5"]
    assert "no row of scenarios has scenario=ban" in remarks[0]
    told = " ".join(str(value) for row in rows(book[SAMPLED]) for value in row)
    assert "In plan.xlsx, cases!F3: the row is left out" in told


def test_formulas_are_read_from_the_copy_at_once(tmp_path: Path):
    import xlsxwriter

    path = write_book(tmp_path / "plain.xlsx", plain())
    source = openpyxl.load_workbook(path)
    with xlsxwriter.Workbook(tmp_path / "plan.xlsx") as book:
        for sheet in source:
            copy = book.add_worksheet(sheet.title)
            for row in sheet.iter_rows():
                for cell in row:
                    if (sheet.title, cell.coordinate) == ("demand", "E2"):
                        copy.write_formula("E2", "=50*2", value=100)
                    elif cell.value is not None:
                        copy.write(cell.row - 1, cell.column - 1, cell.value)
        book.add_worksheet("_mine").write_formula("A1", "=demand!E2", value=100)
    case, *_, book = sampled(tmp_path / "plan.xlsx")
    assert case.demand[0].years[2027] == 100
    assert book["_mine"]["A1"].value == "=demand!E2"


def test_sheets_and_columns_that_are_missing_are_made(tmp_path: Path):
    sheets = plain()
    sheets["scenarios"] = [{"probability": 0.1, "scenario": "ban"}]
    sheets["events"] = [{"value": 0.5, "kind": "demand", "scenario": "ban"}]
    case, sampling, _, book = sampled(write_book(tmp_path / "plan.xlsx", sheets))
    assert rows(book["events"])[0][:3] == ("value", "kind", "scenario")
    assert {"country", "material", "first_year"} <= set(rows(book["events"])[0])
    del sheets["scenarios"], sheets["events"]
    bare, again, *_ = sampled(write_book(tmp_path / "plan.xlsx", sheets))
    assert bare.events == case.events
    assert again.scenarios == sampling.scenarios


def test_tables_comments_and_filters_fit_the_new_rows(tmp_path: Path):
    path = write_book(tmp_path / "plan.xlsx", plain())
    book = openpyxl.load_workbook(path)
    sheet = book["scenarios"]
    sheet.add_table(Table(displayName="odds", ref="A1:B2"))
    sheet["A1"].fill = sheet["B1"].fill = PatternFill("solid", start_color="FF00FF00")
    sheet["A2"].comment = Comment("of the old row", "me")
    sheet.row_dimensions[3].hidden = True
    book.save(path)
    case, *_, book = sampled(path)
    sheet = book["scenarios"]
    assert sheet.tables["odds"].ref == f"A1:B{1 + len(case.scenarios)}"
    assert sheet["A1"].fill.fgColor.rgb == sheet["C1"].fill.fgColor.rgb == "FF00FF00"
    assert sheet["A2"].comment is None
    assert not sheet.row_dimensions[3].hidden


def test_without_a_single_strike_the_copy_has_no_scenarios(tmp_path: Path):
    sheets = plain()
    sheets["hazards"][0]["yearly_probability"] = 0
    case, *_ = sampled(write_book(tmp_path / "plan.xlsx", sheets))
    assert case.probability == {"base": 1}
    assert case.events == ()
