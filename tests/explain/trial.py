"""Explanations put to the test on the case itself, without anything of their making."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np

from optimizer.case.build import to_case
from optimizer.case.case import Case
from optimizer.case.facts import Facts
from optimizer.case.tables import Entry, Table, Tables
from optimizer.model import build
from optimizer.solve.arrays import compile_model
from optimizer.solve.explain.edit import Edit
from optimizer.solve.explain.explanation import Conflict
from optimizer.solve.explain.relaxable import relaxable
from optimizer.solve.explain.statement import Statement
from optimizer.solve.session import Problem, Stop, run

ENOUGH = 1e7


def has_plan(case: Case) -> bool:
    """Whether any plan keeps every rule."""
    arrays = compile_model(build(Facts(case)))
    return run(replace(Problem.of(arrays), cost=np.zeros(len(arrays.columns)), offset=0.0), Stop()).status == "optimal"


def edited(tables: Tables, edits: Iterable[Edit]) -> Case:
    """The workbook with cells typed over."""
    tables = {name: Table(name, [e.copy() for e in t.entries], t.year_columns) for name, t in tables.items()}
    for edit in edits:
        entry = _entry(tables, edit)
        after = None if edit.after == "" else edit.after
        if edit.column.isdigit():
            entry.years[int(edit.column)] = after
        else:
            entry.values[edit.column] = after
    return to_case(tables)


def _entry(tables: Tables, edit: Edit) -> Entry:
    entries = tables[edit.sheet].entries
    if edit.sheet == "settings":
        found = [e for e in entries if e.values["key"] == edit.row]
        if not found:
            entries.append(Entry(replace(entries[0].at, row=None), {"key": edit.row}))
            return entries[-1]
        return found[0]
    return next(e for e in entries if e.at.row == edit.at.row)


def statements(conflict: Conflict) -> list[Statement]:
    return [s for reason in conflict.reasons for s in reason.statements]


def is_irreducible(case: Case, conflict: Conflict) -> bool:
    """Whether the statements alone leave no plan, and any one of them less leaves one."""
    whole = statements(conflict)
    others = [s for s in relaxable(Facts(case)).rows if s not in whole]
    alone = loosened(case, others)
    return not has_plan(alone) and all(has_plan(loosened(alone, [s])) for s in whole)


def loosened(case: Case, taken_away: Iterable[Statement]) -> Case:
    """The case as if some statements were not there."""
    for statement in taken_away:
        case = _WITHOUT[statement.kind](case, statement)
    return case


def _row(sheet: str, **values: Any) -> Any:
    def without(case: Case, s: Statement) -> Case:
        rows = getattr(case, sheet)
        return replace(case, **{sheet: {**rows, s.name: replace(rows[s.name], **values)}})

    return without


def _budget(case: Case, s: Statement) -> Case:
    row = case.budgets[s.name]
    return replace(case, budgets={**case.budgets, s.name: replace(row, years={**row.years, s.number: ENOUGH})})


def _group(case: Case, s: Statement) -> Case:
    free = {n: replace(p, exclusive_group="") if p.exclusive_group == s.name else p for n, p in case.projects.items()}
    return replace(case, projects=free)


def _share(case: Case, s: Statement) -> Case:
    if not s.number:
        return _row("funders", max_share=1.0)(case, s)
    rules = list(case.funding_rules)
    rules[s.number - 1] = replace(rules[s.number - 1], max_share=1.0)
    return replace(case, funding_rules=tuple(rules))


def _setting(**values: Any) -> Any:
    return lambda case, s: replace(case, settings=replace(case.settings, **values))


_WITHOUT: dict[str, Any] = {
    "target": _row("targets", penalty=0.0),
    "committed": _row("projects", status="candidate"),
    "requires": _row("projects", requires=None),
    "group": _group,
    "min_public_share": _row("projects", min_public_share=0.0),
    "max_public_share": _row("projects", max_public_share=1.0),
    "min_utilisation": _row("projects", min_utilisation=0.0),
    "excluded": _row("projects", status="candidate"),
    "earliest_start": lambda case, s: _row("projects", earliest_start=case.years[0])(case, s),
    "latest_start": lambda case, s: _row("projects", latest_start=case.years[-1])(case, s),
    "max_t": _row("stockpiles", max_t=ENOUGH),
    "max_purchase_t": _row("stockpiles", max_purchase_t=None),
    "consent": _row("countries", consent=True),
    "budget": _budget,
    "share": _share,
    "min_share": _row("funders", min_share=0.0),
    "joint_funding": _setting(joint_funding=True),
    "min_partner_share": _setting(min_partner_share=0.0),
    "viability": _setting(viability=False),
}
