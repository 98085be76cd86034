"""Many scenarios: how the cost of a proven plan grows with their number, and what taking them apart is worth.

Futures are drawn from the hazards of the real workbook, as `optimizer sample` draws them. The baseline is the linear
programme of the whole, in one piece, given to HiGHS; it is skipped where it is too large to wait for.

Run `python -m tests.benchmarks.many`.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from optimizer.case.case import Case
from optimizer.case.facts import Facts
from optimizer.excel.load import load, open_book
from optimizer.excel.sampled_book import write_sampled
from optimizer.model import build
from optimizer.sample.sampling import Asked, sample
from optimizer.solve.arrays import Arrays, compile_model
from optimizer.solve.recourse.cut import add_cuts
from optimizer.solve.recourse.master import Master
from optimizer.solve.recourse.payments import without_lower_prices
from optimizer.solve.recourse.splitting import split
from optimizer.solve.search import solve
from optimizer.solve.session import Problem, Seen, Stop, loaded
from tests.benchmarks.books import REAL
from tests.benchmarks.cpu import setting, show, times
from tests.benchmarks.growth import exponent
from tests.benchmarks.plain import SHARES, SLOW
from tests.benchmarks.trajectory import Trajectory

FUTURES = [34, 68, 136, 272]
"""How many futures are drawn; equal ones are one scenario."""

WHOLE_UP_TO = 400_000
"""Columns beyond which the linear programme of the whole is not waited for."""


@dataclass(frozen=True)
class Run:
    """One number of futures."""

    futures: int
    scenarios: int
    years: int
    """Years of scenarios in which operation is planned separately."""
    columns: int
    whole_s: float | None
    """CPU seconds of the linear programme in one piece."""
    apart_s: float
    trajectory: Trajectory
    search_s: float
    """CPU seconds of the search in all."""
    peak_mb: int


def sampled_case(futures: int, seed: int) -> Case:
    """The real workbook with so many futures drawn from its hazards."""
    opened = open_book(REAL)
    case = opened.case().case
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sampled.xlsx"
        write_sampled(opened, case, sample(case, Asked(futures, seed)), path)
        return load(path).case


def in_one_piece(arrays: Arrays) -> float:
    """CPU seconds of its linear programme."""
    problem = replace(Problem.of(arrays), integral=np.zeros_like(arrays.integral))
    clock = time.process_time()
    loaded(problem, Stop()).run()
    return time.process_time() - clock


def taken_apart(master: Master) -> float:
    """CPU seconds of the same, as decisions and the operation that follows them."""
    clock = time.process_time()
    problem = replace(Problem.of(master.arrays), integral=np.zeros_like(master.arrays.integral))
    highs = loaded(problem, Stop())
    while True:
        highs.run()
        cuts = master.recourse.broken(np.array(highs.getSolution().col_value))
        if not cuts:
            return time.process_time() - clock
        add_cuts(highs, cuts)


def search(case: Case, limit_s: float) -> Trajectory:
    """The search of the optimizer, building included, to the least gap or so many CPU seconds."""
    trajectory, stop = Trajectory(), Stop()

    def report(_: str, seen: Seen) -> None:
        trajectory.add(seen.incumbent, seen.bound, seen.programme)
        stop.pressed = stop.pressed or trajectory.cpu_s > limit_s

    found = solve(Facts(case), gap=SHARES[-1], time_limit_s=SLOW * limit_s, report=report, stop=stop)
    trajectory.add(found.objective_musd, found.bound_musd, found.programme_musd)
    return trajectory


def measured(futures: int, seed: int, limit_s: float) -> Run:
    """Draw, build, take apart, search."""
    case = sampled_case(futures, seed)
    facts = Facts(case)
    model = build(facts)
    arrays = compile_model(model)
    columns = len(arrays.columns)
    whole = in_one_piece(arrays) if columns <= WHOLE_UP_TO else None
    master = split(model, arrays, apart=without_lower_prices(facts))
    assert master is not None
    apart = taken_apart(master)
    del model, arrays, master
    trajectory = search(case, limit_s)
    years = sum(len(future.window) for future in facts.futures.values() if not future.is_base)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return Run(futures, len(facts.futures) - 1, years, columns, whole, apart, trajectory, trajectory.cpu_s, peak)


def main() -> None:
    """Print each number of futures, and the exponent of the growth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--futures", type=int, nargs="+", default=FUTURES, metavar="N", help="how many to draw")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="another seed draws others (1)")
    parser.add_argument("--limit", type=float, default=900.0, metavar="S", help="CPU seconds for each search (900)")
    options = parser.parse_args()
    print(setting())
    runs = []
    for futures in options.futures:
        runs.append(measured(futures, options.seed, options.limit))
        _print(runs)


def _print(runs: list[Run]) -> None:
    rows = [
        [
            f"{run.futures}",
            f"{run.scenarios}",
            f"{run.years}",
            f"{run.columns:,}",
            "–" if run.whole_s is None else f"{run.whole_s:.1f}",
            f"{run.apart_s:.1f}",
            "–" if run.whole_s is None else times(run.whole_s, run.apart_s),
            *(_seconds(run.trajectory.seconds_to(share)) for share in SHARES),
            f"{run.trajectory.share:.2%}",
            f"{run.search_s:.0f}",
            f"{run.peak_mb:,}",
        ]
        for run in runs
    ]
    head = ["futures", "scenarios", "years", "columns", "LP whole", "LP apart", "", *(f"{s:.1%}" for s in SHARES)]
    show("CPU seconds", [*head, "gap at end", "in all", "peak MB"], rows)
    done = [run for run in runs if run.trajectory.seconds_to(SHARES[-1]) is not None]
    if len(done) > 1:
        seconds = [run.trajectory.seconds_to(SHARES[-1]) or 0.0 for run in done]
        grown = exponent([run.scenarios for run in done], seconds)
        print(f"CPU seconds to {SHARES[-1]:.1%} grow as the number of scenarios to the power of {grown:.2f}\n")


def _seconds(seconds: float | None) -> str:
    return "–" if seconds is None else f"{seconds:.0f}"


if __name__ == "__main__":
    main()
