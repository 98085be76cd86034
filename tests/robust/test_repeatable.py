"""The same workbook is the same plan: in another process, folder or order, and with other numbers of workers."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import column_index_from_string

from optimizer.__main__ import main
from optimizer.case.sheets import SHEETS
from optimizer.errors import NoPlanError
from optimizer.plan.json import as_text, plan_document
from optimizer.plan.plan import Plan
from tests.books import Sheets, minimal, write_book
from tests.reference.generate import Maker
from tests.tiny import MILLION, demand, event, project, rows, solved, supply, world

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


def everything_of(plan: Plan) -> dict[str, Any]:
    """All that a plan says but for the order in which it says it, which sums up to the last digit hang on, and for
    the rows of the workbook that it names.
    """
    document = json.loads(as_text(plan_document(plan)), parse_float=lambda text: float(f"{float(text):.12g}"))
    tables = {
        name: sorted(map(repr, table.drop(columns="row", errors="ignore").to_dict("records")))
        for name, table in plan.tables.items()
        if name != "projects"
    }
    built = {row["project"]: row | {"funders": set(row["funders"].split(", "))} for row in rows(plan, "projects")}
    lists = {
        name: sorted(json.dumps(row, sort_keys=True) for row in document[name])
        for name in ("projects", "stockpiles", "targets")
    }
    head = {name: document[name] for name in document if name not in (*lists, "inputs", "tables")}
    return {"head": head, "built": built, **lists, "tables": tables}


def two_plants() -> Sheets:
    return world(
        projects=[project("a", capacity_t=4), project("b", capacity_t=4, capex_musd=15), project("c", capex_musd=70)],
        supply=[supply(tonnes=1), supply("here", tonnes=2)],
        scenarios=[{"scenario": "war", "probability": 0.1}],
        events=[{"scenario": "war", "kind": "export_cut", "country": "far", "value": 1}],
    )


def ties() -> Sheets:
    """Equal funders, equal plants, equal suppliers, and a dear one without duty beside a cheap one with it."""
    places = ("near", "east", "west", "dear")
    funders = [{"funder": name, "partner": "home", "max_share": 0.5} for name in ("one", "two", "three", "four")]
    return world(
        {"viability": "yes", "public_funds_premium": 0.1},
        countries=[{"country": "here", "bloc": "partner", "market": "home"}]
        + [{"country": place, "bloc": "concern"} for place in places],
        demand=[demand(tonnes=20), demand(tonnes=10, tier="defence")],
        supply=[supply(place, tonnes=9, premium=0.25 if place == "dear" else 0) for place in places],
        routes=[{}, {"country": "near", "market": "home", "duty": 0.25}],
        prices=[{"material": "goods", 2030: MILLION}],
        projects=[project(name, capacity_t=3, capex_musd=12) for name in ("a", "b", "c")],
        funders=funders,
        budgets=[{"funder": row["funder"], 2030: 6} for row in funders],
        targets=[
            {"target": name, "metric": "max_shortage", "material": "goods", "value": 0.1, "penalty": 3 * MILLION}
            for name in ("first", "second")
        ],
        scenarios=[{"scenario": name, "probability": 0.1} for name in ("war", "flood")],
        events=[event("war", "export_cut", 1, country="east"), event("flood", "outage", 1, country="west")],
    )


def random_sheets(seed: int) -> Sheets:
    made = Maker(seed, "tiny", {}).make()
    made["settings"] = [{"key": key, "value": value} for key, value in made["settings"].items()]
    return {name: lines for name, lines in made.items() if lines}


BOOKS: dict[str, Callable[[], Sheets]] = {
    "minimal": minimal,
    "two plants": two_plants,
    "ties": ties,
    "example": lambda: example(),
    **{f"random {seed}": partial(random_sheets, seed) for seed in (1, 2, 3, 4, 5, 6, 8, 9)},
}


@pytest.mark.parametrize("name", BOOKS)
def test_rows_in_another_order_are_the_same_plan(name: str) -> None:
    """Also who of several equal funders pays, what is bought where, and which of equal targets is missed."""
    sheets = BOOKS[name]()
    books = [sheets, shuffled(sheets, seed=len(name))]
    plans = [solved(book, gap=0) for book in books]
    assert everything_of(plans[0]) == everything_of(plans[1])
    for plan, book in zip(plans, books, strict=True):
        check_order(plan, book)


def test_rows_in_another_order_are_the_same_conflict() -> None:
    """Where there is no plan, the same cells are named and the same changes proposed, wherever they stand."""
    sheets = random_sheets(7)
    first, second = (conflict(book) for book in (sheets, shuffled(sheets, seed=3)))
    assert "targets value of T1" in first
    assert "projects status of P2" in first
    assert sorted(first.splitlines()) == sorted(second.splitlines())  # each in the order of its own workbook


def conflict(sheets: Sheets) -> str:
    """Why there is no plan, each cell told by its column and the key of its row."""
    with pytest.raises(NoPlanError) as error:
        solved(sheets, gap=0)

    def named(cell: re.Match[str]) -> str:
        lines = sheets[cell[1]]
        columns = list(dict.fromkeys(column for line in lines for column in line))
        key = next(iter(SHEETS[cell[1]].key))
        return f"{cell[1]} {columns[column_index_from_string(cell[2]) - 1]} of {lines[int(cell[3]) - 2][key]}"

    return re.sub(r"(\w+)!([A-Z]+)(\d+)", named, str(error.value))


def check_order(plan: Plan, sheets: Sheets) -> None:
    """Whatever is told of a plan is in the order of its workbook, and names the rows as they stand there."""
    key = {"projects": "project", "funders": "funder", "stockpiles": "stockpile", "targets": "target"}
    order = {name: [str(row[one]) for row in sheets.get(name, ())] for name, one in key.items()}
    order["scenarios"] = ["base", *(str(row["scenario"]) for row in sheets.get("scenarios", ()))]
    document = plan_document(plan)
    assert list(document["cost_musd"]) == list(document["probability"]) == order["scenarios"]
    assert [row["project"] for row in document["inputs"]["projects"]["rows"]] == order["projects"]
    assert [row["stockpile"] for row in document["stockpiles"]] == order["stockpiles"]
    assert list(plan.tables["business_plans"]["project"]) == order["projects"]
    assert in_turn(plan.tables["targets"]["target"], order["targets"])
    assert in_turn(plan.tables["grants"]["project"], order["projects"])
    for table, column, name in (
        ("funding", "funder", "funders"),
        ("production", "project", "projects"),
        ("stockpiles", "stockpile", "stockpiles"),
    ):
        assert in_turn(plan.tables[table]["scenario"], order["scenarios"])
        for _, own in plan.tables[table].groupby("scenario"):
            assert in_turn(own[column], order[name])
    for row in rows(plan, "flows"):
        if row["row"] == row["row"]:  # of existing supply
            written = sheets["supply"][int(row["row"]) - 2]
            assert (row["material"], row["country"]) == (written["material"], written["country"])


def in_turn(found: Iterable[Any], order: Sequence[str]) -> bool:
    """Whether names come one after the other as in a list, each as often as it likes."""
    places = [order.index(str(name)) for name in found]
    return places == sorted(places)


def example() -> Sheets:
    """The rows of the small example, as its cells stand."""
    book = openpyxl.load_workbook(EXAMPLE)
    sheets: Sheets = {}
    for sheet in (sheet for sheet in book.worksheets if not sheet.title.startswith("_")):
        heads = {cell.column: cell.value for cell in sheet[HEADER] if cell.value is not None}
        lines = ({heads[c.column]: c.value for c in row if c.column in heads} for row in sheet.iter_rows(HEADER + 1))
        sheets[sheet.title] = [line for line in lines if any(value is not None for value in line.values())]
    return {name: rows for name, rows in sheets.items() if rows}
