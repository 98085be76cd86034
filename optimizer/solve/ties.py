"""Where supply chains meet: budgets, private money, risk and targets on all money. Nothing else ties them together."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from optimizer.case.scopes import OF_FUNDERS, OF_INVESTMENT
from optimizer.solve.arrays import Arrays
from optimizer.solve.recourse.standin import StandIn

_OF_MONEY = (*OF_FUNDERS, *OF_INVESTMENT)


def ties(model: Any, arrays: Arrays) -> npt.NDArray[np.bool_]:
    """Which rows of the compiled model may join chains that have no material in common."""
    blocks = {id(model.risk), *(id(future.outlays) for future in model.future.values())}
    private, targets = id(model.funding.private), id(model.targets.hold)

    def is_tie(row: Any) -> bool:
        if isinstance(row, StandIn):
            return bool(row.meaning.tying)
        component = row.parent_component()
        if id(component) == targets:
            return model.targets.limit[row.index()].target.metric in _OF_MONEY
        return id(component) == private or id(component.parent_block()) in blocks

    return np.fromiter((is_tie(row) for row in arrays.rows), bool, len(arrays.rows))
