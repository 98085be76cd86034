"""HiGHS as it is opened here: from arrays in one pass, with options that it is sure to know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import highspy
import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from optimizer.solve.arrays import Vector

THREADS = 1
SEED = 0
DUAL_TOLERANCE = 1e-9
"""MUSD per unit: a USD per tonne with a small probability is 1e-8 MUSD."""

OPTIONS: Mapping[str, Any] = {
    "output_flag": False,
    "threads": THREADS,
    "random_seed": SEED,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 1e-9,
    "mip_feasibility_tolerance": 1e-7,
    "dual_feasibility_tolerance": DUAL_TOLERANCE,
}


class SolverFault(RuntimeError):
    """HiGHS refused a model or an option: a fault of the program, not of the workbook."""


def open_highs(
    cost: Vector,
    offset: float,
    bounds: tuple[Vector, Vector],
    limits: tuple[Vector, Vector],
    matrix: csr_array,
    integral: npt.NDArray[np.bool_] | None = None,
    options: Mapping[str, Any] | None = None,
) -> Any:
    """A HiGHS object that holds min cost·x + offset, limits on the rows of matrix·x, bounds on x.

    Raises:
        SolverFault: HiGHS does not take the model or an option.
    """
    highspy.Highs.resetGlobalScheduler(True)
    highs = highspy.Highs()
    for name, value in {**OPTIONS, **(options or {})}.items():
        if highs.setOptionValue(name, value) != highspy.HighsStatus.kOk:
            raise SolverFault(f"HiGHS does not know the option {name} = {value}")
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(cost), len(limits[0])
    lp.col_cost_, lp.offset_ = cost, offset
    lp.col_lower_, lp.col_upper_ = bounds
    lp.row_lower_, lp.row_upper_ = limits
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = matrix.indptr, matrix.indices, matrix.data
    if integral is not None and integral.any():
        whole, continuous = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
        lp.integrality_ = [whole if i else continuous for i in integral.tolist()]
    if highs.passModel(lp) == highspy.HighsStatus.kError:
        raise SolverFault("HiGHS does not take the model")
    return highs
