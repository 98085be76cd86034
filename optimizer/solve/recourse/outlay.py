"""What an operation spends of public money: what decides between plans of equal objective.

The cheapest way to operate says nothing of it, so what may be spent is one more decision that the operation hangs on.
The search allows all that could be spent; where the least outlay is asked for, as little as operation can do with.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array, hstack, vstack

from optimizer.solve.arrays import Vector
from optimizer.solve.recourse.operation import NotSeparableError, Operation, weight_of


@dataclass(frozen=True, eq=False)
class Outlay:
    """What an operation spends, by its own columns, as one of its years counts it."""

    unit: Vector
    counted: float
    """What it counts in the measure, over all its years."""
    most: float
    """What it can come to."""


def outlay(operation: Operation, weights: Vector) -> Outlay | None:
    """What an operation spends; None where it spends nothing.

    Args:
        operation: the operation.
        weights: of a measure, by column of the whole model.

    Raises:
        NotSeparableError: its years count it in different ways, or nothing limits it.
    """
    each = [weights[member.columns] for member in operation.members]
    unit = max(each, key=lambda one: float(np.abs(one).max(initial=0.0)))
    if not unit.any():
        return None
    spending = unit != 0
    most = float(unit[spending] @ operation.limit[spending])
    if not np.isfinite(most) or (unit < 0).any() or operation.lower[spending].any():
        raise NotSeparableError
    return Outlay(unit, sum(weight_of(one, unit) for one in each), most)


def limited(operation: Operation, spent: Outlay, column: int) -> Operation:
    """The operation with one more row: it spends no more than a further decision says, a column of that number."""
    rows, links = operation.linking.shape
    below = csr_array(([-1.0], ([0], [links])), shape=(1, links + 1))
    linking = hstack([operation.linking, csr_array((rows, 1))])
    return replace(
        operation,
        inside=csr_array(vstack([operation.inside, spent.unit[None, :]])),
        linking=csr_array(vstack([linking, below])),
        row_lower=np.append(operation.row_lower, -np.inf),
        row_upper=np.append(operation.row_upper, 0.0),
        links=np.append(operation.links, column),
        link_lower=np.append(operation.link_lower, 0.0),
        link_upper=np.append(operation.link_upper, spent.most),
    )
