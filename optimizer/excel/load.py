"""From a workbook to a `Case`, with everything that is wrong or odd about it."""

from __future__ import annotations

import dataclasses
import gc
import hashlib
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from optimizer.case.build import build
from optimizer.case.case import BASE, Case
from optimizer.case.cases import apply_case, case_names, find_case
from optimizer.case.checks import check_case
from optimizer.case.names import clean, shown
from optimizer.case.parse import parse
from optimizer.case.sheets import SHEETS
from optimizer.case.tables import Tables
from optimizer.case.validate import validate
from optimizer.case.varied import Varied
from optimizer.errors import CaseError, Finding
from optimizer.excel.reader import read_book
from optimizer.excel.refusals import content_of


@dataclass(frozen=True)
class Loaded:
    """A case that is ready to be solved, and what was odd about its workbook."""

    case: Case
    findings: tuple[Finding, ...]
    sha256: str
    path: Path
    seconds: float


@dataclass(frozen=True, eq=False)
class Book:
    """A workbook that has been read and whose cells have been checked; its cases are made from here."""

    path: Path
    sha256: str
    tables: Tables
    findings: tuple[Finding, ...]
    """What holds for every case: the file, the sheets, the cells."""
    seconds: float
    of_changes: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    """What is wrong with the changes of each case."""

    @property
    def case_names(self) -> tuple[str, ...]:
        """The cases of the workbook, `base` first."""
        return tuple(case_names(self.tables))

    def case(self, name: str = BASE, *, alone: bool = False) -> Loaded:
        """One case of the workbook.

        Args:
            name: the case.
            alone: whether changes of other cases that cannot be applied are left to them.

        Raises:
            CaseError: the workbook or this case of it is wrong, with every finding.
        """
        start = time.perf_counter()
        found = find_case(self.tables, name)
        case, findings = self.judge(found)
        findings += self.changes_of(*([found] if alone else self.case_names))
        if clean(name) != found:
            message = f"the case {shown(name)} is taken as {found}: the two differ in case alone"
            findings = [Finding("warning", "cases", "", message, name), *findings]
        findings = _unique([*self.findings, *findings])
        if any(finding.severity == "error" for finding in findings):
            raise CaseError(findings)
        return Loaded(case, tuple(findings), self.sha256, self.path, self.seconds + time.perf_counter() - start)

    def varied(self, name: str, what: Varied, value: float, label: str) -> Loaded:
        """A case with one more change, that of a point of a sweep, under a label of its own.

        Raises:
            CaseError: the workbook or this case of it is wrong, with every finding.
        """
        found = find_case(self.tables, name)
        tables = apply_case(self.tables, found)[0] if found != BASE else self.tables
        tables = what.apply(tables, value)
        built = build(tables, label)
        findings = _unique([*self.findings, *self.changes_of(found), *validate(tables), *check_case(built)])
        if any(finding.severity == "error" for finding in findings):
            raise CaseError(findings)
        return Loaded(built.case, tuple(findings), self.sha256, self.path, self.seconds)

    def changes_of(self, *cases: str) -> list[Finding]:
        """What is wrong with the changes of some cases."""
        return [_in_case(finding, name) for name in cases for finding in self.of_changes.get(name, ())]

    def judge(self, name: str) -> tuple[Case, list[Finding]]:
        """A case as far as it can be made, and what is wrong with it beyond `findings`."""
        tables, findings = self.tables, []
        if name != BASE:
            tables, _ = apply_case(tables, name)
            findings = validate(tables)
        built = build(tables, name)
        return built.case, findings + check_case(built)


def open_book(path: str | Path) -> Book:
    """Read a workbook once, for one or several of its cases.

    Raises:
        CaseError: the file cannot be read at all. Wrong cells are findings of the book.
    """
    start, path = time.perf_counter(), Path(path)
    with _without_garbage_collection():
        content = content_of(path)
        raw, findings = read_book(path, content)
        tables, found = parse(raw)
        findings += found + validate(tables)
    changes = {name: tuple(apply_case(tables, name)[1]) for name in case_names(tables)[1:]}
    sha256 = hashlib.sha256(content).hexdigest()
    return Book(path, sha256, tables, tuple(_unique(findings)), time.perf_counter() - start, changes)


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Hundreds of thousands of cells are made and kept: looking for garbage among them costs a third of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def load(path: str | Path, case: str = BASE) -> Loaded:
    """Read, check and build one case of a workbook.

    Raises:
        CaseError: the workbook or this case of it is wrong, with every finding.
    """
    return open_book(path).case(case)


def check_book(path: str | Path) -> tuple[Finding, ...]:
    """Every finding of a workbook and of all its cases; one that base has already is not repeated for a case."""
    try:
        return findings_of(open_book(path))
    except CaseError as error:
        return error.findings


def findings_of(book: Book) -> tuple[Finding, ...]:
    """Every finding of a book that has been opened and of all its cases, those of base first told once."""
    base = _unique([*book.findings, *book.changes_of(*book.case_names), *book.judge(BASE)[1]])
    seen = set(map(str, base))
    findings = list(base)
    for name in book.case_names[1:]:
        findings += [_in_case(f, name) for f in book.judge(name)[1] if str(f) not in seen]
    return tuple(_unique(findings))


def _in_case(finding: Finding, name: str) -> Finding:
    return dataclasses.replace(finding, message=f"in case {name}: {finding.message}")


def _unique(findings: Iterable[Finding]) -> list[Finding]:
    """Findings without repetition, in the order of the sheets and their rows."""
    return sorted({str(finding): finding for finding in findings}.values(), key=_position)


_ORDER = {sheet: number for number, sheet in enumerate(SHEETS)}


def _position(finding: Finding) -> tuple[int, int]:
    row = "".join(filter(str.isdigit, finding.cell))
    return _ORDER.get(finding.sheet, -1), int(row or 0)
