"""The search for large models: a first plan, a bound chain by chain, the plan that the chains suggest, then the tree.

Building nothing but what is committed is a plan at once. The linear programme of the whole prices what ties the chains.
At these prices every chain is solved for itself, which bounds the whole and says what is worth building; that plan,
re-timed and funded within the budgets, is most often within the gap. Otherwise the tree goes on from there, by turns
with looking around the best plan: what its most promising node agrees with is kept while the rest is decided anew.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from optimizer.case.facts import Facts
from optimizer.solve.arrays import Arrays, Vector
from optimizer.solve.chains import Chains
from optimizer.solve.node import Box
from optimizer.solve.polish import Polished, polish
from optimizer.solve.recourse.cut import cuts_of, with_cuts
from optimizer.solve.recourse.payments import ShortOfMoneyError, without_lower_prices
from optimizer.solve.recourse.splitting import split
from optimizer.solve.session import Goal, Outcome, Seen, Stop
from optimizer.solve.ties import ties
from optimizer.solve.tree import Tree

CLOSER = 0.2
"""How close a search within the projects that the chains suggest has to come, as a share of the gap asked for."""
CLOSEST = 2e-4
"""Share of the programme that it need not come closer."""

AGREED = 0.02
"""How far the linear programme may be from a decision to count as agreeing with it."""


class LargeSearch:
    """One search; `seen` is up to date at any time. Its points are those of the master problem."""

    def __init__(self, model: Any, whole: Arrays, facts: Facts, stop: Stop, seen: Seen, workers: int = 1) -> None:
        self.model = model
        self.whole = whole
        self.workers = workers
        self.facts = facts
        self.stop = stop
        self.seen = seen
        self.tree: Tree | None = None
        self.apart = without_lower_prices(facts)
        self._split()

    def _split(self) -> None:
        self.master = split(self.model, self.whole, self.workers, self.apart)
        self.arrays = self.master.arrays if self.master else self.whole
        self.recourse = self.master.recourse if self.master else None

    def go(self, goal: Goal, polished: Polished | None = None) -> Outcome:
        """Search to a goal, from the polished plan where there is one."""
        while True:
            try:
                return self._go(goal, polished)
            except ShortOfMoneyError as short:
                self.apart -= short.scenarios
                self.tree, polished = None, None
                self.seen.incumbent, self.seen.bound = float("inf"), float("-inf")
                self._split()

    def _go(self, goal: Goal, polished: Polished | None) -> Outcome:
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
        known = with_cuts(self.arrays, self.tree.relaxed.cuts if self.tree else [])
        point = polish(known, found, stage_one, self.recourse)
        whole = self.whole
        try:
            values, prices = self.master.point(point.values, point.row_duals, cuts_of(point.rows))
        except ShortOfMoneyError:  # of all equally good ways to operate it is one that the budgets do not allow
            return polish(whole, self.master.decided(found), stage_one)
        return Polished(values, whole.objective.of(values), prices, whole.rows)

    def _begin(self, goal: Goal) -> Outcome:
        check = self.master.check if self.master else None
        self.tree = tree = Tree(self.arrays, self.stop, self.seen, self.recourse, check)
        candidates = [p for p in self.facts.starts if not self.facts.is_sure(p)]
        duals = tree.begin(tuple((self.arrays.built[p], 0.0, 0.0) for p in candidates))
        if duals is None:
            return tree.resume(goal)
        known = with_cuts(self.arrays, tree.relaxed.cuts)
        chains = Chains(known, ties(self.model, known), duals, self.stop, self.recourse, self.workers)
        apart = chains.plan() if chains.are_apart else None
        if apart is None:
            return tree.down(goal)
        tree.learn(chains.least())
        tree.effects.update(chains.effects)
        tree.explore(self._as_built(np.round(apart)), self._closer(goal), goal)
        return self._improve(tree, goal)

    def _improve(self, tree: Tree, goal: Goal) -> Outcome:
        """Search on by turns: prove for a while, then look around the best plan for a better one still."""
        outcome = tree.down(goal, pausing=True)
        while not tree.is_done:
            point = tree.most_promising()
            if point is not None:
                tree.explore(self._agreed(tree, point), self._closer(goal), goal, stubborn=True)
            outcome = tree.resume(goal, pausing=True)
        return outcome

    def _closer(self, goal: Goal) -> Goal:
        """How close to come within some bounds, where the rest may hold better plans."""
        return Goal(max(CLOSER * goal.gap, CLOSEST))

    def _as_built(self, values: Vector) -> tuple[Box, ...]:
        """The bounds that keep which projects are built."""
        return tuple((column, values[column], values[column]) for column in self.arrays.built.values())

    def _agreed(self, tree: Tree, point: Vector) -> tuple[Box, ...]:
        """The bounds that keep what the best plan and a point of the linear programme agree on.

        Danna, Rothberg and Le Pape 2005, "Exploring relaxation induced neighborhoods to improve MIP solutions".
        """
        best = np.zeros(len(point)) if tree.best is None else np.round(tree.best)
        same = (i for i in self.arrays.built.values() if abs(point[i] - best[i]) < AGREED)
        return tuple((i, best[i], best[i]) for i in same)
