"""Steps that are solved again: the targets and budgets whose shadow prices promise most, each a step looser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from optimizer.case.case import Case
from optimizer.case.metrics import METRIC
from optimizer.case.sheets import Target
from optimizer.case.varied import Varied
from optimizer.why.prices import PRICED, Prices

MOST = 4
"""Steps that are solved."""
LARGER = 1.1
"""Factor on a budget."""


@dataclass(frozen=True)
class Step:
    """One target or budget, a step looser."""

    varied: Varied
    before: float
    """Value of the target, or 1."""
    after: float
    shadow_musd: float
    """What it would save by its shadow price."""
    spared_musd: float = 0.0
    """What the plan saves as it is, without any change."""

    @property
    def label(self) -> str:
        """The name of the solved case."""
        return f"{self.varied.text} {self.varied.label(self.before)} → {self.varied.label(self.after)}"


def steps(prices: Prices, most: int = MOST) -> list[Step]:
    """The steps that promise most, the largest first."""
    found = [step for step in (*_of_targets(prices), *_of_budgets(prices)) if step.shadow_musd > PRICED]
    return sorted(found, key=lambda step: -step.shadow_musd)[:most]


def point(target: Target) -> float:
    """One point of a target's value: a percentage point, or a day."""
    return 1.0 if target.metric == "min_cover_days" else 0.01


def looser(target: Target) -> float:
    """The value of a target a step looser: five points where it has many, otherwise one."""
    size = point(target) * (5 if target.value >= 20 * point(target) else 1)
    size = min(size, target.value) if target.metric.startswith("min_") else size
    value = target.value - size if target.metric.startswith("min_") else target.value + size
    return round(min(value, 1.0) if METRIC[target.metric].share else value, 9)


def _of_targets(prices: Prices) -> Iterator[Step]:
    for name, rows in prices.targets.items():
        target = prices.solution.facts.case.targets[name]
        value = looser(target)
        change = abs(value - target.value)
        saves = sum(row.per_value_musd for row in rows) * change
        spared = sum(row.spared_musd(change) for row in rows)
        yield Step(Varied("targets", name, target.metric), target.value, value, saves, spared)


def _of_budgets(prices: Prices) -> Iterator[Step]:
    facts = prices.solution.facts
    for funder in _limited(facts.case):
        budget = facts.budget_musd(funder) or {}
        saves = sum(p.per_musd * budget[t] * (LARGER - 1.0) for (f, t), p in prices.budgets.items() if f == funder)
        yield Step(Varied("budgets", funder), 1.0, LARGER, saves)


def _limited(case: Case) -> list[str]:
    return list(case.budgets)
