"""An explanation: a plan with the tables that say why it is as it is, made from a solved case and its answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from optimizer.plan.plan import Plan
from optimizer.plan.projects import starts_found
from optimizer.plan.values import frame
from optimizer.solve.search import Solution
from optimizer.solve.session import Stop
from optimizer.solve.what_if import WhatIf
from optimizer.study.study import Answered
from optimizer.study.why_tables import STEPS
from optimizer.why.asked import Questions, Report
from optimizer.why.binding import binding_budgets, binding_targets
from optimizer.why.cards import cards, changes
from optimizer.why.evidence import Evidence, World
from optimizer.why.first_budget import Entry
from optimizer.why.ledger import Ledger
from optimizer.why.overview import overview
from optimizer.why.prices import Prices
from optimizer.why.reach import least_slacks, missed_targets
from optimizer.why.solved import solved_steps
from optimizer.why.steps import Step
from optimizer.words.names import Names

SHADOW_PRICES = "shadow prices"
"""The fact that there is where they are not known."""
REACH_SHARE = 0.25
"""Of the time for questions, what may go into targets that are out of reach."""


@dataclass(frozen=True, eq=False)
class Explanation:
    """Why a plan is as it is: tables of `optimizer.study.why_tables`, with exactly their columns."""

    plan: Plan
    tables: Mapping[str, pd.DataFrame]
    facts: Mapping[str, str] = field(default_factory=dict)
    """What else a reader should know."""

    @property
    def title(self) -> str:
        """What the explanation is about, in one line."""
        name = self.plan.case.settings.title or self.plan.passport.workbook
        case = "" if self.plan.passport.case == "base" else f", case {self.plan.passport.case}"
        return f"Why this plan: {name}{case}"


def explain(
    solution: Solution,
    plan: Plan,
    projects: Sequence[str],
    *,
    time_limit_s: float,
    stop: Stop,
    report: Report,
    entries: Mapping[str, Entry] | None = None,
) -> Explanation:
    """Everything that the solved case itself can answer; `with_steps` adds what has to be solved again.

    Args:
        solution: the solved case.
        plan: its plan.
        projects: those to make a card for.
        time_limit_s: seconds for all questions; what is not answered by then is left empty.
        stop: ends the questions early.
        report: told how many questions are answered.
        entries: first budget by project, where a sweep tells.
    """
    prices = Prices(solution)
    least = least_slacks(solution, missed_targets(solution), stop, REACH_SHARE * time_limit_s, report)
    questions = Questions(solution, WhatIf(solution, stop), stop, report, prices.budget_rows)
    opposites = questions.about(projects, (1.0 - REACH_SHARE) * time_limit_s)
    starts = starts_found(solution.model, solution.facts)
    world = World(solution, starts, prices, Ledger(solution), Names(solution.facts.shown))
    evidence = [Evidence(world, p, opposites.get(p)) for p in projects]
    tables = {
        "cards": cards(plan, evidence, entries or {}),
        "changes": changes(evidence),
        "binding_targets": binding_targets(plan, prices, least),
        "binding_budgets": binding_budgets(plan, prices),
        "steps": frame(STEPS, []),
    }
    facts = {} if prices.are_known else {SHADOW_PRICES: "not known for this plan: they are shown as 0"}
    return Explanation(plan, {"overview": overview(plan, tables, prices.are_known), **tables}, facts)


def with_steps(explanation: Explanation, asked: Sequence[Step], answers: Mapping[str, Answered]) -> Explanation:
    """The same with the steps that were solved."""
    plan = explanation.plan
    tables = {**explanation.tables, "steps": solved_steps(plan, asked, answers)}
    priced = SHADOW_PRICES not in explanation.facts
    return replace(explanation, tables={**tables, "overview": overview(plan, tables, priced)})
