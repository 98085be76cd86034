"""`Plan`: a solved case as frames and numbers, never a Pyomo object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from optimizer.case.case import Case


@dataclass(frozen=True)
class Passport:
    """Where a plan comes from: enough to tell it from any other and to make it again."""

    workbook: str
    workbook_sha256: str
    case: str
    versions: Mapping[str, str]
    seconds: Mapping[str, float] = field(default_factory=dict)
    threads: int = 1
    seed: int = 0
    mip_gap: float = 0.01
    time_limit_s: float = 300.0
    size: str = ""
    """Rows, columns and nonzeros of the model."""
    inputs_sha256: str = ""
    """Hash of everything that the plan depends on: case, gap, time limit, versions."""
    kept: tuple[str, ...] = ()
    """Candidate projects that had to be built."""
    interrupted: bool = False
    """Whether the planner ended the search before the gap or the time limit did."""


@dataclass(frozen=True, eq=False)
class Plan:
    """The plan of one case. Tables are those of `optimizer.plan.tables`, with exactly their columns."""

    case: Case
    passport: Passport
    status: str
    """``optimal`` when the gap was reached, ``feasible`` when the search was stopped before."""
    objective_musd: float
    bound_musd: float
    programme_musd: float
    expected_outlay_musd: float
    """Expected discounted public outlay."""
    tables: Mapping[str, pd.DataFrame]

    @property
    def gap(self) -> float:
        """(objective − bound) / max(1, programme)."""
        return (self.objective_musd - self.bound_musd) / max(1.0, self.programme_musd)

    @property
    def gap_musd(self) -> float:
        """Objective − bound."""
        return self.objective_musd - self.bound_musd
