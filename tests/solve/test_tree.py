"""The tree: what it explores proves nothing by itself, and what it is told from elsewhere spares it work only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from optimizer.case.facts import Facts
from optimizer.excel.load import load
from optimizer.model import build
from optimizer.solve.arrays import Arrays, compile_model
from optimizer.solve.search import solve
from optimizer.solve.session import Goal, Seen, Stop
from optimizer.solve.tree import Tree
from tests.reference.generate import random_book
from tests.tiny import near


@pytest.fixture(scope="module", params=[3, 4, 7])
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Arrays, float]]:
    """A small random book, compiled, and its optimum."""
    path = random_book(request.param, tmp_path_factory.mktemp("tree") / "book.xlsx", "small")
    facts = Facts(load(path).case)
    model = build(facts)  # lives as long as its arrays, which name its variables
    yield compile_model(model), solve(facts, gap=0).objective_musd
    del model


def begun(arrays: Arrays) -> Tree:
    """A tree with a first plan and the whole to search."""
    tree = Tree(arrays, Stop(), Seen())
    tree.begin(none_of(arrays))
    return tree


def none_of(arrays: Arrays) -> Any:
    """The bounds in which nothing is built that need not be."""
    return tuple((i, 0.0, 0.0) for i in arrays.built.values() if not arrays.lower[i])


def test_what_is_explored_proves_nothing_about_the_rest(world: tuple[Arrays, float]) -> None:
    arrays, best = world
    tree = begun(arrays)
    bound, first = tree.seen.bound, tree.seen.incumbent
    tree.explore((), Goal(0.0), Goal(0.0))
    assert tree.seen.bound == bound
    assert tree.seen.incumbent <= first
    outcome = tree.resume(Goal(0.0))
    assert outcome.status == "optimal"
    assert outcome.objective == near(best) == near(outcome.bound)


def test_exploring_ends_once_the_gap_is_reached(world: tuple[Arrays, float]) -> None:
    arrays, _ = world
    tree = begun(arrays)
    tree.learn(tree.seen.incumbent)  # proven to be the best already
    tree.explore((), Goal(0.0), Goal(0.01))
    assert tree.seen.nodes == 0


def test_a_bound_from_elsewhere_ends_the_search_at_the_optimum(world: tuple[Arrays, float]) -> None:
    arrays, best = world
    tree = begun(arrays)
    tree.learn(best)
    outcome = tree.down(Goal(0.0))
    assert outcome.status == "optimal"
    assert outcome.objective == near(best) == near(outcome.bound)
