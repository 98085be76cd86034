"""Plans critical-mineral supply chains: which projects to co-fund, which stockpiles and price floors, at what cost.

    from optimizer import read, solve

    book = read("inputs/example.xlsx")    # everything wrong with it at once, as CaseError
    plan = solve(book, "half_budget")     # a case of the workbook; `base` unless another is named
    plan.tables["projects"]               # what is built, as a DataFrame

`describe` tells what tables there are and what their columns mean, with units. Money is in MUSD (millions of real US
dollars), mass in tonnes of the material as named, shares are fractions of 1.
"""

from typing import TYPE_CHECKING

import optimizer.solve as _package  # first: once it is there, its name can be given to the function
from optimizer.api.reading import describe, read, read_plan, read_study
from optimizer.api.solving import compare, solve, sweep  # hides the package, whose modules are imported by their path
from optimizer.errors import (
    CaseError,
    Finding,
    FolderError,
    NoPlanError,
    OptimizerError,
    ResultError,
    StoppedError,
    VaryError,
)

if TYPE_CHECKING:
    from optimizer.api.book import Book
    from optimizer.case.case import Case
    from optimizer.plan.plan import Plan
    from optimizer.study.study import Study

__version__ = "0.1.0"

__all__ = [
    "Book",
    "Case",
    "CaseError",
    "Finding",
    "FolderError",
    "NoPlanError",
    "OptimizerError",
    "Plan",
    "ResultError",
    "StoppedError",
    "Study",
    "VaryError",
    "compare",
    "describe",
    "read",
    "read_plan",
    "read_study",
    "solve",
    "sweep",
]

del TYPE_CHECKING, _package
_HEAVY = {
    "Book": "optimizer.api.book",
    "Case": "optimizer.case.case",
    "Plan": "optimizer.plan.plan",
    "Study": "optimizer.study.study",
}
"""Where the types are that need pandas; they are loaded when they are asked for, so that the command line is quick."""


def __getattr__(name: str) -> object:
    if name not in _HEAVY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HEAVY[name]), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
