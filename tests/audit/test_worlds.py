"""Plans of hand-made and random workbooks pass their audit."""

from __future__ import annotations

from pathlib import Path

import pytest

from optimizer.audit.audit import audit_plan
from optimizer.case.facts import Facts
from optimizer.errors import NoPlanError
from optimizer.excel.load import load
from optimizer.solve import search
from tests.audit.audited import document_of, planned
from tests.model.everything import CASES, everything
from tests.reference.generate import random_book
from tests.tiny import demand, event, plan_of, project, supply, world, years


def passes(book: Path, case: str = "base") -> None:
    """A workbook without a plan has nothing to audit."""
    try:
        solution = search.solve(Facts(load(book, case).case), gap=0)
    except NoPlanError:
        return
    assert audit_plan(document_of(plan_of(solution))).failures == []


@pytest.mark.parametrize("case", CASES)
def test_a_world_with_everything_in_it(case: str) -> None:
    assert audit_plan(planned(everything(), case)).checks > 300


def test_a_world_in_which_nothing_happens() -> None:
    planned(world())


def test_stock_that_serves_two_markets_in_a_crisis() -> None:
    """Releases are told by stockpile; two of them close the balances of three markets."""
    markets = [{"market": name, "partner": "yes"} for name in ("home", "away", "third")]
    pile = {"material": "goods", "max_t": 20, "opening_t": 12}
    planned(
        world(
            years(2030, 2031),
            markets=markets,
            demand=[demand(name) for name in ("home", "away", "third")],
            supply=[supply()],
            stockpiles=[
                {"stockpile": "one", "home": "home", "serves": "home, away", **pile},
                {"stockpile": "two", "home": "away", "serves": "away, third", **pile},
            ],
            scenarios=[{"scenario": "crisis", "probability": 0.5}],
            events=[event("crisis", "outage", 0.9, country="far", first_year=2031)],
        )
    )


def test_a_project_that_is_under_construction_and_late() -> None:
    plant = project("plant", status="committed", earliest_start=2029, latest_start=2029, build_years=2, capex_musd=30)
    planned(
        world(
            years(2030, 2034, salvage="yes"),
            projects=[plant],
            supply=[supply(premium=1)],
            scenarios=[{"scenario": "late", "probability": 0.5}],
            events=[event("late", "delay", 2, country="here")],
        )
    )


@pytest.mark.parametrize("seed", range(10))
def test_tiny_books(seed: int, tmp_path: Path) -> None:
    passes(random_book(seed, tmp_path / "book.xlsx"))


@pytest.mark.parametrize("seed", [3, 4])
def test_small_books(seed: int, tmp_path: Path) -> None:
    passes(random_book(seed, tmp_path / "book.xlsx", "small"))


@pytest.mark.parametrize("case", ["poor", "dear", "thirsty"])
def test_cases_of_a_book(case: str, tmp_path: Path) -> None:
    passes(random_book(41, tmp_path / "book.xlsx", private=True), case)
