"""What is read off the operation of a plan: linear measures of the columns, worked out once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from optimizer.late.world import LateFacts
from optimizer.model.linear import terms_of
from optimizer.model.objective import scenario_cost
from optimizer.solve.arrays import Arrays, Vector

PENALTY = "target_penalty"
_LEAST = 1e-3
"""Weight of the operation of scenarios that weigh less: enough for it to be the cheapest, too little to matter."""
_TIES = 1e-5
"""Share of the penalties by which ties between slacks are broken."""
SlackKey = tuple[str, str, str, str, str, int]
"""Target, material, market, country, scenario and year of an inequality."""


@dataclass(frozen=True)
class Reading:
    """One operation of the plan."""

    cost_musd: dict[str, float]
    """cost_s by scenario; hard targets that are missed cost nothing here."""
    short_t: dict[tuple[str, str], float]
    """Tonnes missing by scenario and material, each scenario over all of T."""
    slack: dict[SlackKey, float]
    """What each inequality of a target is missed by, t or MUSD."""
    released_t: float
    """Released from stock in the surprise."""


class Measures:
    """The measures of a world as matrices."""

    def __init__(self, facts: LateFacts, m: Any, arrays: Arrays) -> None:
        self._place = {id(v): i for i, v in enumerate(arrays.columns)}
        self._columns = len(arrays.columns)
        self._scenarios = list(m.future)
        self._slack = [key for key in m.targets.slack if key[4] != facts.surprise]
        slack = [m.targets.slack[key] for key in self._slack]
        hard = {t for t, row in facts.plan.case.targets.items() if row.penalty is None}
        penalty = self._row(terms_of(m.cost[PENALTY]))
        weighed = (_LEAST * self._operation(m, facts, s) for s in _unweighed(facts))
        self.beside = sum(weighed, _TIES * penalty * _spread(len(penalty)))
        """What is minimised beside the objective: the operation of scenarios that weigh nothing, so that theirs is the
        cheapest too; and a trace of the penalties, so that of slacks that cost the same always the same are had.
        """
        self._unpaid = penalty * self._mask(m.targets.slack[k] for k in m.targets.slack if k[0] in hard)
        self._cost = np.array([self._cost_of(m, facts, s) for s in self._scenarios])
        self._materials = [(s, material) for s in self._scenarios for material in facts.case.materials]
        self._short = csr_array(
            np.array([self._mask(_missing(m, facts, s, material)) for s, material in self._materials])
        )
        self._slacks = [self._place.get(id(v)) for v in slack]
        self._release = self._mask(m.future[facts.surprise].stock.release.values())

    def read(self, values: Vector) -> Reading:
        """Everything at a point."""
        costs = self._cost @ values - float(self._unpaid @ values)
        short = self._short @ values
        slack = [0.0 if i is None else float(values[i]) for i in self._slacks]
        return Reading(
            cost_musd=dict(zip(self._scenarios, costs.tolist(), strict=True)),
            short_t=dict(zip(self._materials, short.tolist(), strict=True)),
            slack=dict(zip(self._slack, slack, strict=True)),
            released_t=float(self._release @ values),
        )

    def _cost_of(self, m: Any, facts: LateFacts, scenario: str) -> Vector:
        return self._row(pair for part in scenario_cost(m, facts, scenario).values() for pair in terms_of(part))

    def _operation(self, m: Any, facts: LateFacts, scenario: str) -> Vector:
        """What the years of a scenario's own window cost."""
        yearly = m.future[scenario].cost.items()
        return self._row((facts.discount(t) * c, v) for (_, t), cost in yearly for c, v in terms_of(cost))

    def _row(self, terms: Iterable[tuple[float, Any]]) -> Vector:
        row = np.zeros(self._columns)
        for coefficient, variable in terms:
            place = self._place.get(id(variable))
            if place is not None:
                row[place] += coefficient
        return row

    def _mask(self, variables: Iterable[Any]) -> Vector:
        return self._row((1.0, v) for v in variables)


def _spread(count: int) -> Vector:
    """Numbers between 0 and 1, all different."""
    golden = (np.sqrt(5.0) - 1.0) / 2.0
    return np.asarray(np.arange(count) * golden % 1.0, dtype=float)


def _unweighed(facts: LateFacts) -> list[str]:
    weight = 1.0 - facts.case.settings.risk_weight
    return [s for s, future in facts.futures.items() if weight * future.probability < _LEAST]


def _missing(m: Any, facts: LateFacts, scenario: str, material: str) -> list[Any]:
    """The variables of what is missing of a material in a scenario, base's outside its window."""
    window = set(facts.futures[scenario].window)
    own = [v for (a, _, _, _), v in m.future[scenario].balance.short.items() if a == material]
    base = m.future["base"].balance.short.items()
    return own if scenario == "base" else [*own, *(v for (a, _, _, t), v in base if a == material and t not in window)]
