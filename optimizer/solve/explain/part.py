"""Some rows of the model alone, as a linear programme: quick to solve, and beyond doubt."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csc_array

from optimizer.solve.explain.oracle import Within
from optimizer.solve.explain.relaxable import Mask, Relaxable
from optimizer.solve.session import Problem, Stop, run

_EACH_S = 30.0


@dataclass(frozen=True, eq=False)
class Part:
    """Rows of the model; what they make impossible is impossible in the whole."""

    model: Relaxable
    rows: Mask
    stop: Stop

    def impossible(self, in_force: Mask) -> bool:
        """Whether these rows of the part, with all that is certain in it, have no point."""
        a = self.model.arrays
        index = np.flatnonzero(self.rows & (in_force | ~self.model.stated))
        block = self.model.by_row[index]
        used = np.unique(block.indices)
        small = replace(
            a,
            columns=[a.columns[i] for i in used],
            matrix=csc_array(block[:, used]),
            row_lower=a.row_lower[index],
            row_upper=a.row_upper[index],
            lower=a.lower[used],
            upper=a.upper[used],
            integral=np.zeros(len(used), dtype=bool),
        )
        problem = replace(Problem.of(small), cost=np.zeros(len(used)), offset=0.0, options={"presolve": "off"})
        return run(problem, Within.seconds(_EACH_S, self.stop)).status == "infeasible"
