"""What a point of the model comes to, in terms that can be compared: expected costs by term, shortage, purchases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from optimizer.case.case import BASE
from optimizer.case.facts import Facts
from optimizer.model.linear import terms_of
from optimizer.plan.values import DUST
from optimizer.solve.arrays import Vector
from optimizer.solve.search import Solution
from optimizer.why.prices import penalty_musd

Label = tuple[str, str]
"""What is added up, and of what. In MUSD: ("cost", term), ("shortage cost", material), ("purchases cost", material),
("target cost", target). In tonnes: ("shortage", material), ("purchases", material), ("production", project),
("target", target)."""
Entry = tuple[Label, float, Any]


class Ledger:
    """The measures of a solved case, compiled once so that every answer is added up in no time."""

    def __init__(self, solution: Solution) -> None:
        column = {id(v): i for i, v in enumerate(solution.arrays.columns)}
        entries = [(label, c, column[id(v)]) for label, c, v in _entries(solution) if id(v) in column]
        self.labels = list(dict.fromkeys(label for label, _, _ in entries))
        place = {label: n for n, label in enumerate(self.labels)}
        data = np.array([c for _, c, _ in entries], dtype=float)
        rows, columns = [place[label] for label, _, _ in entries], [i for _, _, i in entries]
        self._matrix = csr_array((data, (rows, columns)), shape=(len(self.labels), len(column)))

    def of(self, values: Vector) -> dict[Label, float]:
        """Every measure at a point, but for constants."""
        return dict(zip(self.labels, (self._matrix @ values).tolist(), strict=True))

    def change(self, before: Vector, after: Vector) -> dict[Label, float]:
        """By how much each measure differs, where it does."""
        change = self.of(after - before)
        return {label: value for label, value in change.items() if abs(value) > DUST}


def chance(facts: Facts, scenario: str, year: int) -> float:
    """Probability that a year is as in a scenario; base stands for every other one outside its window."""
    futures = facts.futures
    if scenario != BASE:
        return futures[scenario].probability
    return sum(f.probability for f in futures.values() if f.is_base or year not in f.window)


def _entries(solution: Solution) -> Iterator[Entry]:
    m, facts = solution.model, solution.facts
    for term, cost in m.cost.items():
        yield from ((("cost", term), c, v) for c, v in terms_of(cost))
    for key, slack in m.targets.slack.items():
        yield ("target", key[0]), 1.0, slack
        yield ("target cost", key[0]), penalty_musd(facts, m.targets.limit[key]), slack
    for scenario in m.future:
        yield from _operation(m.future[scenario], facts, scenario)


def _operation(b: Any, facts: Facts, scenario: str) -> Iterator[Entry]:
    case = facts.case
    weight = {t: chance(facts, scenario, t) for t in facts.futures[scenario].window}
    for (term, t), cost in b.cost.items():
        factor = weight[t] * facts.discount(t)
        if factor:
            yield from ((("cost", term), factor * c, v) for c, v in terms_of(cost))
    usd_per_t = {(row.material, row.market, row.tier): row.shortage_cost for row in case.demand}
    for (material, r, tier, t), short in b.balance.short.items():
        yield ("shortage", material), weight[t], short
        yield ("shortage cost", material), weight[t] * facts.discount(t) * usd_per_t[material, r, tier] / 1e6, short
    for (e, _, t), bought in b.deliveries.buy.items():
        row = case.supply[e]
        price = facts.futures[scenario].own_price(row, t) / 1e6
        yield ("purchases", row.material), weight[t], bought
        yield ("purchases cost", row.material), weight[t] * facts.discount(t) * price, bought
    for (p, t), run in b.production.run.items():
        yield ("production", p), weight[t], run
