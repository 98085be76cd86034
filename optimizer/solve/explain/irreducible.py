"""The smallest sets of statements that cannot hold together: taking any one away makes the others possible.

A certificate of the linear programme leaves few candidates where there is one; halving finds those that matter, also
where only whole projects make a plan impossible.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from optimizer.solve.arrays import Vector
from optimizer.solve.explain.oracle import Oracle, Within
from optimizer.solve.explain.relaxable import Mask, Relaxable, Rows
from optimizer.solve.explain.statement import Statement
from optimizer.solve.explain.stretched import stretched
from optimizer.solve.session import run

NOTICED = 1e-7
CERTIFICATE_S = 60.0

T = TypeVar("T")


@dataclass(frozen=True)
class Irreducible:
    """Statements that cannot hold together, and whether each of them is known to be needed for that."""

    statements: tuple[Statement, ...]
    proven: bool


def irreducible(model: Relaxable, oracle: Oracle, among: Sequence[Statement]) -> Irreducible | None:
    """A smallest conflict among statements; None where they can hold together, or where nothing is known in time."""
    if not oracle.ask(model.mask(among)).impossible:
        return None
    suspects = certificate(model, oracle, among).statements
    if not suspects or not oracle.ask(model.mask(suspects)).impossible:
        suspects = tuple(among)
    kept = shrink(_first(suspects, model, oracle), lambda s: model.rows[s], model, oracle)
    if _is_possible(kept, model, oracle):
        return None
    checked = [oracle.ask(model.mask(s for s in kept if s != one)).values is not None for one in kept]
    return Irreducible(tuple(kept), all(checked))


def _first(suspects: Sequence[Statement], model: Relaxable, oracle: Oracle) -> Sequence[Statement]:
    """The least of some beginnings of a list that make a plan impossible: most often few statements do."""
    count = 1
    while count < len(suspects):
        if oracle.ask(model.mask(suspects[:count])).impossible:
            return suspects[:count]
        count *= 3
    return suspects


def _is_possible(kept: Sequence[Statement], model: Relaxable, oracle: Oracle) -> bool:
    """Whether the statements have a plan after all: presolve has called models impossible that were not.

    The rows of a certificate are few enough to be solved without it; without one, all of them are.
    """
    proof = certificate(model, oracle, kept)
    if proof.rows.any() and oracle.ask_rows(proof.rows).impossible:
        return False
    return oracle.ask(model.mask(kept), sure=True).values is not None


def shrink(
    items: Sequence[T], rows: Callable[[T], Rows], model: Relaxable, oracle: Oracle, background: Mask | None = None
) -> list[T]:
    """What is left of items that cannot hold together when those that are not needed are taken away.

    Args:
        items: those that explain most come first, and stay where others would do as well.
        rows: the rows of an item.
        model: the model.
        oracle: to ask.
        background: what is in force beside the world and the items.
    """
    return _needed(list(items), rows, model.mask_of([]) if background is None else background, False, model, oracle)


def _needed(
    items: list[T], rows: Callable[[T], Rows], background: Mask, grown: bool, model: Relaxable, oracle: Oracle
) -> list[T]:
    """The items needed beside the background to make a plan impossible; it has `grown` since that was last asked."""
    if grown and oracle.ask(background).impossible:
        return []
    if len(items) == 1:
        return items
    half = (len(items) + 1) // 2
    first, second = items[:half], items[half:]
    later = _needed(second, rows, background | model.mask_of(map(rows, first)), True, model, oracle)
    earlier = _needed(first, rows, background | model.mask_of(map(rows, later)), bool(later), model, oracle)
    return earlier + later


@dataclass(frozen=True)
class Certificate:
    """The part of the model that leaves the linear programme without a point; empty where it has one."""

    statements: tuple[Statement, ...]
    rows: Mask
    """Rows of the world and of statements."""


def certificate(model: Relaxable, oracle: Oracle, among: Sequence[Statement]) -> Certificate:
    """A proof that the linear programme has no point.

    The least sum of amounts by which statements are missed has a dual; rows without a share in it play no part.
    """
    sizes = {s: _sizes(model, model.rows[s]) for s in among}
    problem, _ = stretched(model, dict.fromkeys(among, 1.0), sizes, model.mask([]))
    linear = replace(problem, integral=np.zeros_like(problem.integral))
    outcome = run(linear, Within.seconds(CERTIFICATE_S, oracle.stop))
    if outcome.row_duals is None or outcome.objective < NOTICED:
        return Certificate((), model.mask([]))
    share = np.abs(outcome.row_duals)
    return Certificate(tuple(s for s in among if share[model.rows[s]].max() > NOTICED), share > 0.0)


def _sizes(model: Relaxable, index: Rows) -> Vector:
    """The largest figure of each row."""
    a = model.arrays
    limit = np.where(np.isfinite(a.row_upper[index]), a.row_upper[index], a.row_lower[index])
    return np.maximum(np.maximum(np.abs(limit), model.largest[index]), 1.0)
