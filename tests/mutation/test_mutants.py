"""Mutants of random workbooks: each gets one of the answers that the product may give."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mutation.mutant import write_mutant
from tests.mutation.outcome import Outcome, agrees, outcome_of
from tests.reference.writing import write_book
from tests.tiny import project, supply, world, years

TENS = range(100, 240, 10)
SECONDS = 200
"""Enough on a busy machine; only numbers out of line keep a search from its end."""


@pytest.mark.parametrize("first", TENS)
def test_mutants_are_planned_or_refused_with_their_cells(first: int, tmp_path: Path) -> None:
    for seed in range(first, first + 10):
        path = tmp_path / f"mutant{seed}.xlsx"
        told = write_mutant(seed, path)
        found = outcome_of(path, SECONDS)
        assert agrees(path, found) is not False, f"{seed}: {told}"
        assert found.answer in ("plan", "no plan", "findings") or is_warned(found), f"{seed} is {found.answer}: {told}"
        assert found.answer != "no plan" or found.reason, f"{seed}: {told}"


def test_mutants_are_the_same_for_the_same_seed(tmp_path: Path) -> None:
    assert write_mutant(7, tmp_path / "one.xlsx") == write_mutant(7, tmp_path / "two.xlsx")


def is_warned(found: Outcome) -> bool:
    """Whether a cell has been named whose figure is out of line."""
    return any("what is usual" in finding.message or "the price of" in finding.message for finding in found.findings)


def test_a_plan_of_two_hundred_years(tmp_path: Path) -> None:
    path = write_book(
        tmp_path / "long.xlsx", {**world(years(2030, 2229), supply=[supply()], projects=[project("plant")])}
    )
    found = outcome_of(path, SECONDS)
    assert found.answer == "plan"
    assert agrees(path, found)
    assert any("makes a horizon of 200 years: is that meant?" in finding.message for finding in found.findings)
