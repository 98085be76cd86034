"""What is missing under each scenario over the whole horizon."""

from __future__ import annotations

import pandas as pd

from optimizer.case.case import BASE
from optimizer.case.future import Future
from optimizer.plan.plan import Plan


def shortfall(plan: Plan) -> pd.DataFrame:
    """The table of shortage with every scenario over all of T: its own window, and base outside it."""
    table = plan.tables["shortage"]
    base = table[table["scenario"] == BASE]
    parts = []
    for scenario in plan.case.probability:
        window = Future(plan.case, scenario).window
        outside = base[~base["year"].isin(window)].assign(scenario=scenario)
        parts += [table[table["scenario"] == scenario], outside]
    filled = [part for part in parts if not part.empty]
    return pd.concat(filled, ignore_index=True) if filled else table.iloc[:0]


def short_by_scenario(plan: Plan, market: str | None = None) -> dict[str, float]:
    """Tonnes missing under each scenario over all of T, in all markets or in one."""
    missing = shortfall(plan)
    if market is not None:
        missing = missing[missing["market"] == market]
    sums = missing.groupby("scenario")["short_t"].sum()
    return {scenario: float(sums.get(scenario, 0.0)) for scenario in plan.case.probability}


def expected_short_t(plan: Plan, market: str | None = None) -> float:
    """The same, weighed by probability."""
    return sum(plan.case.probability[s] * short for s, short in short_by_scenario(plan, market).items())
