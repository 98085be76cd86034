"""The cases of a workbook that are to be compared: read, told apart from those that are wrong, and solved."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass, field

from optimizer.case.case import BASE
from optimizer.case.cases import find_case
from optimizer.engine.search import Search
from optimizer.engine.solver import Solver
from optimizer.errors import CaseError, Finding
from optimizer.excel.load import Book, Loaded
from optimizer.study.study import Answered


@dataclass
class Cases:
    """The cases that were asked for: those that can be solved, and those whose inputs are wrong."""

    names: list[str]
    loaded: dict[str, Loaded] = field(default_factory=dict)
    wrong: dict[str, Answered] = field(default_factory=dict)
    warnings: list[Finding] = field(default_factory=list)
    """Each once; those that base does not have say which case they are about."""


def chosen(book: Book, cases: Iterable[str] | None) -> list[str]:
    """The names of the cases to compare, `base` first: those that are named, or all.

    Raises:
        CaseError: one of them is not in the workbook.
    """
    if cases is None:
        return list(book.case_names)
    wanted = [find_case(book.tables, name) for name in cases]
    return list(dict.fromkeys([BASE, *wanted]))


def read_cases(book: Book, names: Iterable[str]) -> Cases:
    """Every case with its findings; only wrong inputs of base are wrong for all.

    Raises:
        CaseError: the workbook itself, or base, is wrong.
    """
    found = Cases(list(names), loaded={BASE: book.case(BASE, alone=True)})
    found.warnings = list(found.loaded[BASE].findings)
    known = {*map(str, found.warnings)}
    for name in found.names:
        if name == BASE:
            continue
        try:
            found.loaded[name] = book.case(name, alone=True)
            findings = found.loaded[name].findings
        except CaseError as error:
            found.wrong[name] = Answered(name, "wrong inputs", message=str(error))
            findings = error.findings
        own = [f for f in findings if f.severity == "warning" and str(f) not in known]
        found.warnings += [dataclasses.replace(f, message=f"in case {name}: {f.message}") for f in own]
    return found


def solved_cases(found: Cases, search: Search, solver: Solver) -> list[Answered]:
    """What came of each case, in the order in which they were asked for."""
    for answered in found.wrong.values():
        solver.lines.ended(answered)
    solved = solver.solve(*(search.job(loaded, name) for name, loaded in found.loaded.items())) | found.wrong
    return [solved[name] for name in found.names]
