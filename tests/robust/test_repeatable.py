"""The same workbook is the same plan: in another process, folder or order, and with other numbers of workers."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from optimizer.__main__ import main
from tests.books import Sheets, minimal, write_book
from tests.robust.surgery import excel_book
from tests.tiny import project, supply, world

EXAMPLE = Path(__file__).parents[2] / "inputs" / "example.xlsx"


HEADER = 4
"""The row in which workbooks of ours have it."""
SOLVE = """
import sys
from optimizer.__main__ import main
for number, book in enumerate(sys.argv[2:]):
    assert main(["solve", book, "--out", f"{sys.argv[1]}/{number}"]) == 0
"""


def bytes_of(file: Path) -> str:
    """The text of plan.json but for the seconds that things took."""
    lines = file.read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(' "seconds"'))
    end = next(number for number in range(start, len(lines)) if lines[number].startswith(" }"))
    return "\n".join(lines[:start] + lines[end + 1 :])


def test_five_processes_write_the_same_bytes(tmp_path: Path, run: Callable[..., str]) -> None:
    book = write_book(tmp_path / "minimal.xlsx", minimal())
    for number, seed in enumerate(("0", "1", "42", "123456", "random")):
        books = [book, EXAMPLE] if number < 2 else [book]
        run("-c", SOLVE, str(tmp_path / f"run {number}"), *map(str, books), PYTHONHASHSEED=seed)
    for place in ("0", "1"):
        written = [bytes_of(file) for file in tmp_path.glob(f"run */{place}/plan.json")]
        assert len(written) == (5 if place == "0" else 2)
        assert len(set(written)) == 1


def test_any_number_of_workers_writes_the_same_bytes(tmp_path: Path) -> None:
    sheets = minimal()
    row = {"sheet": "demand", "column": "years", "operation": "multiply"}
    sheets["cases"] = [{"case": f"case {n}", **row, "value": 1 + n / 10} for n in range(3)]
    book = str(write_book(tmp_path / "book.xlsx", sheets))
    for workers in ("1", "3"):
        assert main(["compare", book, "--out", str(tmp_path / workers), "--workers", workers]) == 0
    plans = sorted(file.relative_to(tmp_path / "1") for file in (tmp_path / "1").rglob("plan.json"))
    assert len(plans) == 4
    for plan in plans:
        assert bytes_of(tmp_path / "1" / plan) == bytes_of(tmp_path / "3" / plan)
    tables = [json.loads((tmp_path / w / "comparison.json").read_text(encoding="utf-8"))["tables"] for w in "13"]
    for table in tables:
        for case in table["cases"]:
            case.pop("solve_s")
    assert tables[0] == tables[1]


def shuffled(sheets: Sheets, seed: int) -> Sheets:
    """The same rows, columns and sheets in another order; in cases and hazards it has a meaning."""
    dice = random.Random(seed)
    mixed = {}
    for name in dice.sample(list(sheets), len(sheets)):
        rows = sheets[name] if name in ("cases", "hazards") else dice.sample(sheets[name], len(sheets[name]))
        columns = list(dict.fromkeys(column for row in rows for column in row))
        dice.shuffle(columns)
        mixed[name] = [{column: row.get(column) for column in columns} for row in rows]
    return mixed


def decisions(plan: dict[str, Any]) -> dict[str, Any]:
    """What a plan decides and costs, rounded. Who of several funders pays, where it is all the same, is left out."""
    projects = {}
    for row in plan["projects"]:
        grants = sum(sum(years.values()) for years in row["grants_musd"].values())
        figures = (round(grants, 3), *(round(row[name], 3) for name in ("capex_musd", "npv_musd", "gap_musd")))
        projects[row["project"]] = (row["start_year"], row["online_year"], row["price_floor"], *figures)
    costs = {scenario: round(terms["total"], 3) for scenario, terms in plan["cost_musd"].items()}
    short = {scenario: round(tonnes, 3) for scenario, tonnes in plan["shortage_t"].items()}
    return {"projects": projects, "costs": costs, "short": short, "objective": round(plan["objective_musd"], 6)}


def two_plants() -> Sheets:
    return world(
        projects=[project("a", capacity_t=4), project("b", capacity_t=4, capex_musd=15), project("c", capex_musd=70)],
        supply=[supply(tonnes=1), supply("here", tonnes=2)],
        scenarios=[{"scenario": "war", "probability": 0.1}],
        events=[{"scenario": "war", "kind": "export_cut", "country": "far", "value": 1}],
    )


@pytest.mark.parametrize("name", ["minimal", "two plants", "example"])
def test_rows_in_another_order_are_the_same_plan(tmp_path: Path, name: str) -> None:
    sheets = {"minimal": minimal, "two plants": two_plants, "example": example}[name]()
    found = []
    for seed in range(3):
        book = excel_book(tmp_path / f"{seed}.xlsx", shuffled(sheets, seed) if seed else sheets)
        assert main(["solve", str(book), "--out", str(tmp_path / str(seed)), "--gap", "0"]) == 0
        found.append(decisions(json.loads((tmp_path / str(seed) / "plan.json").read_text(encoding="utf-8"))))
    assert found[0] == found[1] == found[2]


def example() -> Sheets:
    """The rows of the small example, as its cells stand."""
    book = openpyxl.load_workbook(EXAMPLE)
    sheets: Sheets = {}
    for sheet in (sheet for sheet in book.worksheets if not sheet.title.startswith("_")):
        heads = {cell.column: cell.value for cell in sheet[HEADER] if cell.value is not None}
        lines = ({heads[c.column]: c.value for c in row if c.column in heads} for row in sheet.iter_rows(HEADER + 1))
        sheets[sheet.title] = [line for line in lines if any(value is not None for value in line.values())]
    return {name: rows for name, rows in sheets.items() if rows}
