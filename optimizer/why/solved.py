"""What the solved steps give: each against the plan, with what the gaps leave open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from optimizer.plan.plan import Plan
from optimizer.plan.values import frame
from optimizer.study.certainty import worth
from optimizer.study.frontier import at_least_nothing, picks
from optimizer.study.study import Answered
from optimizer.study.uncertainty import Cost, Difference, columns
from optimizer.study.why_tables import STEPS
from optimizer.why.steps import Step
from optimizer.words.amounts import musd
from optimizer.words.names import Names
from optimizer.words.wording import brief


def solved_steps(plan: Plan, asked: Iterable[Step], answers: Mapping[str, Answered]) -> pd.DataFrame:
    """One row for each step."""
    return frame(STEPS, (_row(plan, step, answers[step.label]) for step in asked))


def saved(plan: Plan, after: Plan, spared_musd: float = 0.0) -> Difference:
    """What a looser case saves: the plan holds there too, at what it is spared, and what bounds the case bounds it."""
    bound = max(plan.bound_musd, after.bound_musd)
    best = min(plan.objective_musd - spared_musd, after.objective_musd)
    less = Cost(plan.objective_musd, bound).less(Cost(best, after.bound_musd))
    return at_least_nothing(less)


def _row(plan: Plan, step: Step, answered: Answered) -> dict[str, Any]:
    found = saved(plan, answered.plan, step.spared_musd) if answered.plan else None
    names = Names(plan.case)
    after = picks(answered.plan) if answered.plan else picks(plan)
    return {
        "what": _what(plan, step, names),
        "before": step.varied.label(step.before),
        "after": step.varied.label(step.after),
        "answer": answered.answer,
        "shadow_musd": step.shadow_musd,
        **columns("solved", found),
        "told_apart": found.told_apart if found else None,
        "enter": ", ".join(names.project(p) for p in sorted(after - picks(plan))),
        "leave": ", ".join(names.project(p) for p in sorted(picks(plan) - after)),
        "words": _words(plan, step, found, names),
    }


def _what(plan: Plan, step: Step, names: Names) -> str:
    if not step.varied.of_budgets:
        return brief(plan.case.targets[step.varied.name], names, 40)
    return f"Budget of {names.funder(step.varied.name)}"


def _words(plan: Plan, step: Step, found: Difference | None, names: Names) -> str:
    what = _what(plan, step, names)
    change = f"{step.varied.label(step.before)} → {step.varied.label(step.after)}"
    shadow = f"its shadow price promises {musd(step.shadow_musd)}"
    if found is None:
        return f"{what}, {change}: not solved; {shadow}."
    return f"{what}, {change}: {worth(found)}; {shadow}."
