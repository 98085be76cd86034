"""What holds for any valid workbook, through its file, the search and the audit."""

from __future__ import annotations

import math
import tempfile
from pathlib import Path

import pytest
from hypothesis import given

from optimizer.__main__ import main
from tests.properties.more import MORE
from tests.properties.same import MONEY, SAME, case_of_nothing, other_money, split_scenario
from tests.properties.worlds import Change, Sheets, changed, tried, worlds
from tests.properties.worth import at_most, cost, the_same
from tests.reference.model import solve_book
from tests.reference.writing import write_book

OTHER_METRICS = ["max_country_share", "min_bloc_share", "min_cover_days", "max_funder_share", "min_investment_share"]


@tried(6)
@given(sheets=worlds())
def test_the_reference_finds_the_same(sheets: Sheets) -> None:
    with tempfile.TemporaryDirectory() as folder:
        expected = solve_book(write_book(Path(folder) / "world.xlsx", sheets))
    found = cost(sheets)
    assert found == (math.inf if expected.status == "infeasible" else the_same(expected.objective))


@tried(4)
@given(sheets=worlds(hard=False))
def test_the_files_of_a_plan_pass_its_audit(sheets: Sheets) -> None:
    with tempfile.TemporaryDirectory() as folder:
        book, out = write_book(Path(folder) / "world.xlsx", sheets), Path(folder) / "plan"
        status = main(["solve", str(book), "--out", str(out)])
        assert status == (0 if (out / "plan.json").exists() else 3)
        assert status == 3 or main(["audit", str(out)]) == 0


@pytest.mark.parametrize("more", MORE)
@tried(3)
@given(sheets=worlds())
def test_more_never_costs_more(sheets: Sheets, more: Change) -> None:
    assert at_most(cost(changed(sheets, more)), cost(sheets))


@pytest.mark.parametrize("same", SAME)
@tried(4)
@given(sheets=worlds())
def test_what_means_the_same_costs_the_same(sheets: Sheets, same: Change) -> None:
    assert cost(changed(sheets, same)) == the_same(cost(sheets))


@tried(4)
@given(sheets=worlds(metrics=OTHER_METRICS))
def test_a_scenario_may_be_split_in_two(sheets: Sheets) -> None:
    assert cost(changed(sheets, split_scenario)) == the_same(cost(sheets))


@tried(4)
@given(sheets=worlds())
def test_money_in_another_unit_scales_the_cost(sheets: Sheets) -> None:
    assert cost(changed(sheets, other_money)) == the_same(cost(sheets) * MONEY)


@tried(3)
@given(sheets=worlds())
def test_a_case_that_changes_nothing_is_base(sheets: Sheets) -> None:
    other = changed(sheets, case_of_nothing)
    assert cost(other, "same") == the_same(cost(other))
