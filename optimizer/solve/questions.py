"""What a point of the linear programme leaves undecided: whether to build, when and under which floor, who gives."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from optimizer.solve.arrays import Arrays, Vector
from optimizer.solve.node import Box, Choice

INTEGRAL_WITHIN = 1e-8


class Questions:
    """The decisions of a model."""

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays
        chosen = {i for columns in arrays.starts.values() for i in columns}
        self._others = [i for i in np.flatnonzero(arrays.integral).tolist() if i not in chosen]

    def of(self, values: Vector) -> Iterator[Choice]:
        """What the point leaves undecided: whether, the likeliest first, then when and under which floor, who gives."""
        whether: list[tuple[float, Choice]] = []
        when: list[Choice] = []
        for project, columns in self._arrays.starts.items():
            taken = [i for i in columns if values[i] > INTEGRAL_WITHIN]
            built = sum(values[i] for i in taken)
            if INTEGRAL_WITHIN < built < 1.0 - INTEGRAL_WITHIN:
                chosen = self._arrays.built[project]
                none: tuple[Box, ...] = tuple((i, 0.0, 0.0) for i in columns)
                whether.append((-built, (("built", project), none, ((chosen, 1.0, 1.0),))))
            elif len(taken) > 1:
                when.append((("when", project), *_split(columns, taken, values)))
        yield from (choice for _, choice in sorted(whether, key=lambda entry: entry[0]))
        yield from when
        for i in self._others:
            if INTEGRAL_WITHIN < values[i] < 1.0 - INTEGRAL_WITHIN:
                yield ("gives", int(i)), ((int(i), 0.0, 0.0),), ((int(i), 1.0, 1.0),)


def _split(columns: list[int], taken: list[int], values: Vector) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
    """The columns in order of time and floor, cut where half of the weight lies on either side."""
    weight = np.cumsum([values[i] for i in taken])
    last = taken[min(int(np.searchsorted(weight, weight[-1] / 2)), len(taken) - 2)]
    cut = columns.index(last) + 1
    return tuple((i, 0.0, 0.0) for i in columns[cut:]), tuple((i, 0.0, 0.0) for i in columns[:cut])
