"""Operating a plan as it was decided, with one of its projects late: a linear programme, each from the last basis.

Stage one stays: starts, price floors, grants and the stock plan. Production, deliveries, stock in scenarios and price
support are decided anew in every scenario, at the least objective of the plan itself. Budgets stay aside: what a late
project needs less or more of price support this year is a matter for the next budget.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

import highspy
import numpy as np
import numpy.typing as npt

from optimizer.case.facts import NO_FLOOR
from optimizer.late.measures import Measures, Reading
from optimizer.late.world import Late, LateFacts
from optimizer.model import build
from optimizer.plan.plan import Plan
from optimizer.solve.arrays import Arrays, Vector, compile_model
from optimizer.solve.highs import SolverFault
from optimizer.solve.session import Problem, Stop, loaded, watch_lp
from optimizer.study.measures import in_base

_KEPT = ("production", "deliveries", "stock", "balance", "price_support", "targets", "risk")
"""The concepts whose rows hold; everything else is decided, or set aside."""


class Operation:
    """The plan with all of its projects on time, and any one of them late."""

    def __init__(self, facts: LateFacts, stop: Stop) -> None:
        self.facts = facts
        self.stop = stop
        m = build(facts)
        arrays = compile_model(m)
        self._place = {id(v): i for i, v in enumerate(arrays.columns)}
        self.measures = Measures(facts, m, arrays)
        self._starts = self._starts_of(m, facts)
        self._release: dict[tuple[str, int], list[int]] = {}
        for (h, _, t), v in m.future[facts.surprise].stock.release.items():
            if id(v) in self._place:
                self._release.setdefault((h, t), []).append(self._place[id(v)])
        self._highs = loaded(self._problem(m, arrays), stop)
        watch_lp(self._highs, stop)
        self._basis: Any = None

    def run(self, late: Late | None = None, released: Collection[str] = ()) -> Reading | None:
        """Operate the plan; None where it was stopped.

        Args:
            late: the project that is late, and by how many years.
            released: stockpiles that may be released in the surprise, in the years by which the project is late.

        Raises:
            SolverFault: HiGHS finds no optimum.
        """
        project, years = late or ("", 0)
        self._fix([self._starts[project, 0]] if late else [], 0.0)
        self._fix([self._starts[project, years]] if late else [], 1.0)
        if self._basis is not None and not released:
            self._highs.setBasis(self._basis)  # on time everything is nearer than where the last delay ended
        opened = [i for h in released for t in self.idle_years(project, years) for i in self._release.get((h, t), ())]
        self._bound(opened, 0.0, np.inf)
        try:
            values = self._solve()
        finally:
            self._bound(opened, 0.0, 0.0)
            self._fix([self._starts[project, years]] if late else [], 0.0)
            self._fix([self._starts[project, 0]] if late else [], 1.0)
        if late is None and values is not None:
            self._basis = self._highs.getBasis()
        return None if values is None else self.measures.read(values)

    def idle_years(self, project: str, years: int) -> list[int]:
        """The years in which a late project would operate if it were on time."""
        row = self.facts.case.projects[project]
        online = row.earliest_start + row.build_years
        return [t for t in self.facts.case.years if online <= t < online + years]

    def _solve(self) -> Vector | None:
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal and not self.stop.now:
            self._highs.clearSolver()
            self._highs.run()
        if self._highs.getModelStatus() == highspy.HighsModelStatus.kOptimal:
            return np.array(self._highs.getSolution().col_value)
        if self.stop.now:
            return None
        raise SolverFault("HiGHS cannot operate the plan with a late project")

    def _starts_of(self, m: Any, facts: LateFacts) -> dict[Late, int]:
        """The column of the start of each project as decided, and of its late copies."""
        levels = levels_of(facts.plan)
        return {
            facts.copies[copy]: self._place[id(v)]
            for (copy, _, level), v in m.investment.start.items()
            if level == levels.get(facts.copies[copy][0]) and id(v) in self._place
        }

    def _problem(self, m: Any, arrays: Arrays) -> Problem:
        """Stage one fixed as decided, everything on time, no stock in the surprise."""
        fixed, values = np.zeros(len(arrays.columns), dtype=bool), np.zeros(len(arrays.columns))
        for i, value in self._decided(m):
            fixed[i], values[i] = True, value
        for columns in self._release.values():
            fixed[columns] = True
        free = ~_kept(m, arrays, self.facts.surprise)
        return replace(
            Problem.of(arrays).fixed(fixed, values),
            integral=np.zeros_like(arrays.integral),
            rows=(np.where(free, -np.inf, arrays.row_lower), np.where(free, np.inf, arrays.row_upper)),
            cost=arrays.objective.weights + self.measures.beside,
            offset=0.0,
        )

    def _decided(self, m: Any) -> list[tuple[int, float]]:
        """Columns of stage one and their values."""
        plan = self.facts.plan
        granted = plan.tables["grants"][["funder", "project", "year", "grant_musd"]].itertuples(index=False)
        grants = {(f, p, t): musd for f, p, t, musd in granted}
        piles = in_base(plan, "stockpiles").set_index(["stockpile", "year"])
        bought, level = piles["plan_t"].to_dict(), piles["level_t"].to_dict()
        on_time = {i for (_, years), i in self._starts.items() if years == 0}
        found = [(v, float(self._place.get(id(v), -1) in on_time)) for v in m.investment.start.values()]
        found += [(v, grants.get(key, 0.0)) for key, v in m.funding.grant.items()]
        found += [(v, bought[key]) for key, v in m.stockpiles.plan.items()]
        found += [(v, level[key]) for key, v in m.stockpiles.level.items()]
        return [(self._place[id(v)], value) for v, value in found if id(v) in self._place]

    def _fix(self, columns: list[int], value: float) -> None:
        self._bound(columns, value, value)

    def _bound(self, columns: list[int], low: float, high: float) -> None:
        if columns:
            index = np.array(columns, dtype=np.int32)
            self._highs.changeColsBounds(len(index), index, np.full(len(index), low), np.full(len(index), high))


def levels_of(plan: Plan) -> dict[str, str]:
    """The price-floor level of each project that is built."""
    built = plan.tables["projects"][["project", "price_floor"]].itertuples(index=False)
    return {str(p): level if isinstance(level, str) else NO_FLOOR for p, level in built}


def _kept(m: Any, arrays: Arrays, surprise: str) -> npt.NDArray[np.bool_]:
    """The rows of operation, and those of targets but for the surprise."""
    aside = {id(m.targets.hold[key]) for key in m.targets.hold if key[4] == surprise}
    return np.fromiter((id(row) not in aside and _block(row) in _KEPT for row in arrays.rows), bool, len(arrays.rows))


def _block(row: Any) -> str:
    return str(row.parent_component().parent_block().local_name)
