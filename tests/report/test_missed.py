"""Missed targets year by year: what lacks of the way to the limit, in the worst check of each year."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from optimizer.report.page import Chapter, Figure, Rows
from optimizer.report.plan_page.targets import targets
from optimizer.report.plan_page.view import View
from tests.plans import small_plan, small_tables

CHECKS = small_tables()["targets"]
CHINA = CHECKS[CHECKS["target"] == "less_china"]


def chapter(checks: pd.DataFrame = CHECKS) -> Chapter:
    found = targets(View(small_plan(tables={"targets": checks}), Path()))
    assert found is not None
    return found


def figure(checks: pd.DataFrame = CHECKS) -> Figure:
    (found,) = (part for part in chapter(checks).parts if isinstance(part, Figure))
    return found


def cells(checks: pd.DataFrame = CHECKS) -> list[list[Any]]:
    return list(figure(checks).data["views"][""]["cells"])


def test_a_miss_is_told_with_what_lacks_of_its_limit() -> None:
    """60 % where 50 % are allowed: a sixth of the way is missing. 10 t at 1,000 USD, discounted by a year."""
    assert chapter().heading == "1 of 2 targets hold in every check"
    assert "1 soft target is missed somewhere, at 0 MUSD" in chapter().words[0]
    assert cells() == [
        [0, 0, pytest.approx(1 / 6), "×", "60 % (China), limit 50 %"],
        [1, 0, 0.0, "", "20 % (China), limit 50 %"],
    ]
    assert figure().rows.rows == [("Oxide, Australia and New Zealand: China at most 50 %", 2028, "50 %", "60 %", 10.0)]
    (table,) = (part for part in chapter().parts if isinstance(part, Rows))
    assert [row[2:4] for row in table.rows] == [("missed in 1 of 2 checks", "60 %"), ("held", "91 days")]
    assert table.rows[0][4] == pytest.approx(0.01 / 1.05)


def test_of_several_checks_in_a_year_the_worst_is_shown() -> None:
    others = CHINA.iloc[[0, 0]].assign(achieved=[0.55, 0.8], slack=[5.0, 30.0])
    assert cells(pd.concat([CHINA, others]))[0][2:] == [pytest.approx(1 - 0.5 / 0.8), "×", "80 % (China), limit 50 %"]


def test_the_heading_counts_what_is_still_missed_at_the_end() -> None:
    at_the_end = CHINA.assign(slack=[10.0, 1.0], achieved=[0.6, 0.51])
    assert figure(at_the_end).heading == "The missed target is still missed in 2029"
    assert figure().heading == "The missed target holds in 2029"


def test_where_nothing_is_missed_there_is_no_figure() -> None:
    held = CHECKS.assign(slack=0.0)
    assert [type(part) for part in chapter(held).parts] == [Rows]
    assert chapter(held).words[0].endswith("where meeting it would cost more.")
    assert targets(View(small_plan(tables={"targets": CHECKS.iloc[:0]}), Path())) is None


def test_a_check_without_a_year_is_in_the_table_alone() -> None:
    """A pooled target holds over all years."""
    pooled = CHINA.iloc[:1].assign(year=None)
    assert [type(part) for part in chapter(pooled).parts] == [Rows]
