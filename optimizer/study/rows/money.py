"""Cost by term and public money by funder, plan by plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from optimizer.plan.plan import Plan
from optimizer.plan.values import frame
from optimizer.study.measures import expected_costs, paid
from optimizer.study.tables import COSTS, FUNDING


def costs(plans: Mapping[str, Plan], reference: Plan | None = None) -> pd.DataFrame:
    """Expected cost by term, against a reference where there is one."""
    return frame(COSTS, (row for name, plan in plans.items() for row in _costs(name, plan, reference)))


def _costs(name: str, plan: Plan, reference: Plan | None) -> Iterable[dict[str, Any]]:
    base = expected_costs(reference) if reference else None
    for term, musd in expected_costs(plan).items():
        against = None if base is None else musd - base.get(term, 0.0)
        yield {"case": name, "term": term, "cost_musd": musd, "against_base_musd": against}


def funding(plans: Mapping[str, Plan], reference: Plan | None = None) -> pd.DataFrame:
    """What each funder pays, against a reference where there is one."""
    return frame(FUNDING, (row for name, plan in plans.items() for row in _funding(name, plan, reference)))


def _funding(name: str, plan: Plan, reference: Plan | None) -> Iterable[dict[str, Any]]:
    base = paid(reference) if reference else None
    for funder, money in paid(plan).items():
        row = plan.case.funders[funder]
        before = base.get(funder, {}).get("outlay_musd", 0.0) if base is not None else None
        yield {
            "case": name,
            "funder": funder,
            "name": row.name or funder,
            "partner": row.partner,
            **money,
            "against_base_musd": None if before is None else money["outlay_musd"] - before,
        }
