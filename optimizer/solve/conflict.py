"""Why there is no plan: the least that has to give, in cells of the workbook.

Every rule that a planner can change gets a slack; the least total of slacks, each relative to its rule, names the rules
that stand in the way and by how much.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.sparse import csc_array, hstack

from optimizer.case.case import BASE, PRIVATE
from optimizer.case.facts import Facts
from optimizer.case.sheets import At
from optimizer.solve.arrays import Arrays, Measure
from optimizer.solve.session import Problem, Stop, run

NOTICED = 1e-5
"""Share of a rule below which its slack is the solver's rounding."""

TIME_LIMIT_S = 60.0


@dataclass(frozen=True)
class Give:
    """One rule that has to give: its cell, what it says, and by how much it cannot hold."""

    place: str
    sentence: str
    """With ``{amount}`` where the amount belongs."""
    amount: float = 0.0
    year: int | None = None


def least_relaxation(model: Any, arrays: Arrays, facts: Facts) -> list[Give]:
    """The rules of a smallest relaxation under which there is a plan; empty where none is found in time."""
    rules = {}
    for i, row in enumerate(arrays.rows):
        describe = _RULES.get(row.parent_component().local_name)
        if describe and (rule := describe(model, facts, row.index())):
            rules[i] = rule
    elastic, scale, columns = _elastic(arrays, facts, list(rules))
    outcome = run(elastic, Stop.after(TIME_LIMIT_S))
    if outcome.values is None:
        return []
    slack = outcome.values[len(arrays.columns) :]
    gives = []
    for n, rule in enumerate(rules.values()):
        amount = max(slack[2 * n], slack[2 * n + 1])
        if amount > NOTICED * scale[n]:
            gives.append(rule(amount))
    gives += [_uncommit(facts, p) for p, column in columns.items() if outcome.values[column] < 0.5]
    return gives


def explanation(gives: list[Give]) -> str:
    """What the planner reads when there is no plan: a line for each cell, with its years and the largest amount."""
    head = "There is no plan: the hard rules of the workbook cannot all hold."
    if not gives:
        return head
    rules: dict[tuple[str, str], list[Give]] = {}
    for give in gives:
        rules.setdefault((give.place, give.sentence), []).append(give)
    return "\n".join([head, "The least that has to give:", *(f"  {_line(group)}" for group in rules.values())])


def _line(gives: list[Give]) -> str:
    amount = _amount(max(give.amount for give in gives))
    years = sorted({give.year for give in gives if give.year})
    when = "" if not years else f" in {years[0]}" if len(years) == 1 else f" in {years[0]}–{years[-1]}"
    at_most = "up to " if len(gives) > 1 else ""
    return f"{gives[0].place}: {gives[0].sentence.format(amount=at_most + amount, when=when)}"


def _amount(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:,.3g}"


def _elastic(arrays: Arrays, facts: Facts, rows: list[int]) -> tuple[Problem, list[float], dict[str, int]]:
    """The problem with two slacks for each given row and committed projects optional; least relative slack."""
    limits = np.where(np.isfinite(arrays.row_upper), arrays.row_upper, arrays.row_lower)[rows]
    by_row = arrays.matrix.tocsr()
    largest = np.array([np.abs(by_row[[i]].data).max(initial=0.0) for i in rows])
    scale = np.maximum(np.maximum(np.abs(limits), largest), 1.0)
    count = 2 * len(rows)
    signs = np.tile([1.0, -1.0], len(rows))
    slack = csc_array((signs, (np.repeat(rows, 2), np.arange(count))), shape=(arrays.matrix.shape[0], count))
    n = len(arrays.columns)
    wide = replace(
        arrays,
        columns=arrays.columns + [None] * count,
        matrix=csc_array(hstack([arrays.matrix, slack])),
        programme=Measure(np.zeros(n + count), 1.0),
    )
    committed = {p: i for p, i in arrays.built.items() if facts.case.projects[p].status == "committed"}
    cost = np.concatenate([np.zeros(n), np.repeat(1.0 / scale, 2)])
    cost[list(committed.values())] = -1.0
    lower = np.concatenate([arrays.lower, np.zeros(count)])
    lower[list(committed.values())] = 0.0
    upper = np.concatenate([arrays.upper, np.full(count, np.inf)])
    integral = np.concatenate([arrays.integral, np.zeros(count, dtype=bool)])
    problem = Problem(wide, lower, upper, cost, float(len(committed)), integral)
    return problem, scale.tolist(), committed


Rule = Callable[[float], Give]


def _place(at: At, column: str) -> str:
    sheet, cell = at.place(column)
    return f"{sheet}!{cell}" if cell else sheet


def _target(model: Any, _: Facts, key: Any) -> Rule | None:
    limit = model.targets.limit[key]
    target = limit.target
    parts = [part for part in (limit.material, limit.market, limit.country) if part]
    scope = " for " + " ".join(parts) if parts else ""
    where = f", scenario {limit.scenario}," if limit.scenario and limit.scenario != BASE else ""
    value = f"{target.value:g} days" if target.metric == "min_cover_days" else f"{target.value:.4g}"
    unit = "t" if limit.year else "MUSD"
    sentence = (
        f"target {target.target} ({target.metric} {value}){scope}{where} is missed by {{amount}} {unit}{{when}}: "
        "loosen it, or give it a penalty"
    )
    return lambda amount: Give(_place(target.at, "value"), sentence, amount, limit.year)


def _budget(_: Any, facts: Facts, key: Any) -> Rule | None:
    funder, year = (PRIVATE, key) if not isinstance(key, tuple) else key
    row = facts.case.budgets[funder]
    sentence = f"the budget of {funder} lacks {{amount}} MUSD{{when}}"
    return lambda amount: Give(_place(row.at, str(year)), sentence, amount, year)


def _project(column: str, sentence: str) -> Callable[[Any, Facts, Any], Rule | None]:
    def describe(_: Any, facts: Facts, key: Any) -> Rule | None:
        p = key[0] if isinstance(key, tuple) else key
        at = facts.case.projects[p].at
        return lambda _: Give(_place(at, column), f"{p}: {sentence}")

    return describe


def _group(_: Any, facts: Facts, key: Any) -> Rule | None:
    member = next(p for p in facts.case.projects.values() if p.exclusive_group == key)
    return lambda _: Give(_place(member.at, "exclusive_group"), f"more than one project of group {key} is needed")


def _stock(_: Any, facts: Facts, key: Any) -> Rule | None:
    at = facts.case.stockpiles[key[0]].at
    sentence = f"stockpile {key[0]} lacks room for {{amount}} t{{when}}"
    return lambda amount: Give(_place(at, "max_t"), sentence, amount, key[1])


def _uncommit(facts: Facts, p: str) -> Give:
    return Give(
        _place(facts.case.projects[p].at, "status"),
        f"{p} is committed but cannot be built: look at its budgets, public shares, feeds and prerequisite",
    )


_RULES: dict[str, Callable[[Any, Facts, Any], Rule | None]] = {
    "hold": _target,
    "within": _budget,
    "carried": _budget,
    "private": _budget,
    "group": _group,
    "prerequisite": _project("requires", "its prerequisite cannot be decided in time"),
    "least_public": _project("min_public_share", "the funders cannot carry the least public share"),
    "utilisation": _project("min_utilisation", "it cannot run as much as it has to (inputs or outlets are missing)"),
    "follow": _stock,
}
