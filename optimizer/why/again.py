"""The solved case behind a plan that was written before: its decisions are put back, and nothing is searched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from optimizer.case.facts import NO_FLOOR, Facts
from optimizer.model import build
from optimizer.plan.plan import Plan
from optimizer.solve.arrays import compile_model
from optimizer.solve.polish import polish
from optimizer.solve.search import Solution, stage_one_variables
from optimizer.study.measures import records

_EQUAL = 1e-6
"""Relative difference of two costs that are the same."""


def solved_again(facts: Facts, plan: Plan) -> Solution | None:
    """The solution that a plan of the same case was read off; None where it cannot be found that way."""
    model = build(facts)
    arrays = compile_model(model)
    chosen = {id(v) for v in _chosen(model, facts, plan)}
    found = np.fromiter((id(v) in chosen for v in arrays.columns), float, len(arrays.columns))
    polished = polish(arrays, found, stage_one_variables(model))
    same = abs(polished.objective - plan.objective_musd) <= _EQUAL * max(1.0, abs(plan.objective_musd))
    if np.isnan(polished.row_duals).any() or not same:
        return None
    arrays.write_back(polished.values)
    return Solution(
        facts,
        model,
        arrays,
        polished.values,
        polished.objective,
        min(plan.bound_musd, polished.objective),
        arrays.programme.of(polished.values),
        polished.row_duals,
        proven=plan.status == "optimal",
        seconds=dict(plan.passport.seconds),
    )


def _chosen(model: Any, facts: Facts, plan: Plan) -> Iterator[Any]:
    """The variables of yes or no that the plan says yes to: starts, and who gives."""
    for row in records(plan.tables["projects"]):
        index = row["project"], int(row["start_year"]), row["price_floor"] or NO_FLOOR
        if index in model.investment.start:
            yield model.investment.start[index]
    pays = {(str(r["funder"]), str(r["project"])) for t in ("grants", "price_support") for r in records(plan.tables[t])}
    for funder, project in pays:
        if (funder, project) in model.funding.gives:
            yield model.funding.gives[funder, project]
        side = project, facts.case.funders[funder].partner
        if side in model.funding.side:
            yield model.funding.side[side]
