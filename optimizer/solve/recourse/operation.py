"""The operation of a scenario in parts that have nothing in common but what is decided on the project, stock and money.

Once it is known what is built and how much is stocked, released and bought for stock, each supply chain is operated by
itself in each year of a scenario: a small linear programme whose limits follow from these decisions. Scenarios in which
a chain meets the same world in a year share one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array, csr_array, hstack
from scipy.sparse.csgraph import connected_components

from optimizer.solve.arrays import Arrays, Vector
from optimizer.solve.recourse.bounds import implied_upper

Index = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]


class NotSeparableError(ValueError):
    """The cost of an operation is not counted as one sum, so it cannot be told apart from the rest."""


@dataclass(frozen=True, eq=False)
class Member:
    """One year of one scenario in which an operation takes place."""

    columns: Index
    """In the whole model, in the order of the operation."""
    rows: Index
    """In the whole model, in the order of the operation."""
    weight: float
    """What 1 MUSD of its cost counts in the objective."""


@dataclass(frozen=True, eq=False)
class Operation:
    """min cost·z with row_lower ≤ W·z + T·x ≤ row_upper, lower ≤ z ≤ upper, for the decisions x that it hangs on."""

    inside: csr_array
    """W: rows × own columns."""
    linking: csr_array
    """T: rows × links."""
    row_lower: Vector
    row_upper: Vector
    lower: Vector
    upper: Vector
    cost: Vector
    """MUSD per unit, discounted, of one scenario."""
    links: Index
    """Columns of x in the whole model."""
    link_lower: Vector
    link_upper: Vector
    tying: bool
    """Whether it ties chains together that have nothing else in common."""
    members: list[Member] = field(default_factory=list)

    @cached_property
    def limit(self) -> Vector:
        """An upper limit of every own column that follows from the rows, infinite where they give none."""
        matrix = hstack([self.inside, self.linking])
        bounds = np.append(self.lower, self.link_lower), np.append(self.upper, self.link_upper)
        return implied_upper(len(self.cost), matrix, (self.row_lower, self.row_upper), bounds)

    @property
    def least_cost(self) -> float:
        """What it costs at least, whatever is decided, MUSD.

        Raises:
            NotSeparableError: nothing limits what it could earn.
        """
        priced = self.cost != 0
        least = float(self.cost[priced] @ np.where(self.cost > 0, self.lower, self.limit)[priced])
        if not np.isfinite(least):
            raise NotSeparableError
        return least

    def cost_of(self, values: Vector) -> float:
        """What it costs at a point of the whole model, MUSD."""
        return float(self.cost @ values[self.members[0].columns])


def operations(arrays: Arrays, own: Mask, outside: Mask, tying: Mask) -> list[Operation]:
    """The operations of a model.

    Args:
        arrays: the whole model.
        own: the columns of operation, of which no two scenarios share a row but those outside.
        outside: rows that only add up costs; they tie no operations together.
        tying: own columns that tie chains together.

    Raises:
        NotSeparableError: what a unit costs is not the same share of the objective throughout an operation.
    """
    matrix = csr_array(arrays.matrix)
    found: dict[bytes, Operation] = {}
    for columns, rows in _groups(matrix, own, outside):
        operation = _operation(arrays, matrix, own, columns, rows, bool(tying[columns].any()))
        same = found.setdefault(_key(operation), operation)
        same.members.append(Member(columns, rows, weight_of(arrays.objective.weights[columns], operation.cost)))
    return list(found.values())


def _groups(matrix: csr_array, own: Mask, outside: Mask) -> Iterator[tuple[Index, Index]]:
    """Columns and rows that hang together by own columns, each in the order of the model."""
    entries = matrix.tocoo()
    inner = own[entries.col] & ~outside[entries.row]
    height, width = matrix.shape
    edges = coo_array(
        (np.ones(int(inner.sum())), (entries.col[inner], entries.row[inner] + width)), shape=(width + height,) * 2
    )
    label = connected_components(edges, directed=False)[1]
    columns = np.flatnonzero(own)
    rows = np.unique(entries.row[inner])
    first = {int(name): place for place, name in reversed(list(enumerate(label[columns])))}
    order = sorted(first, key=first.__getitem__)
    own_columns, own_rows = _by_label(label[columns], columns), _by_label(label[rows + width], rows)
    none = np.zeros(0, dtype=np.intp)
    return ((own_columns[name], own_rows.get(name, none)) for name in order)


def _by_label(label: Index, index: Index) -> dict[int, Index]:
    order = np.argsort(label, kind="stable")
    names, begin = np.unique(label[order], return_index=True)
    return dict(zip(names.tolist(), np.split(index[order], begin[1:]), strict=True))


def _operation(arrays: Arrays, matrix: csr_array, own: Mask, columns: Index, rows: Index, tying: bool) -> Operation:
    block = matrix[rows]
    inner = own[block.indices]
    links, link = np.unique(block.indices[~inner], return_inverse=True)
    row = np.repeat(np.arange(len(rows)), np.diff(block.indptr))
    place = np.searchsorted(columns, block.indices[inner])
    shape = (len(rows), len(columns))
    return Operation(
        inside=csr_array((block.data[inner], (row[inner], place)), shape=shape),
        linking=csr_array((block.data[~inner], (row[~inner], link)), shape=(len(rows), len(links))),
        row_lower=arrays.row_lower[rows],
        row_upper=arrays.row_upper[rows],
        lower=arrays.lower[columns],
        upper=arrays.upper[columns],
        cost=arrays.operation.weights[columns],
        links=links.astype(np.intp),
        link_lower=arrays.lower[links],
        link_upper=arrays.upper[links],
        tying=tying,
    )


def _key(o: Operation) -> bytes:
    """The same for operations in the same world that hang on the same decisions."""
    parts = [o.row_lower, o.row_upper, o.lower, o.upper, o.cost, o.links]
    parts += [part for m in (o.inside, o.linking) for part in (m.indptr, m.indices, m.data)]
    digest = hashlib.sha256()
    for part in parts:
        digest.update(np.ascontiguousarray(part).tobytes() + b"|")
    return digest.digest()


def weight_of(weights: Vector, cost: Vector) -> float:
    """What the cost counts in the objective."""
    most = int(np.argmax(np.abs(cost))) if len(cost) else 0
    weight = float(weights[most] / cost[most]) if len(cost) and cost[most] else 0.0
    if not np.allclose(weights, weight * cost, rtol=1e-9, atol=1e-12):
        raise NotSeparableError
    return weight
