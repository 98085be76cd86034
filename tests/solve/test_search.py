"""The search: gap, limits, interruption, repeatability."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from optimizer.case.facts import Facts
from optimizer.errors import NoPlanError, StoppedError
from optimizer.excel.load import load
from optimizer.plan.json import plan_document
from optimizer.solve import search
from optimizer.solve.highs import SolverFault
from optimizer.solve.recourse import recourse
from optimizer.solve.session import Seen
from tests.model.everything import everything
from tests.reference.generate import random_book
from tests.tiny import facts_of, near, plan_of, project, world

HARD = 87
"""A small book whose search is long enough to be stopped."""


@pytest.fixture(params=["HiGHS alone", "tree"])
def _either(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways to search, whatever the size of the model."""
    monkeypatch.setattr(search, "LARGE", 0 if request.param == "tree" else 10**9)


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    return Facts(load(random_book(HARD, tmp_path_factory.mktemp("books") / "hard.xlsx", "small")).case)


@pytest.mark.usefixtures("_either")
@pytest.mark.parametrize("gap", [0.5, 0.1])
def test_gap_is_a_share_of_the_programme(gap: float, hard: Facts) -> None:
    found = search.solve(hard, gap=gap)
    assert found.proven
    assert found.bound_musd <= found.objective_musd
    assert found.objective_musd - found.bound_musd <= gap * max(1.0, found.programme_musd) + 1e-9
    assert found.gap == near((found.objective_musd - found.bound_musd) / max(1.0, found.programme_musd))


def test_the_gap_of_the_settings_is_the_default() -> None:
    book = world({"mip_gap": 0.25}, projects=[project("plant")])
    assert search.solve(facts_of(book)).proven


@pytest.mark.usefixtures("_either")
def test_no_time_at_all(hard: Facts) -> None:
    with pytest.raises(StoppedError):
        search.solve(hard, gap=0, time_limit_s=0)


@pytest.mark.usefixtures("_either")
def test_a_stop_keeps_the_best_plan(hard: Facts) -> None:
    """Interrupted as soon as there is a plan: it is polished and reported with its gap, and not proven."""

    def interrupt(phase: str, seen: Seen) -> None:
        if seen.incumbent < float("inf") and not sent:
            sent.append(seen.incumbent)
            os.kill(os.getpid(), signal.SIGINT)

    sent: list[float] = []
    before = signal.getsignal(signal.SIGINT)
    found = search.solve(hard, gap=0, report=interrupt)
    assert sent
    assert found.objective_musd <= sent[0] + 1e-6 * abs(sent[0])
    assert found.bound_musd <= found.objective_musd
    assert plan_of(found).status == ("optimal" if found.proven else "feasible")
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.usefixtures("_either")
def test_no_plan() -> None:
    book = world(projects=[project("plant", status="committed", min_public_share=1)], funders=[{"funder": "fund"}])
    book["budgets"] = [{"funder": "fund", 2030: 19}]
    with pytest.raises(NoPlanError):
        search.solve(facts_of(book))


def document(found: search.Solution) -> str:
    """plan.json without what differs from run to run."""
    written: dict[str, Any] = plan_document(plan_of(found))
    return json.dumps({key: value for key, value in written.items() if key != "seconds"})


@pytest.mark.usefixtures("_either")
def test_the_same_twice() -> None:
    first, second = (search.solve(facts_of(everything())) for _ in range(2))
    assert np.array_equal(first.values, second.values)
    assert document(first) == document(second)


@pytest.mark.usefixtures("_either")
def test_the_same_twice_from_a_file(tmp_path: Path) -> None:
    path = random_book(5, tmp_path / "book.xlsx", "small")
    first, second = (document(search.solve(Facts(load(path).case), gap=0.02)) for _ in range(2))
    assert first == second


def test_progress_is_reported(hard: Facts) -> None:
    phases: list[str] = []
    search.solve(hard, gap=0.5, report=lambda phase, seen: phases.append(phase))
    assert phases
    assert set(phases) == {"search"}


def test_whole_numbers_are_whole() -> None:
    found = search.solve(facts_of(everything()))
    chosen = found.values[found.arrays.integral]
    assert np.array_equal(chosen, np.round(chosen))


def test_values_are_within_their_limits() -> None:
    found = search.solve(facts_of(everything()))
    a = found.arrays
    assert np.all(found.values >= a.lower)
    assert np.all(found.values <= a.upper)
    rows = a.matrix @ found.values
    assert np.all(rows >= a.row_lower - 1e-6)
    assert np.all(rows <= a.row_upper + 1e-6)


def test_where_a_part_of_the_search_is_at_a_loss_the_whole_is_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(*_: Any) -> Any:
        raise SolverFault("HiGHS comes to no end with the operation of a scenario")

    monkeypatch.setattr(search, "LARGE", 0)
    monkeypatch.setattr(search.LargeSearch, "go", lost)
    solution = search.solve(facts_of(world()), gap=0)
    assert solution.proven


def test_the_plan_is_the_same_for_any_number_of_threads(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setattr(search, "LARGE", 0)
    monkeypatch.setattr(recourse, "BATCH_COLUMNS", 20)  # several batches to ask at once
    book = random_book(12, tmp_path_factory.mktemp("books") / "book.xlsx", "small")
    case = load(book).case
    one, three = (search.solve(Facts(case), gap=0, workers=workers) for workers in (1, 3))
    assert one.objective_musd == three.objective_musd
    assert one.bound_musd == three.bound_musd
    assert np.array_equal(one.values, three.values)
