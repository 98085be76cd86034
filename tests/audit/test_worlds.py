"""Plans of hand-made and random workbooks pass their audit."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from optimizer.audit.audit import audit_plan
from optimizer.audit.groups.business_plans import OF_A_START
from optimizer.case.facts import Facts
from optimizer.errors import NoPlanError
from optimizer.excel.load import load
from optimizer.solve import search
from tests.audit.audited import cell, document_of, failing, planned
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


def test_a_project_without_an_offered_start_has_no_business_plan() -> None:
    document = planned(world(projects=[project("off", status="excluded")]))
    for column in OF_A_START:
        text = column == "best_floor"
        assert failing(cell(document, "business_plans", column, "x" if text else 1)), column


@pytest.mark.parametrize("value", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("metric", ["max_country_share", "max_bloc_share", "min_domestic_share", "min_domestic_output"])
def test_a_target_that_may_be_missed_for_nothing(metric: str, value: float) -> None:
    """Its slack is what it is missed by, and no more."""
    subject = {"max_country_share": "far", "max_bloc_share": "concern"}.get(metric, "")
    goal = {"target": "goal", "metric": metric, "subject": subject, "value": value, "penalty": 0}
    planned(world(supply=[supply(), supply("here", 5)], targets=[goal]))


def test_nothing_of_the_model_or_its_solver_is_needed() -> None:
    code = "import sys, optimizer.audit; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    other = ("pyomo", "highspy", "optimizer.model", "optimizer.solve.", "optimizer.case.facts", "optimizer.case.future")
    assert "optimizer.audit" in loaded
    assert [name for name in loaded if name.startswith(other)] == []
