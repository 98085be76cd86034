"""Larger workbooks from the real one: projects, years and scenarios ×2, ×4, ×8, with a seed.

New ids, jittered figures; demand, supply, budgets and stockpiles grow with the projects. The first copy is the
original, so every rule of the workbook still finds its names. In Python: `scaled(sheets_of(), Scale(projects=4))`, then
`books.case_of` for a case, or `write_workbook`.

Run `python -m tests.benchmarks.scaled OUT.xlsx --projects 4 --years 2 --scenarios 2`.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from optimizer.excel.load import check_book
from optimizer.excel.template import write_workbook
from tests.benchmarks.books import REAL, Sheets, rows_in, sheets_of
from tests.benchmarks.scaling.projects import more_projects
from tests.benchmarks.scaling.scenarios import more_scenarios
from tests.benchmarks.scaling.years import more_years


@dataclass(frozen=True)
class Scale:
    """How many times as many there are of each."""

    projects: int = 1
    years: int = 1
    scenarios: int = 1

    def __str__(self) -> str:
        grown = {"projects": self.projects, "years": self.years, "scenarios": self.scenarios}
        return ", ".join(f"{name} ×{times}" for name, times in grown.items() if times > 1) or "as it is"


def scaled(sheets: Sheets, scale: Scale, seed: int = 0) -> Sheets:
    """The rows of a larger workbook.

    Args:
        sheets: the rows of a workbook, such as `sheets_of` gives.
        scale: how much larger.
        seed: another seed draws other figures.
    """
    if scale.years > 1:
        sheets = more_years(sheets, scale.years, seed)
    if scale.scenarios > 1:
        sheets = more_scenarios(sheets, scale.scenarios, seed)
    if scale.projects > 1:
        sheets = more_projects(sheets, scale.projects, seed)
    return sheets


def main() -> None:
    """Write a larger workbook and check it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, metavar="OUT.xlsx")
    parser.add_argument("--book", type=Path, default=REAL, metavar="BOOK", help="what is enlarged (the real workbook)")
    for name in ("projects", "years", "scenarios"):
        parser.add_argument(f"--{name}", type=int, default=1, metavar="N", help="times as many (1)")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="another seed draws other figures (0)")
    options = parser.parse_args()
    scale = Scale(options.projects, options.years, options.scenarios)
    sheets = scaled(sheets_of(options.book), scale, options.seed)
    findings = check_book(write_workbook(options.out, sheets))
    errors = [f for f in findings if f.severity == "error"]
    print(f"{options.out}: {scale}, {rows_in(sheets):,} rows, {len(errors)} errors, {len(findings)} findings")
    for error in errors:
        print(error)
    raise SystemExit(bool(errors))


if __name__ == "__main__":
    main()
