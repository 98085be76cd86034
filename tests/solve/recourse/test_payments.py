"""Budgets that are looked at once it is known what a scenario buys for stock."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from optimizer.model import build
from optimizer.solve import large, search
from optimizer.solve.arrays import Arrays, Vector, compile_model
from optimizer.solve.recourse.master import Master
from optimizer.solve.recourse.payments import ShortOfMoneyError, payments, without_lower_prices
from tests.tiny import MILLION, Sheets, event, facts_of, near, plan_of, rows, supply, world, years


def dear_crisis(factor: float, *, carry_over: str = "", budget: float = 8) -> Sheets:
    """Far is lost in 2031; goods for stock are dearer in 2030, where the fund has 8 MUSD for what costs 8 in base."""
    return {
        **world(years(2030, 2032), supply=[supply()]),
        "funders": [{"funder": "fund", "carry_over": carry_over}],
        "budgets": [{"funder": "fund", 2030: budget, 2031: 0, 2032: 0}],
        "stockpiles": [
            {"stockpile": "pile", "material": "goods", "home": "home", "max_t": 8, "funder": "fund"},
        ],
        "prices": [{"material": "goods", 2030: MILLION}],
        "scenarios": [{"scenario": "lost", "probability": 0.5}],
        "events": [
            event("lost", "outage", 1, country="far", first_year=2031, last_year=2031),
            event("lost", "price", factor, first_year=2030, last_year=2030),
        ],
    }


def bought(plan: Any, scenario: str) -> dict[int, float]:
    """Tonnes for stock by year."""
    found = {row["year"]: row["purchase_t"] for row in rows(plan, "stockpiles", scenario=scenario)}
    return {year: tonnes for year, tonnes in found.items() if tonnes}


@pytest.fixture
def splits(monkeypatch: pytest.MonkeyPatch) -> list[frozenset[str]]:
    """Every model is large; of each master problem the scenarios without budgets of their own."""
    seen: list[frozenset[str]] = []

    def spied(model: Any, whole: Arrays, workers: int, apart: frozenset[str]) -> Any:
        seen.append(apart)
        return split(model, whole, workers, apart)

    split = large.split
    monkeypatch.setattr(large, "split", spied)
    monkeypatch.setattr(search, "LARGE", 0)
    return seen


@pytest.mark.parametrize("carry_over", ["", "yes"])
def test_a_scenario_buys_within_its_budget(carry_over: str, splits: list[frozenset[str]]) -> None:
    """At twice the price 8 MUSD are 4 t: the master without the budget would buy 8 t, and is made once more with it."""
    plan = plan_of(search.solve(facts_of(dear_crisis(2, carry_over=carry_over)), gap=0))
    assert bought(plan, "base") == near({2030: 4})  # more would be of no use
    assert bought(plan, "lost") == near({2030: 4})
    assert splits == [frozenset({"lost"}), frozenset()]


def test_where_money_is_enough_nothing_is_done_twice(splits: list[frozenset[str]]) -> None:
    plan = plan_of(search.solve(facts_of(dear_crisis(2, budget=16)), gap=0))
    assert bought(plan, "lost") == near({2030: 8})
    assert splits == [frozenset({"lost"})]


@pytest.mark.parametrize("factor", [1, 1.5, 3])
@pytest.mark.parametrize("budget", [0, 2, 5, 9, 20])
@pytest.mark.parametrize("carry_over", ["", "yes"])
def test_the_plan_is_that_of_the_whole(
    factor: float, budget: float, carry_over: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = facts_of(dear_crisis(factor, carry_over=carry_over, budget=budget))
    whole = search.solve(facts, gap=0)
    monkeypatch.setattr(search, "LARGE", 0)
    apart = search.solve(facts, gap=0)
    assert apart.objective_musd == near(whole.objective_musd)
    assert bought(plan_of(apart), "lost") == near(bought(plan_of(whole), "lost"))


def test_no_price_may_fall() -> None:
    assert without_lower_prices(facts_of(dear_crisis(1))) == {"lost"}
    assert without_lower_prices(facts_of(dear_crisis(0.9))) == frozenset()


def test_polishing_that_runs_out_of_money_is_done_with_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    def short(*_: Any) -> Any:
        raise ShortOfMoneyError({"lost"})

    facts = facts_of(dear_crisis(2, budget=16))
    monkeypatch.setattr(search, "LARGE", 0)
    usual = search.solve(facts, gap=0)
    monkeypatch.setattr(Master, "point", short)
    again = search.solve(facts, gap=0)
    assert again.proven
    assert again.objective_musd == near(usual.objective_musd)
    assert bought(plan_of(again), "lost") == near({2030: 8})


def test_what_is_left_out_of_budgets_is_what_the_scenario_buys() -> None:
    model = build(facts_of(dear_crisis(2, carry_over="yes")))
    whole = compile_model(model)
    bare = payments(model, whole, frozenset({"lost"})).left_out(whole)
    gone = (whole.matrix - bare.matrix).tocoo()
    gone.eliminate_zeros()
    named = {(whole.rows[row].name, whole.columns[column].name) for row, column in zip(gone.row, gone.col, strict=True)}
    assert named == {
        (f"future[lost].outlays.carried[fund,{year}]", f"future[lost].stock.purchase[pile,{year}]")
        for year in (2030, 2031)
    }


def test_the_scenario_that_is_short_is_named() -> None:
    model = build(facts_of(dear_crisis(2, carry_over="yes")))
    whole = compile_model(model)
    settling = payments(model, whole, frozenset({"lost"}))

    def buying(tonnes: float) -> Vector:
        values = np.zeros(len(whole.columns))
        named = {variable.name: i for i, variable in enumerate(whole.columns)}
        values[named["future[lost].stock.purchase[pile,2030]"]] = tonnes
        return values

    paid = dict(zip((whole.columns[i].name for i in settling.columns), settling.settled(buying(3)), strict=True))
    assert paid["future[lost].outlays.unspent[fund,2030]"] == near(2)
    with pytest.raises(ShortOfMoneyError, match="lost") as raised:
        settling.settled(buying(4.1))
    assert raised.value.scenarios == {"lost"}
