"""How building and compiling grow with the model: more projects, years and scenarios, and the exponent of the growth.

An exponent of 1 means twice the rows take twice as long. Every workbook is checked before it is built.

Run `python -m tests.benchmarks.growth`.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from optimizer.case.case import Case
from optimizer.case.facts import Facts
from optimizer.model import build
from optimizer.solve.arrays import compile_model
from tests.benchmarks.books import case_of, sheets_of
from tests.benchmarks.cpu import setting, show, timed, times
from tests.benchmarks.scaled import Scale, scaled

SIDES = {
    "projects": lambda factor: Scale(projects=factor),
    "years": lambda factor: Scale(years=factor),
    "scenarios": lambda factor: Scale(scenarios=factor),
}


@dataclass(frozen=True)
class Size:
    """One model: how large it is, and CPU seconds to make it."""

    rows: int
    columns: int
    nonzeros: int
    build_s: float
    compile_s: float


def measured(case: Case, repetitions: int) -> Size:
    """Build and compile a case."""
    building = timed(build, repetitions, lambda: Facts(case))
    model = building.result
    compiling = timed(compile_model, repetitions, lambda: model)
    arrays = compiling.result
    rows, columns = arrays.matrix.shape
    return Size(rows, columns, arrays.matrix.nnz, building.median_s, compiling.median_s)


def exponent(sizes: Sequence[float], seconds: Sequence[float]) -> float:
    """The power of a size with which the seconds grow, by least squares of the logarithms."""
    slope, _ = np.polyfit(np.log(sizes), np.log(seconds), 1)
    return float(slope)


def main() -> None:
    """Print size and CPU seconds of each model, and the exponents."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--factors", type=int, nargs="+", default=[2, 4], metavar="N", help="times as many (2 4)")
    parser.add_argument("--of", choices=SIDES, nargs="+", default=list(SIDES), help="what grows (everything in turn)")
    parser.add_argument("--repetitions", type=int, default=1, metavar="N", help="of everything (1)")
    options = parser.parse_args()
    print(setting())

    sheets = sheets_of()
    first, _ = case_of(sheets)
    measured(first, 1)  # everything is imported and warm by now
    base = measured(first, max(3, options.repetitions))
    rows, fits = [_line("as it is", base, base)], []
    for side in options.of:
        sizes = [base]
        for factor in options.factors:
            case, findings = case_of(scaled(sheets, SIDES[side](factor)))
            errors = [str(f) for f in findings if f.severity == "error"]
            assert not errors, errors[:5]
            sizes.append(measured(case, options.repetitions))
            rows.append(_line(f"{side} ×{factor}", sizes[-1], base))
        fits.append([side, *_exponents(sizes)])
    head = ["", "rows", "columns", "nonzeros", "of the rows", "build", "compile", "of the time"]
    show(f"CPU seconds, median of {options.repetitions} (as it is: at least 3)", head, rows)
    head = ["", "rows: build", "compile", "nonzeros: build", "compile"]
    show("CPU seconds grow as this power of", head, fits)


def _exponents(sizes: Sequence[Size]) -> list[str]:
    """Of build and compile, against rows and against nonzeros."""
    taken = [s.build_s for s in sizes], [s.compile_s for s in sizes]
    against = [float(s.rows) for s in sizes], [float(s.nonzeros) for s in sizes]
    return [f"{exponent(size, seconds):.2f}" for size in against for seconds in taken]


def _line(name: str, size: Size, base: Size) -> list[str]:
    total, first = size.build_s + size.compile_s, base.build_s + base.compile_s
    sizes = [f"{n:,}" for n in (size.rows, size.columns, size.nonzeros)]
    taken = [f"{size.build_s:.2f}", f"{size.compile_s:.2f}", times(total, first)]
    return [name, *sizes, times(size.rows, base.rows), *taken]


if __name__ == "__main__":
    main()
