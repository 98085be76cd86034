"""The search against plain HiGHS: how soon each has a plan that is proven to be near the best.

Both get the same formulation. Plain HiGHS reads it from an MPS file and runs on one thread with its default options.
The optimizer builds it, compiles it and searches, all inside its clock; reading the file is inside the other's.

Run `python -m tests.benchmarks.plain`.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Any

import highspy
import numpy as np

from optimizer.case.case import Case
from optimizer.case.facts import Facts
from optimizer.errors import StoppedError
from optimizer.excel.load import load
from optimizer.model import build
from optimizer.solve.arrays import Arrays, compile_model
from optimizer.solve.search import solve
from optimizer.solve.session import Problem, Seen, Stop, loaded
from tests.benchmarks.books import REAL
from tests.benchmarks.cpu import setting, show, times
from tests.benchmarks.trajectory import Trajectory

SHARES = (0.03, 0.01, 0.005)
"""Gaps that are waited for, shares of the programme."""
SLOW = 20
"""Wall seconds that a CPU second may take before the clock on the wall ends a search, on a machine that is shared."""


def plain(arrays: Arrays, limit_s: float) -> Trajectory:
    """Plain HiGHS on the formulation, from a file, until the least gap or so many CPU seconds."""
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "plan.mps")
        loaded(Problem.of(arrays), Stop()).writeModel(file)
        highspy.Highs.resetGlobalScheduler(True)
        trajectory = Trajectory()
        highs = highspy.Highs()
        highs.setOptionValue("output_flag", False)
        highs.setOptionValue("threads", 1)
        highs.readModel(file)
    assert highs.getNumCol() == len(arrays.columns), "the file has lost columns"
    _watch(highs, arrays, trajectory, limit_s)
    highs.run()
    return trajectory


def _watch(highs: Any, arrays: Arrays, trajectory: Trajectory, limit_s: float) -> None:
    seen = Seen()

    def improved(event: Any) -> None:
        seen.programme = arrays.programme.of(np.array(event.data_out.mip_solution))
        seen.incumbent = event.data_out.objective_function_value

    def check(event: Any) -> None:
        seen.bound = max(seen.bound, event.data_out.mip_dual_bound)
        trajectory.add(seen.incumbent, seen.bound, seen.programme)
        event.interrupt(trajectory.cpu_s > limit_s or trajectory.share <= SHARES[-1])

    def stop_late(event: Any) -> None:
        event.interrupt(trajectory.cpu_s > limit_s)

    highs.cbMipImprovingSolution.subscribe(improved)
    highs.cbMipInterrupt.subscribe(check)
    highs.cbSimplexInterrupt.subscribe(stop_late)
    highs.cbIpmInterrupt.subscribe(stop_late)


def ours(case: Case, limit_s: float) -> Trajectory:
    """The optimizer's search, until the least gap or so many CPU seconds."""
    trajectory, stop = Trajectory(), Stop()

    def report(_: str, seen: Seen) -> None:
        trajectory.add(seen.incumbent, seen.bound, seen.programme)
        stop.pressed = stop.pressed or trajectory.cpu_s > limit_s

    try:
        found = solve(Facts(case), gap=SHARES[-1], time_limit_s=SLOW * limit_s, report=report, stop=stop)
    except StoppedError:
        return trajectory
    trajectory.add(found.objective_musd, found.bound_musd, found.programme_musd)
    return trajectory


def main() -> None:
    """Print time to each gap for both, and both trajectories."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("book", type=Path, nargs="?", default=REAL, metavar="BOOK", help="workbook (the real one)")
    parser.add_argument("--limit", type=float, default=300.0, metavar="S", help="CPU seconds for each (300)")
    parser.add_argument("--only", choices=("plain", "ours"), help="one of the two")
    options = parser.parse_args()
    print(setting())

    case = load(options.book).case
    arrays = compile_model(build(Facts(case)))
    runs: dict[str, Trajectory] = {}
    if options.only != "ours":
        runs["plain HiGHS"] = plain(arrays, options.limit)
    if options.only != "plain":
        runs["optimizer"] = ours(case, options.limit)
    _print_times(f"{options.book.stem}: {arrays.size}", runs, options.limit)
    for name, trajectory in runs.items():
        rows = [
            [f"{p.cpu_s:.1f}", f"{p.incumbent:,.1f}", f"{p.bound:,.1f}", f"{p.programme:,.0f}", f"{p.share:.2%}"]
            for p in trajectory.milestones()
        ]
        show(f"{name}, MUSD", ["CPU s", "incumbent", "bound", "programme", "gap"], rows)


def _print_times(title: str, runs: dict[str, Trajectory], limit_s: float) -> None:
    rows = []
    for name, trajectory in runs.items():
        reached = [trajectory.seconds_to_plan(), *map(trajectory.seconds_to, SHARES)]
        rows.append([name, *("–" if s is None else f"{s:.1f}" for s in reached)])
    if len(runs) == 2:
        theirs, own = runs.values()
        rows.append(
            ["plain / optimizer", *(_against(theirs.seconds_to(s), own.seconds_to(s), limit_s) for s in SHARES)]
        )
        rows[-1].insert(1, _against(theirs.seconds_to_plan(), own.seconds_to_plan(), limit_s))
    head = ["", "first plan", *(f"{share:.1%}" for share in SHARES)]
    show(f"{title}. CPU seconds to a gap of the programme, at most {limit_s:.0f}", head, rows)


def _against(theirs: float | None, own: float | None, limit_s: float) -> str:
    """How much longer the baseline takes; at least so much where it was stopped before."""
    if own is None:
        return "–"
    return times(theirs, own) if theirs is not None else f"> {times(limit_s, own)}"


if __name__ == "__main__":
    main()
