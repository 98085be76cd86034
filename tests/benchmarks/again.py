"""The next point of a sweep: making the model of the real workbook over, against making it afresh.

Run `python -m tests.benchmarks.again`.
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from optimizer.case.case import Case
from optimizer.case.facts import Facts
from optimizer.solve.made import Maker
from tests.benchmarks.books import real_case
from tests.benchmarks.cpu import setting, show, timed, times


def budgets(case: Case, factor: float) -> Case:
    """Every budget times a factor."""
    rows = {f: replace(b, years={t: v * factor for t, v in b.years.items()}) for f, b in case.budgets.items()}
    return replace(case, budgets=rows)


def value(case: Case, factor: float) -> Case:
    """The value of the first target times a factor."""
    name, target = next(iter(case.targets.items()))
    return replace(case, targets=dict(case.targets) | {name: replace(target, value=target.value * factor)})


def penalties(case: Case, factor: float) -> Case:
    """Every penalty times a factor."""
    rows = case.targets.items()
    return replace(case, targets={n: replace(t, penalty=t.penalty and t.penalty * factor) for n, t in rows})


def risk(case: Case, factor: float) -> Case:
    """The weight of risk times a factor."""
    return replace(case, settings=replace(case.settings, risk_weight=case.settings.risk_weight * factor))


CHANGES: dict[str, Callable[[Case, float], Case]] = {
    "all budgets": budgets,
    "value of a target": value,
    "weight of risk": risk,
    "penalties of all targets": penalties,
}


def main() -> None:
    """Print CPU seconds of each kind of point, and their shares of a model made afresh."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repetitions", type=int, default=5, metavar="N", help="of everything (5)")
    count = parser.parse_args().repetitions
    print(setting())
    case = real_case()
    afresh = timed(lambda facts: Maker().make(facts), count, lambda: Facts(case)).median_s
    rows = [["afresh", f"{afresh:.3f}", times(afresh, afresh)]]
    for name, change in CHANGES.items():
        maker, points = Maker(), _points(case, change)
        maker.make(next(points))
        again = timed(maker.make, count, partial(next, points)).median_s
        rows.append([name, f"{again:.3f}", times(again, afresh)])
    show(f"Building and compiling the real workbook. Median CPU seconds of {count}", ["", "CPU s", "of afresh"], rows)


def _points(case: Case, change: Callable[[Case, float], Case]) -> Iterator[Facts]:
    return (Facts(change(case, 1.0 - 0.01 * step)) for step in itertools.count())


if __name__ == "__main__":
    main()
