"""What came of a search, in a few lines or in one."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any

from optimizer.console.findings import counted

if TYPE_CHECKING:
    import pandas as pd

    from optimizer.plan.plan import Plan
    from optimizer.study.study import Answered

SCENARIOS = 15
"""Lines on scenarios at most; of more of them the costliest."""


def summary(plan: Plan) -> str:
    """The plan in a few lines."""
    built, targets = plan.tables["projects"], plan.tables["targets"]
    picked = int((built["status"] == "picked").sum())
    candidates = sum(p.status == "candidate" for p in plan.case.projects.values())
    lines = [
        f"{picked} of {counted(candidates, 'candidate project')} built beside {len(built) - picked} committed: "
        f"capex {built['capex_musd'].sum():,.0f} MUSD, grants {built['grants_musd'].sum():,.0f} MUSD",
        f"objective {plan.objective_musd:,.1f} MUSD (expected cost{_with_tail(plan)}), {_proof(plan)}",
    ]
    if len(targets):
        missed = targets[~targets["holds"].astype(bool)]["target"].nunique()
        lines.append(f"{counted(len(plan.case.targets), 'target')}: {missed} missed somewhere, the others hold")
    return "\n".join([*lines, *_scenarios(plan.tables["scenarios"])])


def _scenarios(table: pd.DataFrame) -> list[str]:
    """A line on each scenario; of many on the costliest, in the order of the table."""
    table = table[table["scenario"] != "base"]
    told = table
    if len(table) > SCENARIOS:
        told = table.loc[sorted(table["disruption_musd"].sort_values(ascending=False, kind="stable").index[:SCENARIOS])]
    lines = [f"  {row['scenario']}: {_harm(row)}" for row in told.to_dict("records")]
    if len(told) < len(table):
        lines.append(f"  and {len(table) - len(told)} scenarios that cost less: see the sheet Scenarios")
    return lines


def _harm(row: Mapping[Hashable, Any]) -> str:
    cost, short = row["disruption_musd"], f"shortage {row['short_t']:,.0f} t"
    if cost is None or math.isnan(cost):
        return short
    saved = round(cost) < 0
    return f"the disruption {'saves' if saved else 'costs'} {abs(round(cost)):,} MUSD, {short}"


def verdict(answered: Answered) -> str:
    """What came of a case, in one line."""
    plan = answered.plan
    if plan is not None:
        how = "" if answered.answer == "plan" else f"{answered.answer}: "
        proof = f"within {max(0.0, plan.gap):.2%} of the programme" if math.isfinite(plan.gap) else "no bound is proven"
        return f"{how}plan {plan.objective_musd:,.1f} MUSD, {proof}{', reused' if answered.reused else ''}"
    lines = [line for line in answered.message.splitlines() if line.strip()]
    if not lines:
        return answered.answer
    return f"{answered.answer}: {lines[-1 if answered.answer == 'fault' else 0].strip()}"


def _with_tail(plan: Plan) -> str:
    weight = plan.case.settings.risk_weight
    return f", the worst scenarios weighed at {weight:.0%}" if weight else ""


def _proof(plan: Plan) -> str:
    if not math.isfinite(plan.bound_musd):
        return "no bound is proven yet"
    return (
        f"proven within {max(0.0, plan.gap_musd):,.1f} MUSD "
        f"({max(0.0, plan.gap):.2%} of the programme of {plan.programme_musd:,.0f} MUSD)"
    )
