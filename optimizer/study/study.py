"""What a study is: plans under names, answers where there is no plan, and tables made from both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from optimizer.plan.plan import Plan

Answer = Literal["plan", "stopped before its gap", "no plan", "wrong inputs", "stopped", "fault"]
"""How the solving of a case ended: with a proven plan; with a plan that is not proven to the gap; without one because
its rules conflict; because its inputs are wrong; because it was stopped too early; by a fault of the program."""


@dataclass(frozen=True, eq=False)
class Answered:
    """A case, or a point of a sweep, and what came of it."""

    name: str
    answer: Answer
    plan: Plan | None = None
    message: str = ""
    """Why there is no plan, in the planner's words."""
    reused: bool = False
    """Whether the plan is of an earlier run."""


@dataclass(frozen=True, eq=False)
class Study:
    """A comparison, a sweep or a difference: tables of `optimizer.study.tables`, with exactly their columns."""

    kind: Literal["comparison", "sweep", "difference"]
    title: str
    workbook: str
    workbook_sha256: str
    tables: Mapping[str, pd.DataFrame]
    plans: Mapping[str, Plan] = field(default_factory=dict)
    """Plans by case or point."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """What else a reader should know: what was varied, how long it took, versions."""
