from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import xlsxwriter

from optimizer.errors import CaseError
from optimizer.excel.load import check_book, load, open_book
from tests.books import has, minimal, write_book
from tests.case.rich import rich


def test_load_gives_the_case_and_what_is_known_about_it(tmp_path: Path):
    path = write_book(tmp_path / "plan.xlsx", minimal())
    loaded = load(path)
    assert loaded.case.name == "base"
    assert loaded.findings == ()
    assert loaded.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert loaded.path == path
    assert loaded.seconds > 0


def test_load_of_a_case(tmp_path: Path):
    path = write_book(tmp_path / "plan.xlsx", rich())
    assert load(path, "LOW").case.budgets["fund"].years == {2027: 5.0, 2028: 5.0}
    assert open_book(path).case_names == ("base", "low")
    with pytest.raises(CaseError, match="there is no case"):
        load(path, "high")


def test_a_case_in_other_letters_is_taken_with_a_warning(tmp_path: Path):
    path = write_book(tmp_path / "plan.xlsx", rich())
    told = 'warning: cases: the case "LOW" is taken as low: the two differ in case alone'
    assert [str(f) for f in load(path, "LOW").findings if "LOW" in str(f)] == [told]
    assert not any("taken as" in str(f) for f in load(path, "low").findings)


def test_load_raises_with_every_finding(tmp_path: Path):
    sheets = minimal()
    sheets["projects"][0] |= {"capex_musd": "1 250,5", "min_public_share": 0.6, "max_public_share": 0.5}
    with pytest.raises(CaseError) as caught:
        load(write_book(tmp_path / "plan.xlsx", sheets))
    assert len(caught.value.findings) == 2
    assert str(caught.value).splitlines()[0] == (
        'error: projects!F2: capex_musd is "1 250,5": write a plain number such as 1250.5'
    )


def test_check_goes_through_all_cases_and_repeats_nothing(tmp_path: Path):
    sheets = rich()
    sheets["projects"][0]["life_years"] = 2
    change = {"case": "bad", "sheet": "projects", "where": "project=mine", "column": "max_public_share", "value": 0.05}
    sheets["cases"] += [change, {**change, "case": "worse", "column": "country", "value": "AUT"}]
    path = write_book(tmp_path / "plan.xlsx", sheets)
    found = [str(f) for f in check_book(path)]
    assert len([f for f in found if "life_years" in f]) == 1
    assert has(found, "error: projects!", "in case bad: min_public_share 0.1 is above max_public_share 0.05")
    assert has(found, "error: cases!E4", "in case worse: changes projects!B3, where country", "did you mean AUS?")
    assert load(path).case.name == "base"
    with pytest.raises(CaseError):
        load(path, "bad")


def test_a_change_that_cannot_be_applied_is_an_error_of_the_workbook(tmp_path: Path):
    sheets = rich()
    sheets["cases"][0]["sheet"] = "supply"
    sheets["cases"][0]["where"] = "country=CHI"
    with pytest.raises(CaseError, match=r"cases!\w+: in case low: no row of supply has country=CHI; did you mean CHN"):
        load(write_book(tmp_path / "plan.xlsx", sheets))


def test_twenty_thousand_rows_are_read(tmp_path: Path):
    """How long it takes is measured by `tests/benchmarks/reading.py`."""
    sheets, path = minimal(), tmp_path / "long.xlsx"
    row = {"material": "oxide", "market": "ANZ", "shortage_cost": 60000.0, **dict.fromkeys(range(2027, 2035), 1.5)}
    sheets["demand"] = [{**row, "tier": f"tier {n}"} for n in range(20_000)]
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            columns = list(dict.fromkeys(column for row in rows for column in row))
            for number, cells in enumerate([dict(zip(columns, columns, strict=True)), *rows]):
                sheet.write_row(number, 0, [cells.get(column, "") for column in columns])
    case = load(path).case
    assert len(case.demand) == 20_000
    assert check_book(path) == ()
