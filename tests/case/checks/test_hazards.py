from __future__ import annotations

from typing import Any

import pytest

from optimizer.case.checks.events import USES
from optimizer.case.sheets import HAZARD_KINDS
from tests.books import Rows, has, judge
from tests.case.rich import rich

HEAD = {"hazard": "stop", "kind": "export_cut", "yearly_probability": 0.1, "value_low": 0.5, "years_low": 1}
ORDER = (
    *("hazard", "kind", "country", "material", "market", "yearly_probability"),
    *("value_low", "value_high", "years_low", "years_high", "first_year", "last_year"),
)


def found(*rows: dict[str, Any]) -> list[str]:
    """Findings about hazards in a rich workbook."""
    sheets = rich()
    lines: Rows = [{column: row.get(column) for column in ORDER} for row in rows]
    sheets["hazards"] = lines
    return [f for f in judge(sheets) if "hazards!" in f]


def cell(column: str, row: int = 2) -> str:
    return f"hazards!{'ABCDEFGHIJKL'[ORDER.index(column)]}{row}"


def test_kinds_are_those_of_events_but_delays():
    assert {*HAZARD_KINDS, "delay"} == set(USES)


@pytest.mark.parametrize("column", ["country", "material", "market"])
@pytest.mark.parametrize("kind", HAZARD_KINDS)
def test_columns_that_a_kind_does_not_use_stay_empty(kind: str, column: str):
    names = {"country": "CHN", "material": "oxide", "market": "ANZ"}
    said = found(HEAD | {"kind": kind, column: names[column]})
    wrong = has(said, f"error: {cell(column)}", f"{kind} does not use {column}")
    assert wrong == (column not in USES[kind])
    assert len(said) == wrong
    assert "project" not in "".join(said)


def test_unknown_names_are_told_with_the_nearest():
    assert has(found(HEAD | {"material": "oxid"}), f"error: {cell('material')}", "did you mean oxide?")
    assert has(found(HEAD | {"kind": "exportcut"}), f"error: {cell('kind')}", "did you mean export_cut?")


def test_values_fit_the_kind_and_stand_in_order():
    assert has(found(HEAD | {"value_low": 50}), f"error: {cell('value_low')}", "50% or 0.5")
    assert has(found(HEAD | {"value_high": 90}), f"error: {cell('value_high')}", "90% or 0.9")
    assert has(found(HEAD | {"value_high": 0.4}), f"error: {cell('value_high')}", "0.4 is below value_low 0.5")
    assert found(HEAD | {"kind": "price", "value_low": 0.5, "value_high": 3}) == []
    assert has(found(HEAD | {"value_low": 0}), f"warning: {cell('value_low')}", "no effect")
    assert found(HEAD | {"value_low": 0, "value_high": 0.1}) == []
    assert has(found(HEAD | {"value_low": "x"}), f"error: {cell('value_low')}")


def test_years_stand_in_order_and_in_the_horizon():
    assert has(
        found(HEAD | {"years_low": 3, "years_high": 2}), f"error: {cell('years_high')}", "2 is below years_low 3"
    )
    assert has(found(HEAD | {"years_low": 0}), f"error: {cell('years_low')}", "cannot be below 1")
    late = HEAD | {"first_year": 2029, "last_year": 2028}
    assert has(found(late), f"error: {cell('last_year')}", "2028 is below first_year 2029")
    assert has(found(HEAD | {"first_year": 2040}), f"warning: {cell('first_year')}", "never strikes")
    assert has(found(HEAD | {"last_year": 2020}), f"warning: {cell('last_year')}", "never strikes")


@pytest.mark.parametrize("column", ["yearly_probability", "years_low"])
def test_the_first_row_says_how_likely_and_how_long(column: str):
    assert has(found(HEAD | {column: None}), f"error: {cell(column)}", "first row of the hazard stop has to say it")


def test_further_rows_say_nothing_else():
    more = {"hazard": "stop", "kind": "price", "value_low": 2}
    assert found(HEAD, more) == []
    assert found(HEAD, more | {"yearly_probability": 0.1, "years_low": 1}) == []
    other = found(HEAD, more | {"yearly_probability": 0.2})
    assert has(other, f"error: {cell('yearly_probability', 3)}", "row 2", "says 0.1")
    assert has(found(HEAD, more | {"first_year": 2028}), f"error: {cell('first_year', 3)}", "is empty")


def test_names_that_differ_in_case_are_pointed_out():
    assert has(found(HEAD, HEAD | {"hazard": "Stop"}), f"warning: {cell('hazard', 3)}", "count as different")


def test_a_case_cannot_change_hazards():
    sheets = rich()
    sheets["cases"][0] |= {"sheet": "hazards", "column": "value_low"}
    assert has(judge(sheets), "error: cases!B2", "hazards")
