"""The tree: what it explores proves nothing by itself, and what it is told from elsewhere spares it work only."""

from __future__ import annotations

from pathlib import Path
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
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Arrays, float]:
    """A small random book, compiled, and its optimum."""
    path = random_book(request.param, tmp_path_factory.mktemp("tree") / "book.xlsx", "small")
    facts = Facts(load(path).case)
    return compile_model(build(facts)), solve(facts, gap=0).objective_musd


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
    arrays, best = world
    tree = begun(arrays)
    tree.learn(best - 1.0)
    tree.explore((), Goal(0.0), Goal(10.0))  # ten times the programme: the first plan is close enough
    nodes = tree.seen.nodes
    assert nodes == 0 or tree.seen.incumbent - tree.seen.bound > 0
    assert tree.seen.bound >= best - 1.0 - 1e-6


def test_a_bound_from_elsewhere_ends_the_search_at_the_optimum(world: tuple[Arrays, float], tmp_path: Path) -> None:
    arrays, best = world
    tree = begun(arrays)
    tree.learn(best)
    outcome = tree.down(Goal(0.0))
    assert outcome.status == "optimal"
    assert outcome.objective == near(best) == near(outcome.bound)
