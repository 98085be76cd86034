"""The smallest sets of statements that cannot hold together: taking any one away makes the others possible.

Where the linear programme has no point, the proof of that leaves a small part of the model in which candidates are
found at once; where only whole projects make a plan impossible, halving finds them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from optimizer.solve.explain.oracle import Oracle
from optimizer.solve.explain.part import Part
from optimizer.solve.explain.proof import proof
from optimizer.solve.explain.relaxable import Relaxable
from optimizer.solve.explain.shrink import beginning, halved
from optimizer.solve.explain.statement import Statement


@dataclass(frozen=True)
class Irreducible:
    """Statements that cannot hold together, and whether each of them is known to be needed for that."""

    statements: tuple[Statement, ...]
    proven: bool


def irreducible(model: Relaxable, oracle: Oracle, among: Sequence[Statement]) -> Irreducible | None:
    """A smallest conflict among statements; None where they can hold together, or where nothing is known in time."""
    if not oracle.impossible(model.mask(among)):
        return None
    kept = _by_proof(model, oracle, among)
    if not kept:
        first = beginning(among, model.rows.__getitem__, model, oracle.impossible)
        kept = halved(first, model.rows.__getitem__, model, oracle.impossible, model.mask([]))
        if oracle.ask(model.mask(kept), sure=True).values is not None:
            return None  # presolve has called models impossible that were not
    return _checked(model, oracle, kept)


def _by_proof(model: Relaxable, oracle: Oracle, among: Sequence[Statement]) -> list[Statement]:
    """Statements that the linear programme cannot hold together, few as far as its proof goes; none where it can."""
    found = proof(model, among, oracle.stop)
    part = Part(model, found.rows, oracle.stop)
    if not found.statements or not part.impossible(model.mask(found.statements)):
        return []
    return halved(found.statements, model.rows.__getitem__, model, part.impossible, model.mask([]))


def _checked(model: Relaxable, oracle: Oracle, kept: Sequence[Statement]) -> Irreducible:
    """Each statement left out once, those that explain least first: it goes where the others cannot hold either."""
    needed = list(kept)
    proven = True
    for one in reversed(kept):
        verdict = oracle.ask(model.mask(s for s in needed if s != one))
        if verdict.impossible:
            needed.remove(one)
        else:
            proven = proven and verdict.values is not None
    return Irreducible(tuple(needed), proven)
