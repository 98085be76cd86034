"""How far building and handing over are from the least that any program could do.

The floor: the matrix is there already, as NumPy triplets; it is sorted into rows and passed to HiGHS in one call. It
leaves out all making up of figures, so no model can come near it: what counts is that the multiples do not grow.

Run `python -m tests.benchmarks.floor`.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
from scipy.sparse import coo_array, csr_array

from optimizer.case.facts import Facts
from optimizer.model import build
from optimizer.solve.arrays import Arrays, compile_model
from optimizer.solve.session import Problem, Stop, loaded
from tests.benchmarks.books import real_case
from tests.benchmarks.cpu import resident_mb, setting, show, timed, times

COPIES = 4
"""So many HiGHS objects are held at once to see what one of them takes."""


@dataclass(frozen=True, eq=False)
class Triplets:
    """The matrix entry by entry in no particular order, and the limits: what the floor starts from."""

    arrays: Arrays
    entries: coo_array

    @classmethod
    def of(cls, arrays: Arrays) -> Triplets:
        """The entries of a compiled model, shuffled."""
        entries = coo_array(arrays.matrix)
        order = np.random.default_rng(0).permutation(entries.nnz)
        place = tuple(index[order] for index in entries.coords)
        return cls(arrays, coo_array((entries.data[order], place), shape=entries.shape))


def sorted_rows(triplets: Triplets) -> csr_array:
    """The first half of the floor: triplets to rows."""
    return csr_array(triplets.entries)


def passed(arrays: Arrays, matrix: csr_array) -> Any:
    """The second half of the floor: one call to HiGHS."""
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    status = highs.passModel(
        *(matrix.shape[1], matrix.shape[0], matrix.nnz),
        *(int(highspy.MatrixFormat.kRowwise), int(highspy.ObjSense.kMinimize), arrays.objective.constant),
        *(arrays.objective.weights, arrays.lower, arrays.upper, arrays.row_lower, arrays.row_upper),
        *(matrix.indptr[:-1], matrix.indices, matrix.data, arrays.integral.astype(np.int32)),
    )
    assert status != highspy.HighsStatus.kError, "HiGHS does not take the model"
    assert (highs.getNumRow(), highs.getNumCol(), highs.getNumNz()) == (*matrix.shape, matrix.nnz)
    return highs


def main() -> None:
    """Print build, compile and load as multiples of the floor, and memory per column."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repetitions", type=int, default=5, metavar="N", help="of build and compile (5)")
    count = parser.parse_args().repetitions
    print(setting())
    memory = _memory()

    case = real_case()
    building = timed(build, count, lambda: Facts(case))
    compiling = timed(compile_model, count, lambda: build(Facts(case)))
    arrays = compiling.result
    loading = timed(lambda problem: loaded(problem, Stop()), 5 * count, lambda: Problem.of(arrays))
    triplets = Triplets.of(arrays)
    sorting = timed(sorted_rows, 5 * count, lambda: triplets)
    passing = timed(lambda matrix: passed(arrays, matrix), 5 * count, lambda: sorting.result)

    floor_s = sorting.median_s + passing.median_s
    total_s = building.median_s + compiling.median_s + loading.median_s
    parts = {
        "floor: triplets → rows → HiGHS": floor_s,
        "build (model.build)": building.median_s,
        "compile (arrays.compile_model)": compiling.median_s,
        "load (session.loaded)": loading.median_s,
        "build + compile + load": total_s,
    }
    rows = [[name, f"{s:.3f}", times(s, floor_s)] for name, s in parts.items()]
    title = f"Real workbook: {arrays.size}. Median CPU seconds of {count} (floor and load: {5 * count})"
    show(title, ["", "CPU s", "of the floor"], rows)
    columns = len(arrays.columns)
    rows = [[name, f"{mb:.0f}", f"{mb * 1e3 / columns:.2f}"] for name, mb in memory.items()]
    show("Growth of resident memory (RSS), first time in the process", ["", "MB", "kB per column"], rows)


def _memory() -> dict[str, float]:
    """Growth of resident memory by step, MB. Before anything else is measured, so that nothing is reused."""
    case = real_case()
    loaded(Problem.of(compile_model(build(Facts(case), []))), Stop())  # everything is imported by now
    seen = [resident_mb()]
    model = build(Facts(case))
    seen.append(resident_mb())
    arrays = compile_model(model)
    seen.append(resident_mb())
    matrix = csr_array(arrays.matrix)
    kept = [passed(arrays, matrix) for _ in range(2 * COPIES)]  # they take what compiling has left behind
    seen.append(resident_mb())
    kept += [passed(arrays, matrix) for _ in range(COPIES)]
    seen.append(resident_mb())
    kept += [loaded(Problem.of(arrays), Stop()) for _ in range(COPIES)]
    seen.append(resident_mb())
    assert len(kept) == 4 * COPIES  # all of them are held until here
    built, compiled, _, floor, ours = np.diff(seen)
    return {
        f"floor: HiGHS object (mean of {COPIES})": floor / COPIES,
        "build": built,
        "compile": compiled,
        f"load: HiGHS object (mean of {COPIES})": ours / COPIES,
    }


if __name__ == "__main__":
    main()
