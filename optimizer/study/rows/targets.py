"""Targets that some plan misses, plan by plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from optimizer.plan.plan import Plan
from optimizer.plan.values import frame
from optimizer.study.measures import misses
from optimizer.study.tables import TARGETS
from optimizer.words.names import Names
from optimizer.words.wording import sentence


def targets(plans: Mapping[str, Plan], reference: Plan | None = None) -> pd.DataFrame:
    """A row for each plan and each target that one of them misses; 0 where it holds."""
    shown = {target for plan in plans.values() for target, miss in misses(plan).items() if miss.count}
    return frame(TARGETS, (row for name, plan in plans.items() for row in _targets(name, plan, reference, shown)))


def _targets(name: str, plan: Plan, reference: Plan | None, shown: set[str]) -> Iterable[dict[str, Any]]:
    base = misses(reference) if reference else {}
    names = Names(plan.case)
    for target, miss in misses(plan).items():
        if target in shown:
            yield {
                "case": name,
                "target": target,
                "sentence": sentence(plan.case.targets[target], names),
                "missed": miss.count,
                "slack": miss.slack,
                "worst": miss.worst_year,
                "against_base": miss.slack - base[target].slack if target in base else None,
            }
