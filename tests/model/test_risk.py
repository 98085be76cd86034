"""Expectation and tail: losses of 10, 50 and 100 with 80, 15 and 5 %."""

from __future__ import annotations

import pytest

from optimizer.model import build
from tests.tiny import Sheets, demand, event, facts_of, near, project, solved, starts, world

MEAN = 0.8 * 10 + 0.15 * 50 + 0.05 * 100
TAIL = 0.5 * 50 + 0.5 * 100  # the worst tenth: half of it is the worst scenario, half the bad one


def losses(weight: float, capex: float = 1000) -> Sheets:
    """1, 5 or 10 t are missing unless a plant of 5 t is built."""
    return world(
        {"risk_weight": weight, "tail_probability": 0.1},
        demand=[demand(tonnes=1)],
        projects=[project("plant", capacity_t=5, capex_musd=capex)],
        scenarios=[{"scenario": "bad", "probability": 0.15}, {"scenario": "worst", "probability": 0.05}],
        events=[event("bad", "demand", 5), event("worst", "demand", 10)],
    )


@pytest.mark.parametrize(("weight", "objective"), [(0, MEAN), (0.5, (MEAN + TAIL) / 2), (1, TAIL)])
def test_mean_and_tail(weight: float, objective: float) -> None:
    """20.5, 47.75 and 75."""
    assert solved(losses(weight)).objective_musd == near(objective)


@pytest.mark.parametrize(
    ("weight", "built", "objective"),
    [(0, False, MEAN), (0.5, True, 25 + 0.5 * 0.05 * 50 + 0.5 * 25), (1, True, 25 + 25)],
)
def test_risk_decides(weight: float, built: bool, objective: float) -> None:
    """For 25 the plant leaves only 50 in the worst scenario: a mean of 2.5 and a tail of 25."""
    plan = solved(losses(weight, capex=25))
    assert bool(starts(plan)) is built
    assert plan.objective_musd == near(objective)


@pytest.mark.parametrize(("weight", "objective"), [(0, 61), (0.5, 85.5), (1, 110)])
def test_every_year_counts_in_the_tail(weight: float, objective: float) -> None:
    """Two years of four are bad: 40, 120 and 220. The worst 30 % are 5 of 220, 15 of 120 and 10 of base."""
    book = losses(weight)
    settings = {"first_year": 2030, "last_year": 2033, "tail_probability": 0.3}
    book["settings"] = [row | {"value": settings.get(row["key"], row["value"])} for row in book["settings"]]
    book["events"] = [row | {"first_year": 2031, "last_year": 2032} for row in book["events"]]
    assert solved(book).objective_musd == near(objective)
    if weight:  # what only a scenario does is counted together, base year by year
        counted = [*(("base", t) for t in range(2030, 2034)), ("bad", 2031), ("worst", 2031)]
        assert list(build(facts_of(book)).risk.operation) == counted


def test_a_stress_test_is_in_no_tail() -> None:
    """A scenario of probability 0 that costs 1000 changes nothing."""
    book = losses(1)
    book["scenarios"].append({"scenario": "stress", "probability": 0})
    book["events"].append(event("stress", "demand", 100))
    assert solved(book).objective_musd == near(TAIL)
    assert list(build(facts_of(book)).risk.exceeds) == ["base", "bad", "worst"]


def test_base_may_have_no_chance() -> None:
    """The others add up to 1: 90 % of 50 and 10 % of 100."""
    book = losses(1)
    book["scenarios"] = [{"scenario": "bad", "probability": 0.9}, {"scenario": "worst", "probability": 0.1}]
    assert solved(book).objective_musd == near(100)
