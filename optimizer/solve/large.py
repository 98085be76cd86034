"""The search for large models: a first plan, a bound chain by chain, the plan that the chains suggest, then the tree.

Building nothing but what is committed is a plan at once. The linear programme of the whole prices what ties the chains.
At these prices every chain is solved for itself, which bounds the whole and says what is worth building; that plan,
re-timed and funded within the budgets, is most often within the gap. Otherwise the tree goes on from there.
"""

from __future__ import annotations

from typing import Any

from optimizer.case.facts import Facts
from optimizer.solve.arrays import Arrays, Vector
from optimizer.solve.chains import Chains
from optimizer.solve.polish import Polished, polish
from optimizer.solve.recourse.cut import cuts_of, with_cuts
from optimizer.solve.recourse.master import split
from optimizer.solve.session import Goal, Outcome, Seen, Stop
from optimizer.solve.ties import ties
from optimizer.solve.tree import Box, Tree

CLOSER = 0.2
"""How close a search within the projects that the chains suggest has to come, as a share of the gap asked for."""
CLOSEST = 2e-4
"""Share of the programme that it need not come closer."""


class LargeSearch:
    """One search; `seen` is up to date at any time. Its points are those of the master problem."""

    def __init__(self, model: Any, whole: Arrays, facts: Facts, stop: Stop, seen: Seen) -> None:
        self.model = model
        self.master = split(model, whole)
        self.arrays = self.master.arrays if self.master else whole
        self.recourse = self.master.recourse if self.master else None
        self.facts = facts
        self.stop = stop
        self.seen = seen
        self.tree: Tree | None = None

    def go(self, goal: Goal, polished: Polished | None = None) -> Outcome:
        """Search to a goal, from the polished plan where there is one."""
        if self.tree is None:
            return self._begin(goal)
        if polished is not None:
            values = self.master.of(polished.values) if self.master else polished.values
            self.tree.best = values
            self.seen.programme = self.arrays.programme.of(values)
            self.seen.incumbent = min(self.seen.incumbent, polished.objective)
        return self.tree.resume(goal)

    def polish(self, found: Vector, stage_one: list[Any]) -> Polished:
        """The plan of the whole model that is reported for a point of the search.

        Raises:
            SolverFault: HiGHS finds no optimum for integers that it found itself.
        """
        if self.master is None:
            return polish(self.arrays, found, stage_one)
        known = with_cuts(self.arrays, self.tree.cuts if self.tree else [])
        point = polish(known, found, stage_one, self.recourse)
        values, prices = self.master.point(point.values, point.row_duals, cuts_of(point.rows))
        whole = self.master.whole
        return Polished(values, whole.objective.of(values), prices, whole.rows)

    def _begin(self, goal: Goal) -> Outcome:
        self.tree = tree = Tree(self.arrays, self.stop, self.seen, self.recourse)
        candidates = [p for p in self.facts.starts if not self.facts.is_sure(p)]
        duals = tree.begin(tuple((self.arrays.built[p], 0.0, 0.0) for p in candidates))
        if duals is None:
            return tree.resume(goal)
        known = with_cuts(self.arrays, tree.cuts)
        chains = Chains(known, ties(self.model, known), duals, self.stop, self.recourse)
        apart = chains.plan() if chains.are_apart else None
        if apart is None:
            return tree.down(goal)
        tree.learn(chains.least())
        tree.explore(self._as_built(apart), Goal(max(CLOSER * goal.gap, CLOSEST)), goal)
        return tree.down(goal)

    def _as_built(self, values: Vector) -> tuple[Box, ...]:
        """The bounds that keep which projects are built."""
        built = ((column, round(values[column])) for column in self.arrays.built.values())
        return tuple((column, float(whole), float(whole)) for column, whole in built)
