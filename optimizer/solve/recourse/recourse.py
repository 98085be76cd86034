"""All that is decided once a scenario has shown itself, as a function of what was decided before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property

import numpy as np

from optimizer.solve.arrays import Vector
from optimizer.solve.recourse.batch import Batch, Placed
from optimizer.solve.recourse.cut import Cut
from optimizer.solve.recourse.operation import Index

BATCH_COLUMNS = 3_000
"""Columns of operation that one HiGHS object holds: large ones cost time when little has changed, small ones always."""


class Recourse:
    """The operations that hang on the decisions of a master problem."""

    def __init__(self, placed: Sequence[Placed], workers: int = 1) -> None:
        """Take in the operations.

        Args:
            placed: the operations, by their columns in the master problem.
            workers: how many threads ask at once. HiGHS runs outside Python's lock, and the answer is the same for any.
        """
        self.placed = list(placed)
        self.workers = workers
        self.batches = self._batches()
        """The operations, those that hang on the same decisions side by side."""

    def _batches(self) -> list[Batch]:
        batches: list[list[Placed]] = [[]]
        size = 0
        for one in sorted(self.placed, key=lambda one: (one.links[:1].tolist(), one.share)):
            width = len(one.operation.cost)
            if size and size + width > BATCH_COLUMNS:
                batches.append([])
                size = 0
            batches[-1].append(one)
            size += width
        return [Batch(batch) for batch in batches if batch]

    def broken(self, values: Vector) -> list[Cut]:
        """The cuts that a point of the master breaks; none where operation is possible at the cost that it says."""
        if self.workers == 1 or len(self.batches) == 1:
            return [cut for batch in self.batches for cut in batch.broken(values)]
        return [cut for cuts in self._pool.map(lambda batch: batch.broken(values), self.batches) for cut in cuts]

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self.workers)

    @property
    def spent(self) -> Index:
        """The columns of what operations may spend."""
        return np.array([one.spent for one in self.placed if one.spent is not None], dtype=np.intp)

    def within(self, places: Mapping[int, int]) -> Recourse | None:
        """The operations of a part of the master but those that tie parts, given the place of each of its columns."""
        own = [one for one in self.placed if one.share in places and not one.operation.tying]
        return Recourse([_moved(one, places) for one in own]) if own else None

    def ties(self) -> tuple[Index, Index]:
        """Pairs of operation and column that belong to one chain, also where no cut says so yet."""
        columns = [np.append(one.links, one.share) for one in self.placed if not one.operation.tying]
        number = np.repeat(np.arange(len(columns)), [len(c) for c in columns])
        return number, np.concatenate([np.zeros(0, dtype=np.intp), *columns])


def _moved(one: Placed, places: Mapping[int, int]) -> Placed:
    links = np.array([places[i] for i in one.links.tolist()], dtype=np.intp)
    return Placed(one.operation, links, places[one.share], None if one.spent is None else places[one.spent])
