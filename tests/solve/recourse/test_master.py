"""The master problem and its cuts say the same as the whole model, whatever is decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest

from optimizer.case.facts import Facts
from optimizer.excel.load import load
from optimizer.model import build
from optimizer.solve.arrays import Arrays, Vector, compile_model
from optimizer.solve.polish import polish
from optimizer.solve.recourse.cut import Cut, cuts_of, with_cuts
from optimizer.solve.recourse.lazily import Lazily
from optimizer.solve.recourse.master import Master
from optimizer.solve.recourse.payments import without_lower_prices
from optimizer.solve.recourse.splitting import split
from optimizer.solve.search import stage_one_variables
from optimizer.solve.session import Problem, Stop, run
from tests.reference.generate import random_book
from tests.tiny import near

SEEDS = range(20)


@dataclass(frozen=True, eq=False)
class World:
    """A random book, compiled and split."""

    model: Any
    whole: Arrays
    master: Master


@pytest.fixture(scope="module", params=SEEDS)
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Small random books that have scenarios."""
    path = random_book(request.param, tmp_path_factory.mktemp("master") / "book.xlsx", "small")
    facts = Facts(load(path).case)
    model = build(facts)
    whole = compile_model(model)
    master = split(model, whole, apart=apart(request.param, facts))
    if master is None:
        pytest.skip("no scenario has an operation of its own")
    yield World(model, whole, master)
    del model


def apart(seed: int, facts: Facts) -> frozenset[str]:
    """Of half of the books, the scenarios that are looked at without their budgets first."""
    return without_lower_prices(facts) if seed % 2 else frozenset()


def relaxed(arrays: Arrays) -> Problem:
    """Its linear programme."""
    return replace(Problem.of(arrays), integral=np.zeros_like(arrays.integral))


def all_cuts(world: World) -> tuple[list[Cut], Vector | None]:
    """The cuts that the linear programme needs, and its point."""
    cuts: list[Cut] = []
    while True:
        outcome = run(relaxed(with_cuts(world.master.arrays, cuts)), Stop())
        if outcome.values is None:
            return cuts, None
        more = world.master.recourse.broken(outcome.values)
        if not more:
            return cuts, outcome.values
        cuts += more


def test_the_linear_programmes_have_the_same_optimum(world: World) -> None:
    whole = run(relaxed(world.whole), Stop())
    _, values = all_cuts(world)
    assert (values is None) is (whole.values is None)
    if values is not None:
        assert world.master.arrays.objective.of(values) == near(whole.objective)


def test_no_point_of_the_whole_breaks_a_cut(world: World) -> None:
    cuts, _ = all_cuts(world)
    random = np.random.default_rng(1)
    for _ in range(6):
        problem = relaxed(world.whole)
        scale = np.abs(problem.cost).mean()
        problem.cost = problem.cost + scale * random.normal(size=len(problem.cost)) * np.isfinite(problem.upper)
        outcome = run(problem, Stop())
        if outcome.values is None:
            continue
        point = world.master.of(outcome.values)
        for cut in cuts:
            room = 1e-6 * max(1.0, float(np.abs(cut.weights * point[cut.columns]).max(initial=0.0)))
            assert cut.lacks(point) <= room


def test_a_polished_plan_is_that_of_the_whole(world: World) -> None:
    found = run(Problem.of(world.whole), Stop())
    if found.values is None:
        pytest.skip("no plan")
    stage_one = stage_one_variables(world.model)
    direct = polish(world.whole, found.values, stage_one)
    point = polish(world.master.arrays, world.master.of(found.values), stage_one, world.master.recourse)
    values, prices = world.master.point(point.values, point.row_duals, cuts_of(point.rows))
    assert world.whole.objective.of(values) == near(direct.objective)
    assert world.whole.expected_outlay.of(values) == pytest.approx(
        world.whole.expected_outlay.of(direct.values), rel=1e-5, abs=1e-3
    )
    assert world.whole.operation.of(values) == pytest.approx(least_operation(world, values, stage_one), rel=1e-6)
    activity = world.whole.matrix @ values
    scale = np.maximum(1.0, abs(world.whole.matrix) @ np.abs(values))
    assert (np.maximum(world.whole.row_lower - activity, activity - world.whole.row_upper) <= 1e-7 * scale).all()
    assert not np.isnan(prices).any()


def least_operation(world: World, values: Vector, stage_one: list[Any]) -> float:
    """What all scenarios cost at least together where stage one and the objective stay as they are."""
    whole = world.whole
    problem = relaxed(whole).fixed(whole.integral | whole.mask(stage_one), values)
    objective = whole.objective.of(values)
    limit = objective + 1e-9 * max(1.0, abs(objective)) - whole.objective.constant
    problem = replace(problem, extra_row=(whole.objective.weights, limit))
    return run(replace(problem, cost=whole.operation.weights, offset=whole.operation.constant), Stop()).objective


def test_prices_of_the_whole_prove_its_optimum(world: World) -> None:
    """Row prices put together from master and operation bound the fixed linear programme as HiGHS's own would."""
    found = run(Problem.of(world.whole), Stop())
    if found.values is None:
        pytest.skip("no plan")
    whole = world.whole
    fixed = relaxed(whole).fixed(whole.integral, np.round(found.values))
    master = relaxed(world.master.arrays).fixed(world.master.arrays.integral, np.round(world.master.of(found.values)))
    problem, outcome = Lazily(world.master.recourse).run(master, Stop())
    assert outcome.values is not None
    assert outcome.row_duals is not None
    _, prices = world.master.point(outcome.values, outcome.row_duals, cuts_of(problem.arrays.rows))
    limit = np.where(prices > 0, whole.row_lower, whole.row_upper)
    priced = np.isfinite(limit) & (np.abs(prices) > 1e-9)
    rest = whole.objective.weights - whole.matrix.T @ np.where(priced, prices, 0.0)
    at = np.where(rest > 0, fixed.lower, fixed.upper)
    known = np.isfinite(at) & (np.abs(rest) > 1e-8)
    bound = whole.objective.constant + prices[priced] @ limit[priced] + rest[known] @ at[known]
    assert bound == pytest.approx(run(fixed, Stop()).objective, rel=1e-6, abs=1e-3)


def test_lazily_without_recourse_is_a_plain_run(world: World) -> None:
    problem, outcome = Lazily(None).run(relaxed(world.whole), Stop())
    assert problem.arrays is world.whole
    assert outcome.objective == run(relaxed(world.whole), Stop()).objective
