"""The pairs of a `where`: which rows meet them, by the kind of the column."""

from __future__ import annotations

import pytest

from optimizer.case.cases import apply_case
from optimizer.case.tables import settings_of
from optimizer.case.where import conditions, meets
from tests.books import Sheets, has, judge, minimal, tables_of


def met(where: str, sheet: str = "countries", sheets: Sheets | None = None) -> list[str]:
    """The keys of the rows that meet every pair."""
    tables, _ = tables_of(sheets or minimal())
    pairs, problem = conditions(where, tables[sheet])
    assert not problem
    settings = settings_of(tables)
    entries = [e for e in tables[sheet].entries if all(meets(e, pair, settings) for pair in pairs)]
    return [next(iter(e.values.values())) for e in entries]


@pytest.mark.parametrize(
    ("where", "rows"),
    [
        ("", ["AUS", "CHN"]),
        ("consent=yes", ["AUS", "CHN"]),
        ("consent=NO", []),
        ("market=", ["CHN"]),
        ("market=anz", ["AUS"]),
        ("risk=40%", ["CHN"]),
        ("risk=0.1, bloc=partner", ["AUS"]),
        ("latitude=3", []),
    ],
)
def test_pairs_by_kind(where: str, rows: list[str]) -> None:
    assert met(where) == rows


def test_yes_and_no_and_lists() -> None:
    pile = {"stockpile": "s", "material": "oxide", "home": "ANZ", "max_t": 50}
    sheets = minimal() | {"stockpiles": [pile, pile | {"stockpile": "t", "serves": "ANZ, ROW"}]}
    assert met("partner=no", "markets") == ["ROW"]
    assert met("serves=ANZ", "stockpiles", sheets) == []
    assert met("serves=*", "stockpiles", sheets) == ["s"]


def test_a_cell_that_is_wrong_meets_nothing() -> None:
    sheets = minimal()
    sheets["countries"][0]["risk"] = 65
    assert met("risk=65", "countries", sheets) == []


@pytest.mark.parametrize(("where", "held"), [("partner=maybe", "yes"), ("serves=EU", "ANZ, ROW")])
def test_what_the_rows_hold_is_told(where: str, held: str) -> None:
    pile = {"stockpile": "s", "material": "oxide", "home": "ANZ", "max_t": 50, "serves": "ANZ, ROW"}
    sheet = "markets" if "partner" in where else "stockpiles"
    change = {
        "case": "c",
        "sheet": sheet,
        "where": where,
        "column": "name" if sheet == "markets" else "max_t",
        "value": 1,
    }
    tables, _ = tables_of(minimal() | {"stockpiles": [pile], "cases": [change]})
    assert has([str(f) for f in apply_case(tables, "c")[1]], "error: cases!C2", f"no row of {sheet} has", held)


def test_a_change_of_a_sheet_that_cannot_be_read_is_left_alone() -> None:
    sheets = minimal() | {"cases": [{"case": "c", "sheet": "demand", "column": "years", "value": 1}]}
    del sheets["demand"]
    assert not has(judge(sheets), "error: cases")
