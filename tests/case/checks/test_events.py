from __future__ import annotations

from typing import Any

import pytest

from optimizer.case.checks.events import USES
from optimizer.case.sheets import EVENT_KINDS
from tests.books import has, judge
from tests.case.rich import rich

ORDER = ("scenario", "kind", "country", "material", "market", "project", "first_year", "last_year", "value")


def event(**values: Any) -> list[str]:
    """Findings about one event in a rich workbook."""
    sheets = rich()
    row = {"scenario": "ban", "value": 0.5, **values}
    sheets["events"] = [{column: row.get(column) for column in ORDER}]
    return [f for f in judge(sheets) if "events!" in f or "scenarios!" in f]


def test_every_kind_is_described():
    assert tuple(USES) == EVENT_KINDS


FILLED = {
    "country": "CHN",
    "material": "oxide",
    "market": "ANZ",
    "project": "mine",
    "first_year": 2028,
    "last_year": 2028,
}


@pytest.mark.parametrize("column", FILLED)
@pytest.mark.parametrize("kind", EVENT_KINDS)
def test_columns_that_a_kind_does_not_use_stay_empty(kind: str, column: str):
    article = "an" if kind in ("export_cut", "outage") else "a"
    found = event(kind=kind, **{column: FILLED[column]}, value=1 if kind == "delay" else 0.5)
    wrong = has(found, f"error: events!{'ABCDEFGHI'[ORDER.index(column)]}2", f"{article} {kind} does not use {column}")
    assert wrong == (column not in USES[kind])
    assert len(found) == wrong


def test_a_star_in_an_unused_column_is_harmless():
    assert has(event(kind="demand", country="*"), "warning: events!C2", "does not use country")


def test_values_fit_the_kind():
    assert has(event(kind="outage", project="mine", value=50), "error: events!I2", "50% or 0.5")
    assert has(event(kind="export_cut", value=1.5), "error: events!I2", "150 %")
    assert has(event(kind="delay", value=1.5), "error: events!I2", "whole number of years")
    assert event(kind="price", value=3) == []
    assert event(kind="demand", value=1.5) == []
    assert has(event(kind="price", value=-1), "error: events!I2", "below 0")


@pytest.mark.parametrize(
    ("kind", "value"), [("export_cut", 0), ("outage", 0), ("delay", 0), ("price", 1), ("demand", 1)]
)
def test_events_without_effect_are_pointed_out(kind: str, value: float):
    assert has(event(kind=kind, value=value), "warning: events!I2", "the event has no effect")


def test_years_are_in_order_and_in_the_horizon():
    assert has(
        event(kind="outage", first_year=2029, last_year=2028), "error: events!H2", "2028 is before first_year 2029"
    )
    assert has(event(kind="outage", first_year=2040), "warning: events!G2", "outside the horizon")


def test_project_wins_over_country():
    found = event(kind="outage", project="mine", country="AUS", material="ore")
    assert has(found, "warning: events!C2", "counts for nothing: the event names mine")
    assert has(found, "warning: events!D2")


def test_scenarios_without_events_are_pointed_out():
    sheets = rich()
    sheets["scenarios"].append({"scenario": "calm", "probability": 0.1})
    assert has(judge(sheets), "warning: scenarios!A3", "calm has no events")
    assert has(event(kind="outage", scenario="bun"), "error: events!A2", "did you mean ban?")


def test_identical_rows_are_pointed_out():
    sheets = rich()
    sheets["supply"].append(dict(sheets["supply"][0]))
    sheets["events"].append(dict(sheets["events"][0]))
    found = judge(sheets)
    assert has(found, "warning: supply!A4", "identical to row 2")
    assert has(found, "warning: events!A5", "identical to row 2")
