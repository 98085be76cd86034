"""Supply chains one by one: what they cost at least together, when a price is all that ties them.

The rows in which chains meet are left out, and what they allow is priced instead (Lagrangian relaxation; Geoffrion
1974, "Lagrangean relaxation for integer programming"). For any prices, the best plans of all chains apart cost no more
than the best plan together. Prices from the linear programme make that bound at least as good as its own, and since
each chain is decided as a whole, far better: few chains have many ways that are nearly as good.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from optimizer.solve.arrays import Arrays, Measure, Vector
from optimizer.solve.node import Box, Effect
from optimizer.solve.part import Part, parts
from optimizer.solve.recourse.recourse import Recourse
from optimizer.solve.session import Goal, Outcome, Seen, Stop
from optimizer.solve.tree import Tree

SHARP_MUSD = 0.5
"""How exactly each chain is solved; what is left open is left open in the bound too."""


@dataclass(eq=False)
class _Chain:
    """One chain at the given prices, and what is known about it under some bounds."""

    columns: dict[int, int]
    """Place in the chain by column of the whole model."""
    tree: Tree
    known: dict[frozenset[Box], float] = field(default_factory=dict)

    def least(self, boxes: frozenset[Box]) -> float:
        """The least cost under some bounds, as far as it is proven."""
        if boxes not in self.known:
            outcome = self.solve(boxes)
            bound = math.inf if outcome.status == "infeasible" else outcome.bound
            if self.tree.stop.now:
                return bound
            self.known[boxes] = bound
        return self.known[boxes]

    def solve(self, boxes: Iterable[Box]) -> Outcome:
        return self.tree.under(tuple((self.columns[i], low, high) for i, low, high in boxes), Goal(SHARP_MUSD))


class Chains:
    """A model whose chains are tied by some rows only, at prices for what these rows allow."""

    def __init__(
        self,
        arrays: Arrays,
        tied: npt.NDArray[np.bool_],
        duals: Vector,
        stop: Stop,
        recourse: Recourse | None = None,
        workers: int = 1,
    ) -> None:
        """Split the model.

        Args:
            arrays: the compiled model.
            tied: the rows that are priced.
            duals: a price for every row, MUSD per unit of its right-hand side; any prices give a valid bound.
            stop: ends the work.
            recourse: what is decided in scenarios, where the arrays are those of a master problem.
            workers: how many chains are solved at once, each in a thread; the answer is the same for any number.
        """
        price = _allowed(arrays, np.where(tied, duals, 0.0))
        cost = Measure(arrays.objective.weights - arrays.matrix.T @ price, 0.0)
        self._constant = arrays.objective.constant + _worth(arrays, price)
        self._size = len(arrays.columns)
        self._workers = workers
        together = recourse.ties() if recourse else None
        found = parts(replace(arrays, objective=cost), tied, together)
        self._chains = [_chain(part, stop, recourse) for part in found]
        self._of = {i: chain for chain in self._chains for i in chain.columns}

    @property
    def are_apart(self) -> bool:
        """Whether there is more than one chain to decide on."""
        return sum(bool(chain.tree.arrays.integral.any()) for chain in self._chains) > 1

    def plan(self) -> Vector | None:
        """The best of each chain, put together: cheap, but it may break what ties them; None where time ran out."""
        values = np.zeros(self._size)
        with ThreadPoolExecutor(self._workers) as pool:
            outcomes = list(pool.map(lambda chain: chain.solve(()), self._chains))
        for chain, outcome in zip(self._chains, outcomes, strict=True):
            if outcome.values is None:
                return None
            chain.known[frozenset()] = outcome.bound
            values[list(chain.columns)] = outcome.values
        return values

    @property
    def effects(self) -> dict[tuple[str, Any], Effect]:
        """What deciding on a project has cost its chain so far."""
        found = (item for chain in self._chains for item in chain.tree.effects.items())
        return {key: effect for key, effect in found if key[0] != "gives"}

    def least(self, boxes: Iterable[Box] = ()) -> float:
        """What every plan under some bounds costs at least, MUSD."""
        own: dict[int, list[Box]] = {id(chain): [] for chain in self._chains}
        for box in boxes:
            own[id(self._of[box[0]])].append(box)
        return self._constant + sum(chain.least(frozenset(own[id(chain)])) for chain in self._chains)


def _chain(part: Part, stop: Stop, recourse: Recourse | None) -> _Chain:
    places = {int(i): place for place, i in enumerate(part.columns)}
    own = recourse.within(places) if recourse else None  # opens HiGHS now: it may not be while another one runs
    return _Chain(places, Tree(part.arrays, stop, Seen(), own))


def _allowed(arrays: Arrays, duals: Vector) -> Vector:
    """Prices without those on a side of a row that has no limit."""
    below = (duals > 0) & ~np.isfinite(arrays.row_lower)
    above = (duals < 0) & ~np.isfinite(arrays.row_upper)
    return np.where(below | above, 0.0, duals)


def _worth(arrays: Arrays, price: Vector) -> float:
    """What the limits of the priced rows come to at their prices."""
    limit = np.where(price > 0, arrays.row_lower, arrays.row_upper)
    return float(price[price != 0] @ limit[price != 0])
