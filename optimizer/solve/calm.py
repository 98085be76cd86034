"""What a disruption itself costs: each scenario against undisturbed operation at the same prices.

When China stops exporting, prices move too, and what they do to the bill is no effect of the disruption. So each
scenario is operated once more with its events on prices alone: same stage one, same window, no cuts, outages, delays
or surges of demand. Budgets and targets stay aside: the question is about operation.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pyomo.environ as pyo

from optimizer.case.case import BASE
from optimizer.case.facts import Facts
from optimizer.model import build
from optimizer.solve.arrays import Arrays, Vector, compile_model
from optimizer.solve.session import Problem, Stop, run

_OPERATION = ("production", "deliveries", "stock", "balance", "price_support")


def disruption_costs(facts: Facts, m: Any) -> dict[str, float | None]:
    """Cost of each scenario over undisturbed operation at its prices, discounted MUSD; 0 for base.

    Args:
        facts: the case.
        m: its solved model.

    Returns:
        By scenario; None where undisturbed operation could not be worked out.
    """
    scenarios = [s for s in m.future if s != BASE]
    calm_facts = replace(facts, calm=True)
    calm = build(calm_facts, scenarios) if scenarios else None
    if calm is None or not _operate(calm, m):
        return {s: 0.0 if s == BASE else None for s in m.future}
    return {s: 0.0 if s == BASE else _window_cost(m, facts, s) - _window_cost(calm, facts, s) for s in m.future}


def _operate(calm: Any, solved: Any) -> bool:
    """Put the cheapest operation under the stage one of a solved model into the calm one; whether there is any."""
    arrays = compile_model(calm)
    decided = {id(mine): theirs.value or 0.0 for mine, theirs in zip(_decided(calm), _decided(solved), strict=True)}
    fixed = np.fromiter((id(v) in decided for v in arrays.columns), bool, len(arrays.columns))
    values = np.array([decided.get(id(v), 0.0) for v in arrays.columns])
    free = ~_of_operation(arrays)
    problem = replace(
        Problem.of(arrays).fixed(fixed, values),
        integral=np.zeros_like(arrays.integral),
        rows=(np.where(free, -np.inf, arrays.row_lower), np.where(free, np.inf, arrays.row_upper)),
        cost=arrays.operation.weights,
        offset=arrays.operation.constant,
    )
    best: Vector | None = run(problem, Stop()).values
    if best is not None:
        arrays.write_back(best)
    return best is not None


def _decided(m: Any) -> list[Any]:
    """The variables of stage one that operation sees."""
    components = (m.investment.start, m.investment.built, m.funding.grant, m.stockpiles.plan, m.stockpiles.level)
    side = m.funding.side
    return [component[index] for component in (*components, side) for index in sorted(component)]


def _of_operation(arrays: Arrays) -> npt.NDArray[np.bool_]:
    blocks = (row.parent_component().parent_block().local_name for row in arrays.rows)
    return np.fromiter((name in _OPERATION for name in blocks), bool, len(arrays.rows))


def _window_cost(m: Any, facts: Facts, scenario: str) -> float:
    """Discounted cost of operation in the window of a scenario, MUSD."""
    return sum(facts.discount(t) * float(pyo.value(cost)) for (_, t), cost in m.future[scenario].cost.items())
