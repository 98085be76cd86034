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
    whole = np.zeros(len(cost), np.int32) if integral is None else integral.astype(np.int32)
    status = highs.passModel(  # as arrays: a HighsLp would be filled figure by figure, at twice the time
        *(len(cost), len(limits[0]), matrix.nnz),
        *(int(highspy.MatrixFormat.kRowwise), int(highspy.ObjSense.kMinimize), offset),
        *(cost, *bounds, *limits, matrix.indptr[:-1], matrix.indices, matrix.data, whole),
    )
    if status == highspy.HighsStatus.kError:
        raise SolverFault("HiGHS does not take the model")
    return highs
