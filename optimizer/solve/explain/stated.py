"""Which statement of the workbook a row of the model, or the bound of a column, comes from.

Rows without a statement are what the world is like: demand, supply, routes, recipes and how money and stock add up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from optimizer.case.case import PRIVATE
from optimizer.case.eligibility import matching
from optimizer.case.facts import Facts
from optimizer.case.scopes import limits
from optimizer.solve.arrays import Arrays
from optimizer.solve.explain.statement import Statement

Bound = tuple[Statement, int, float, float]
"""A statement, its column, and the limits that it puts on it."""


def stated_rows(arrays: Arrays, facts: Facts) -> dict[Statement, list[int]]:
    """The rows of the model that each statement of the case puts there."""
    found: dict[Statement, list[int]] = {}
    unwanted = set(unasked(arrays, facts))
    for i, row in enumerate(arrays.rows):
        if i in unwanted:
            continue
        source = _ROWS.get(row.parent_component().local_name)
        if source and (statement := source(facts, row.index())):
            found.setdefault(statement, []).append(i)
    return found


def unasked(arrays: Arrays, facts: Facts) -> list[int]:
    """Rows of targets that only a wider model has: hard inequalities that the case itself does not ask for."""
    asked = {limit.key for limit in limits(facts)}
    return [i for i, row in enumerate(arrays.rows) if _is_target(row) and row.index() not in asked]


def stated_bounds(arrays: Arrays, facts: Facts) -> Iterator[Bound]:
    """Bounds that statements put on columns: committed projects, limits of stockpiles."""
    for i, variable in enumerate(arrays.columns):
        name = variable.parent_component().local_name
        if name == "built" and facts.is_sure(p := variable.index()):
            committed = facts.case.projects[p].status == "committed"
            yield Statement("committed" if committed else "kept", p), i, 1.0, float("inf")
        elif name in ("level", "plan") and variable.ub is not None:
            kind = "max_t" if name == "level" else "max_purchase_t"
            yield Statement(kind, variable.index()[0]), i, float("-inf"), variable.ub


def _is_target(row: Any) -> bool:
    return bool(row.parent_component().local_name == "hold")


def _target(facts: Facts, key: Any) -> Statement | None:
    hard = facts.case.targets[key[0]].penalty is None
    return Statement("target", key[0]) if hard else None


def _budget(_: Facts, key: Any) -> Statement:
    return Statement("budget", PRIVATE, key) if isinstance(key, int) else Statement("budget", *key)


def _share(facts: Facts, key: Any) -> Statement | None:
    """The funding rule that limits what a funder gives a project, or the funder's own largest share."""
    funder, project = key
    if facts.eligible.get(project, {}).get(funder) == 1.0:
        return None
    return share_of(facts, funder, project)


def share_of(facts: Facts, funder: str, project: str) -> Statement:
    """Where the largest share of a funder in a project stands."""
    case = facts.case
    rules = matching(case, case.funders[funder], case.projects[project])
    number = next((n for n, rule in enumerate(case.funding_rules, 1) if rules and rule is rules[0]), 0)
    return Statement("share", funder, number)


def _of_project(kind: str) -> Callable[[Facts, Any], Statement]:
    return lambda _, key: Statement(kind, key[0] if isinstance(key, tuple) else key)


def _setting(kind: str) -> Callable[[Facts, Any], Statement]:
    return lambda _facts, _key: Statement(kind)


_ROWS: dict[str, Callable[[Facts, Any], Statement | None]] = {
    "hold": _target,
    "within": _budget,
    "carried": _budget,
    "private": _budget,
    "group": lambda _, key: Statement("group", key),
    "prerequisite": _of_project("requires"),
    "least_public": _of_project("min_public_share"),
    "most_public": _of_project("max_public_share"),
    "utilisation": _of_project("min_utilisation"),
    "funder_share": _share,
    "least_share": lambda _, key: Statement("min_share", key[0]),
    "partner_share": _setting("min_partner_share"),
    "one_side": _setting("joint_funding"),
    "one_side_grants": _setting("joint_funding"),
    "gap_closed": _setting("viability"),
}
