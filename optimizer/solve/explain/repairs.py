"""Which statements to move: one of each conflict, in all ways that are worth a try."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product

from optimizer.solve.explain.edit import Repair
from optimizer.solve.explain.irreducible import Irreducible
from optimizer.solve.explain.oracle import Oracle
from optimizer.solve.explain.relaxable import Relaxable
from optimizer.solve.explain.repairer import Repairer
from optimizer.solve.explain.statement import Statement

MOST = 5
"""Repairs that are told."""
ALIKE = 2
"""Those of them that change the same kind of cells."""
_TRIED = 12
_IN_VAIN = 6
"""Attempts without a repair after which more is moved at once: there are conflicts that were not found."""
_COMBINED = 5000
_ENOUGH = 2

Part = tuple[Statement, ...]
"""Statements that move together: the budgets of a funder, otherwise one."""


def repairs(model: Relaxable, oracle: Oracle, conflicts: Sequence[Irreducible]) -> tuple[Repair, ...]:
    """Repairs of different kinds, the smallest first; fewer where time runs out."""
    return tuple(best(list(_found(Repairer(model, oracle), conflicts))))


def _found(repairer: Repairer, conflicts: Sequence[Irreducible]) -> Iterator[Repair]:
    """One part of each conflict; where that is not enough, all of them; and at last every cell of the workbook."""
    moved: list[Statement] = []
    tried: list[set[Statement]] = []
    found = 0
    for attempt in islice(ways(conflicts), _TRIED):
        if found == MOST or (not found and len(tried) == _IN_VAIN):
            break
        tried.append(set(attempt))
        if repair := repairer.repair(attempt):
            found += 1
            moved += repair.statements
            yield repair
    everyone = dict.fromkeys(s for conflict in conflicts for s in conflict.statements)
    while found < _ENOUGH and (left := [s for s in everyone if s not in moved]) and set(left) not in tried:
        repair = repairer.repair(left)
        if repair is None:
            break
        found += 1
        moved += repair.statements
        yield repair
    if not found and (repair := repairer.repair(repairer.model.rows)):
        yield repair


def ways(conflicts: Sequence[Irreducible]) -> Iterator[list[Statement]]:
    """Least choices of parts that touch every conflict: few parts first, then such whose kinds have had few turns."""
    choices = {frozenset(choice) for choice in islice(product(*map(parts, conflicts)), _COMBINED)}
    least = [c for c in choices if not any(other < c for other in choices)]
    left = sorted(least, key=lambda choice: (len(choice), sorted(choice)))
    turns: dict[frozenset[str], int] = {}
    while left:
        choice = min(left, key=lambda c: (len(c), turns.get(_kinds(c), 0)))
        left.remove(choice)
        turns[_kinds(choice)] = turns.get(_kinds(choice), 0) + 1
        yield list(dict.fromkeys(statement for part in sorted(choice) for statement in part))


def _kinds(choice: frozenset[Part]) -> frozenset[str]:
    return frozenset(part[0].kind for part in choice)


def parts(conflict: Irreducible) -> list[Part]:
    """The statements of a conflict, budgets of a funder together."""
    found: dict[tuple[str, str, int], list[Statement]] = {}
    for s in conflict.statements:
        found.setdefault((s.kind, s.name, 0 if s.kind == "budget" else s.number), []).append(s)
    return [tuple(statements) for statements in found.values()]


def best(found: Sequence[Repair]) -> Iterator[Repair]:
    """The smallest first; few of the same kind, and none that does more than another."""
    count: dict[tuple[str, ...], int] = {}
    told: list[Repair] = []
    for repair in sorted(found, key=lambda r: (r.size, len(r.edits))):
        kind = tuple(sorted({f"{e.sheet}.{'year' if e.column.isdigit() else e.column}" for e in repair.edits}))
        count[kind] = count.get(kind, 0) + 1
        more = any(set(other.edits) <= set(repair.edits) for other in told)
        if count[kind] <= ALIKE and not more and len(told) < MOST:
            told.append(repair)
    yield from told
