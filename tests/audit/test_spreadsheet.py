"""Numbers of plan.xlsx against those of plan.json, in a spreadsheet that is written cell by cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from optimizer.audit.document import Document
from optimizer.audit.groups.shape import KEYS
from optimizer.audit.ledger import Group
from optimizer.audit.spreadsheet import check
from optimizer.plan.tables import TABLES
from tests.plans import small_case, small_tables

Lines = list[list[Any]]
Sheets = dict[str, Lines]
HEAD = 4
"""Lines above the first row: title, a remark, header, units."""


def document() -> Document:
    """A plan of which only the tables are known."""
    tables = {
        name: [{str(k): None if v != v else v for k, v in row.items()} for row in table.to_dict("records")]
        for name, table in small_tables().items()
    }
    return Document({}, small_case(), tables)


def sheets() -> Sheets:
    """Every table on a sheet of its own, as it is."""
    found = document().tables
    return {
        table.title: [
            [table.title],
            ["what it holds"],
            [column.label for column in table.columns],
            [column.unit for column in table.columns],
            *[[row[name] for name in table.names] for row in found[table.name]],
        ]
        for table in TABLES.values()
    }


def checked(written: Sheets, place: Path) -> Group:
    """What the audit says of a spreadsheet with these sheets."""
    book = openpyxl.Workbook()
    del book["Sheet"]
    for number, lines in enumerate(written.values()):
        sheet = book.create_sheet(str(number))
        for line in lines:
            sheet.append(line)
    book.save(place / "plan.xlsx")
    return check(document(), place / "plan.xlsx")


def figures() -> int:
    """Numbers in the tables."""
    cells = [v for rows in document().tables.values() for row in rows for v in row.values()]
    return sum(isinstance(v, (int, float)) and not isinstance(v, bool) for v in cells)


def test_a_spreadsheet_that_says_the_same(tmp_path: Path) -> None:
    group = checked({**sheets(), "notes": []}, tmp_path)
    assert (group.name, group.failures) == ("spreadsheet", [])
    assert group.checks == len(TABLES) + figures()


def test_every_number_of_every_table(tmp_path: Path) -> None:
    """One is changed in each column; what tells rows apart is changed nowhere."""
    written, expected = sheets(), []
    for table in TABLES.values():
        for place, column in enumerate(table.columns):
            line = next((line for line in written[table.title][HEAD:] if type(line[place]) in (int, float)), None)
            if line is not None and column.name not in KEYS[table.name]:
                line[place] += 1
                expected.append(f": {column.label}: the plan says ")
    failures = checked(written, tmp_path).failures
    assert len(expected) > 60
    assert len(failures) == len(expected)
    assert all(part in failure for part, failure in zip(sorted(expected), by_column(failures), strict=True))


def by_column(failures: list[str]) -> list[str]:
    return sorted(failures, key=lambda failure: failure[failure.index(": ", failure.index(", ")) :])


@pytest.mark.parametrize(("off", "holds"), [(1.1e-8, True), (-1.1e-8, True), (1.4e-8, False), (-1.4e-8, False)])
def test_what_is_tolerated(off: float, holds: bool, tmp_path: Path) -> None:
    """2e-9 and a share of 1e-9 of 10 MUSD."""
    written = sheets()
    line = written[TABLES["scenarios"].title][HEAD + 1]
    line[TABLES["scenarios"].names.index("above_base_musd")] += off
    assert (checked(written, tmp_path).failures == []) is holds


@pytest.mark.parametrize("value", [None, "", "10", "ten"])
def test_a_number_that_is_none(value: Any, tmp_path: Path) -> None:
    written = sheets()
    line = written[TABLES["scenarios"].title][HEAD + 1]
    line[TABLES["scenarios"].names.index("above_base_musd")] = value
    (failure,) = checked(written, tmp_path).failures
    assert failure.endswith(", export_stop: Above base: the plan says 10.0, it is nothing")


def test_rows_that_are_missing_or_too_many(tmp_path: Path) -> None:
    written = sheets()
    lines = written[TABLES["scenarios"].title]
    lines[HEAD][0] = "elsewhere"
    lines.append(["Total", *lines[-1][1:]])
    title = TABLES["scenarios"].title
    assert checked(written, tmp_path).failures == [
        f"{title}: plan.json has no row elsewhere",
        f"{title}: the spreadsheet lacks the row base",
    ]


def test_what_follows_an_empty_line_is_no_row(tmp_path: Path) -> None:
    written = sheets()
    lines = written[TABLES["scenarios"].title]
    lines += [["", None], ["remark", *lines[-1][1:]]]
    assert checked(written, tmp_path).failures == []
    lines.insert(HEAD + 1, [None])
    assert len(checked(written, tmp_path).failures) == 1


def test_columns_in_any_order_and_others_beside_them(tmp_path: Path) -> None:
    title = TABLES["scenarios"].title
    written = sheets()
    written[title] = [line[:1] if n < 2 else ["more", *line[::-1]] for n, line in enumerate(written[title])]
    assert checked(written, tmp_path).failures == []
    written[title][2] = written[title][2][:-1]
    assert len(checked(written, tmp_path).failures) == 2


def test_a_sheet_with_all_rows_goes_before_one_that_sums_them_up(tmp_path: Path) -> None:
    written, title = sheets(), TABLES["scenarios"].title
    written["all"] = [[f"{title} – all rows"], *written[title][1:]]
    written[title] = written[title][: HEAD + 1]
    assert checked(written, tmp_path).failures == []
    del written["all"], written[title]
    assert checked(written, tmp_path).failures == [f"plan.xlsx has no sheet with the table {title}"]


def test_names_as_a_cell_can_hold_them_and_years_with_a_fraction_of_nothing(tmp_path: Path) -> None:
    written, title = sheets(), TABLES["shortage"].title
    line = written[title][HEAD]
    place = TABLES["shortage"].names.index("year")
    line[place] = float(line[place])
    assert checked(written, tmp_path).failures == []


def test_a_formula_counts_with_the_value_that_was_saved(tmp_path: Path) -> None:
    """As where a planner has replaced a number by a sum and saved the plan in Excel."""
    with xlsxwriter.Workbook(str(tmp_path / "plan.xlsx")) as book:
        for number, lines in enumerate(sheets().values()):
            sheet = book.add_worksheet(str(number))
            for row, line in enumerate(lines):
                for column, value in enumerate(line):
                    if isinstance(value, float):
                        sheet.write_formula(row, column, "=1+1", None, value)
                    else:
                        sheet.write(row, column, value)
    assert check(document(), tmp_path / "plan.xlsx").failures == []
