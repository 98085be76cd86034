"""Shadow prices of targets and budgets: what one unit more would save, with the projects as decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from optimizer.case.case import PRIVATE
from optimizer.case.facts import Facts
from optimizer.case.scopes import Limit
from optimizer.plan.values import number
from optimizer.solve.search import Solution

PRICED = 1e-9
"""MUSD per unit; a shadow price below this is the solver's rounding."""


def penalty_musd(facts: Facts, limit: Limit) -> float:
    """What a unit of slack costs, discounted MUSD."""
    penalty = limit.target.penalty or 0.0
    return penalty / 1e6 * facts.discount(limit.year) if limit.year else penalty


@dataclass(frozen=True)
class TargetPrice:
    """Shadow price of one inequality of a target."""

    key: tuple[str, str, str, str, str, int]
    per_unit_musd: float
    """Saved by one unit (t or MUSD) more room."""
    reference: float
    """What the value is a share of, t or MUSD."""
    slack: float = 0.0
    penalty_musd: float = 0.0
    """What a unit of slack costs."""

    @property
    def per_value_musd(self) -> float:
        """Saved by a change of the target's value by 1, to the looser side."""
        return self.per_unit_musd * self.reference

    def spared_musd(self, change: float) -> float:
        """What the plan itself saves, as it is, where the value becomes looser by so much."""
        return self.penalty_musd * min(self.slack, change * self.reference)


@dataclass(frozen=True)
class BudgetPrice:
    """Shadow price of a budget in a year."""

    funder: str
    year: int
    per_musd: float = 0.0
    """Saved by 1 MUSD more."""
    scenarios: tuple[str, ...] = ()
    """Where it binds."""


@dataclass(frozen=True, eq=False)
class Prices:
    """The shadow prices of a solved case."""

    solution: Solution

    @property
    def are_known(self) -> bool:
        """Whether the plan has shadow prices: not where its integers are whole only within the solver's tolerance."""
        return not np.isnan(self.solution.row_duals).any()

    @cached_property
    def _dual(self) -> dict[int, float]:
        duals = np.nan_to_num(self.solution.row_duals)
        return dict(zip(map(id, self.solution.arrays.rows), duals.tolist(), strict=True))

    @cached_property
    def budget_rows(self) -> list[int]:
        """Positions of the rows that limit public money."""
        wanted = {id(row) for _, funder, _, row in self._budget_rows() if funder != PRIVATE}
        return [i for i, row in enumerate(self.solution.arrays.rows) if id(row) in wanted]

    def saved_by(self, row: Any) -> float:
        """Saved by one unit more room in a row, MUSD; 0 where it does not bind."""
        dual = abs(self._dual.get(id(row), 0.0))
        return dual if dual > PRICED else 0.0

    @cached_property
    def targets(self) -> dict[str, list[TargetPrice]]:
        """Every inequality of every target."""
        b = self.solution.model.targets
        found: dict[str, list[TargetPrice]] = {name: [] for name in self.solution.facts.case.targets}
        for key, sides in b.sides.items():
            reference = sides.constant + sum(c * number(v) for c, v in sides.reference)
            slack = number(b.slack[key]) if key in b.slack else 0.0
            penalty = penalty_musd(self.solution.facts, b.limit[key])
            found[key[0]].append(TargetPrice(key, self.saved_by(b.hold[key]), reference, slack, penalty))
        return found

    @cached_property
    def budgets(self) -> dict[tuple[str, int], BudgetPrice]:
        """Every limited funder in every year: what its rows save in base and in every scenario, added up."""
        found: dict[tuple[str, int], BudgetPrice] = {}
        for scenario, funder, year, row in self._budget_rows():
            known = found.get((funder, year), BudgetPrice(funder, year))
            saved = -self._dual.get(id(row), 0.0)
            binds = (scenario,) if abs(saved) > PRICED else ()
            found[funder, year] = BudgetPrice(funder, year, known.per_musd + saved, (*known.scenarios, *binds))
        return found

    def _budget_rows(self) -> Iterator[tuple[str, str, int, Any]]:
        for scenario in self.solution.model.future:
            outlays = self.solution.model.future[scenario].outlays
            for rows in (outlays.within, outlays.carried):
                for (funder, year), row in rows.items():
                    yield scenario, funder, year, row
        for year, row in self.solution.model.funding.private.items():
            yield "", PRIVATE, year, row
