"""The answer where a workbook has no plan: first what contradicts what, then what would help."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from optimizer.case.facts import Facts
from optimizer.solve.explain.explanation import Conflict, Explanation
from optimizer.solve.explain.irreducible import Irreducible, irreducible
from optimizer.solve.explain.oracle import Oracle, Within
from optimizer.solve.explain.part import Part
from optimizer.solve.explain.proof import proof
from optimizer.solve.explain.reasons import reasons
from optimizer.solve.explain.relaxable import Relaxable, Rows, relaxable
from optimizer.solve.explain.repairs import repairs
from optimizer.solve.explain.shrink import halved
from optimizer.solve.explain.statement import Statement
from optimizer.solve.session import Stop

CONFLICTS = 3
TIME_S = 170.0
CONFLICT_S = 90.0
"""Time for finding what contradicts what, of that for the whole answer."""

Tell = Callable[[str], None]
"""Called with what is looked for next."""


def explain(
    facts: Facts, stop: Stop | None = None, time_s: float = TIME_S, tell: Tell = lambda _: None
) -> Explanation | None:
    """Why a case has no plan; None where it has one.

    Args:
        facts: the case.
        stop: for the planner to end it by; what is known by then is told.
        time_s: seconds that it may take.
        tell: told what is looked for next.
    """
    whole = Within.seconds(time_s, stop or Stop())
    tell("there is no plan: finding what contradicts what")
    model = relaxable(facts)
    oracle = Oracle(model, Within.seconds(CONFLICT_S, whole))
    found = []
    for conflict in _conflicts(model, oracle):
        found.append(conflict)
        tell(f"there is no plan: {len(found)} conflict{'s' * (len(found) > 1)} found, looking for more")
    if not found:
        return None if oracle.ask(model.mask(model.rows)).values is not None else Explanation((), finished=False)
    told = tuple(Conflict(reasons(model, _rows(model, oracle, one)), one.proven) for one in found)
    in_time = not oracle.stop.now
    oracle.stop = whole
    tell("there is no plan: trying out what would help")
    return Explanation(told, repairs(model, oracle, found), finished=in_time and not whole.now)


def _conflicts(model: Relaxable, oracle: Oracle) -> Iterator[Irreducible]:
    """Conflicts until no more are found: without a statement in common first, then such as avoid one of the first."""
    found: list[Irreducible] = []
    avoided: list[set[Statement]] = [set()]
    while avoided and len(found) < CONFLICTS:
        without = avoided.pop(0)
        if any(without.isdisjoint(other.statements) for other in found):
            continue
        conflict = irreducible(model, oracle, [s for s in model.rows if s not in without])
        if conflict is None:
            continue
        if found and not conflict.proven:
            return  # half of an answer would only hide the whole one before it
        found.append(conflict)
        yield conflict
        if len(found) == 1:
            avoided += [{s} for s in conflict.statements]
        avoided.insert(0, {s for other in found for s in other.statements})


def _rows(model: Relaxable, oracle: Oracle, conflict: Irreducible) -> dict[Statement, Rows]:
    """The rows of each statement that matter: the years and materials in which a target cannot be reached."""
    rows = {s: model.rows[s] for s in conflict.statements}
    if not conflict.proven:
        return rows
    found = proof(model, conflict.statements, oracle.stop)
    part = Part(model, found.rows, oracle.stop)
    in_part = bool(found.statements) and part.impossible(model.mask(conflict.statements))
    for statement in conflict.statements:
        if statement.kind == "target" and len(rows[statement]) > 1:
            others = model.mask_of(rows[s] for s in rows if s != statement)
            single = list(rows[statement].reshape(-1, 1))
            impossible = part.impossible if in_part else oracle.impossible
            rows[statement] = np.concatenate(halved(single, lambda one: one, model, impossible, others))
    return rows
