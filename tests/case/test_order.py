"""The order that models are built in, and that of the workbook."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from optimizer.case.case import Case
from optimizer.case.facts import Facts
from optimizer.case.order import as_written, canonical
from optimizer.case.records import rows_of, to_records
from optimizer.case.sheets import NO_INPUTS, SHEETS, Row
from tests.model.everything import everything
from tests.tiny import case_of, supply, world

TABLES = [name for name in SHEETS if name not in ("settings", *NO_INPUTS)]


@pytest.fixture(scope="module")
def case() -> Case:
    return case_of(everything())


def turned(case: Case) -> Case:
    """The same rows from the bottom to the top."""
    moved: dict[str, Any] = {}
    for name in TABLES:
        sheet = getattr(case, name)
        moved[name] = sheet[::-1] if isinstance(sheet, tuple) else dict(list(sheet.items())[::-1])
    return replace(case, **moved)


def rows(case: Case) -> dict[str, list[Row]]:
    return {name: rows_of(case, name) for name in TABLES}


def test_every_order_of_the_workbook_is_one_order(case: Case) -> None:
    assert rows(turned(case)) != rows(case)
    assert rows(canonical(turned(case))) == rows(canonical(case))


def test_the_workbook_has_its_own_order_back(case: Case) -> None:
    assert to_records(as_written(canonical(case))) == to_records(case)
    assert to_records(Facts(turned(case)).shown) == to_records(case)


def test_what_is_in_order_is_left_as_it_is(case: Case) -> None:
    ordered = canonical(case)
    assert canonical(ordered) is ordered
    assert as_written(case) is case


def test_rows_without_a_key_are_told_apart_by_any_cell() -> None:
    """By the tonnes of a year, where all else is equal."""
    found = [supply(tonnes=tonnes) | {2031: later} for tonnes, later in ((5, 2), (5, 1), (3, 9))]
    case = canonical(case_of(world(supply=found)))
    assert [dict(row.years) for row in case.supply] == [{2030: 3, 2031: 9}, {2030: 5, 2031: 1}, {2030: 5, 2031: 2}]
