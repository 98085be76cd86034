"""Building and handing over against linopy, a library of labelled arrays, on a slice that both can state.

Both state base of the real workbook without public money, stock and targets, end in an object of HiGHS, and
have to come to the same optimum of the linear relaxation. linopy is given its figures as arrays that are ready; the
optimizer works them out itself, inside the clock.

Run `python -m tests.benchmarks.peer` with the extra `benchmarks` installed.
"""

from __future__ import annotations

import argparse
import math
from typing import Any

import highspy

from optimizer.case.facts import Facts
from optimizer.model import build
from optimizer.solve.arrays import compile_model
from optimizer.solve.session import Problem, Stop, loaded
from tests.benchmarks.books import real_case
from tests.benchmarks.cpu import Work, in_turn, setting, show, times
from tests.benchmarks.peer_model import Slice
from tests.benchmarks.slice import Figures, sliced

SAME = 1e-7
"""Relative difference up to which two optima are the same."""


def lp_optimum(highs: Any) -> float:
    """The optimum of the linear relaxation, MUSD."""
    for name, value in {"output_flag": False, "solve_relaxation": True, "threads": 1}.items():
        assert highs.setOptionValue(name, value) == highspy.HighsStatus.kOk, name
    highs.run()
    assert highs.getModelStatus() == highspy.HighsModelStatus.kOptimal, highs.getModelStatus()
    return float(highs.getInfo().objective_function_value)


def size(highs: Any) -> list[str]:
    """Rows, columns and nonzeros that HiGHS holds."""
    return [f"{highs.getNumRow():,}", f"{highs.getNumCol():,}", f"{highs.getNumNz():,}"]


def main() -> None:
    """Print CPU seconds of both, their ratio, and whether they agree."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repetitions", type=int, default=7, metavar="N", help="rounds that count (7)")
    count = parser.parse_args().repetitions
    print(setting())

    case = sliced(real_case())
    figures, arrays = Slice(Figures(Facts(case))), compile_model(build(Facts(case)))
    works: dict[str, Work] = {
        "build": (build, lambda: Facts(case)),
        "compile": (compile_model, lambda: build(Facts(case))),
        "load": (lambda problem: loaded(problem, Stop()), lambda: Problem.of(arrays)),
        "work out": (Slice, lambda: Figures(Facts(case))),
        "state": (lambda model: model.build(), lambda: figures),
        "pass": (lambda model: model.to_highspy(set_names=False), figures.build),
    }
    done = in_turn(works, count)
    cpu_s = {name: part.median_s for name, part in done.items()}
    ours, theirs = done["load"].result, done["pass"].result
    ours_s = [cpu_s["build"], cpu_s["compile"] + cpu_s["load"]]
    theirs_s = [cpu_s["state"], cpu_s["pass"]]
    rows = [
        ["optimizer", *(f"{s:.3f}" for s in ours_s), f"{sum(ours_s):.3f}", *size(ours)],
        ["linopy (sparse, v1)", *(f"{s:.3f}" for s in theirs_s), f"{sum(theirs_s):.3f}", *size(theirs)],
    ]
    head = ["", "build", "hand over", "together", "rows", "columns", "nonzeros"]
    show(f"Base of the real workbook, the slice that both state. Median CPU seconds of {count}", head, rows)
    print(f"\noptimizer / linopy: {times(sum(ours_s), sum(theirs_s))}")
    prepared = sum(theirs_s) + cpu_s["work out"]
    print(f"the same with linopy's figures worked out inside the clock: {times(sum(ours_s), prepared)}")
    optima = lp_optimum(ours), lp_optimum(theirs)
    apart = abs(optima[0] - optima[1]) / abs(optima[0])
    print(f"optimum of the relaxation: {optima[0]:.6f} and {optima[1]:.6f} MUSD, {apart:.0e} apart")
    assert math.isclose(*optima, rel_tol=SAME), "the two do not state the same problem"


if __name__ == "__main__":
    main()
