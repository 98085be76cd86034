"""Writing the workbook of a sampling beside the planner's own, complete or not at all."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl

from optimizer.case.case import Case
from optimizer.case.names import fold
from optimizer.case.raw import RawSheet
from optimizer.case.sheets import Row
from optimizer.drafts import clear, draft_of, move
from optimizer.errors import CaseError, Finding, FolderError
from optimizer.excel.load import Book, findings_of, open_book
from optimizer.excel.reader import read_book
from optimizer.excel.sampled_book.about import write_about
from optimizer.excel.sampled_book.file import open_copy, save_copy
from optimizer.excel.sampled_book.rows import replace_rows
from optimizer.sample.sampling import Sampling
from optimizer.sample.scenarios import Cells
from optimizer.sample.summary import counts, frequencies

CASES = "cases"
SAMPLED = "_sampled"
"""The sheet that tells a workbook made by sampling."""


@dataclass(frozen=True)
class Written:
    """The workbook of a sampling, as it was read again."""

    path: Path
    case: Case
    remarks: tuple[Finding, ...]
    """What is no longer as in the original."""


def target_of(path: Path, out: Path | None) -> Path:
    """Where the workbook of a sampling goes.

    Raises:
        FolderError: it is the planner's own file, another one that was not made by sampling, or no place for one.
    """
    target = out or path.with_name(f"{path.stem}-sampled.xlsx")
    if target.suffix.lower() != ".xlsx":
        raise FolderError(f"{target}: the sampled workbook is an .xlsx: give --out that ending")
    if not target.parent.is_dir():
        raise FolderError(f"{target}: the folder {target.parent} does not exist; choose another --out")
    if target.exists() and (target.resolve() == path.resolve() or not _is_sampled(target)):
        raise FolderError(f"{target}: is there already, was not made by sampling, and is kept; choose another --out")
    return target


def _is_sampled(path: Path) -> bool:
    try:
        book = openpyxl.load_workbook(path, read_only=True)
    except Exception:  # whatever another file makes the library raise: it was not made by sampling
        return False
    try:
        return SAMPLED in book.sheetnames
    finally:
        book.close()


def write_sampled(opened: Book, case: Case, sampling: Sampling, target: Path) -> Written:
    """Write a copy of a workbook whose sheets `scenarios` and `events` hold what was sampled.

    Rows of `cases` that can no longer be applied are left out, and remarked on.

    Args:
        opened: the planner's workbook; it is never written to.
        case: its base.
        sampling: what was drawn from it.
        target: where the copy goes, see `target_of`.

    Raises:
        CaseError: the copy would be wrong for another reason, with every finding.
        FolderError: the copy cannot be written.
    """
    draft = draft_of(target)
    try:
        _write(opened.path, case, sampling, (), draft)
        gone = _cannot_be_applied(draft)
        remarks = (*sampling.remarks, *map(_remark, gone))
        if gone:
            _write(opened.path, case, sampling, remarks, draft, {_row_of(finding) for finding in gone})
        if gone and (wrong := _cannot_be_applied(draft)):
            raise CaseError(wrong)
        written = move(draft, target)
        clear(target)
        return Written(written, open_book(written).case().case, remarks)
    except OSError as error:
        raise FolderError(f"{target}: cannot be written ({error.strerror or error}); choose another --out") from error
    finally:
        draft.unlink(missing_ok=True)


def _cannot_be_applied(path: Path) -> list[Finding]:
    """What is wrong with the cases of a copy; with anything else it is not to be used."""
    wrong = [finding for finding in findings_of(open_book(path)) if finding.severity == "error"]
    if any(finding.sheet != CASES for finding in wrong):
        raise CaseError(wrong)
    return list({_row_of(finding): finding for finding in wrong}.values())


def _row_of(finding: Finding) -> int:
    return int("".join(filter(str.isdigit, finding.cell)))


def _remark(finding: Finding) -> Finding:
    reason = finding.message.partition("; ")[0]
    message = f"the row is left out, as it does not fit the sampled scenarios: {reason}"
    return dataclasses.replace(finding, severity="warning", message=message)


def _write(
    path: Path,
    case: Case,
    sampling: Sampling,
    remarks: Sequence[Finding],
    draft: Path,
    gone: Collection[int] = (),
) -> None:
    raw, _ = read_book(path)
    book = open_copy(path, raw)
    by_name = {fold(sheet.name): sheet for sheet in raw.sheets}
    scenarios = {_at(case.scenarios[name]): {"probability": value} for name, value in sampling.kept.items()}
    events: dict[int, Cells] = {_at(event): {} for event in case.events if event.scenario in sampling.kept}
    _replace(book, "scenarios", by_name, scenarios, sampling.scenario_rows)
    _replace(book, "events", by_name, events, sampling.event_rows)
    if gone:
        _replace(book, CASES, by_name, {_at(row): {} for row in case.cases if _at(row) not in gone}, ())
    _write_first(book, path, sampling, remarks)
    save_copy(book, draft)


def _at(row: Row) -> int:
    assert row.at.row is not None  # it was read from a workbook
    return row.at.row


def _replace(
    book: Any, name: str, raw: Mapping[str, RawSheet], kept: Mapping[int, Cells], new: Sequence[Cells]
) -> None:
    sheets = {fold(sheet.title): sheet for sheet in book.worksheets}
    sheet = sheets[name] if name in sheets else book.create_sheet(name)
    replace_rows(sheet, name, raw.get(name), kept, new)


def _write_first(book: Any, path: Path, sampling: Sampling, remarks: Sequence[Finding]) -> None:
    """Put the sheet that tells what was drawn before all others."""
    if SAMPLED in book.sheetnames:
        book.remove(book[SAMPLED])
    lines = [
        f"A copy of {path.name}: its sheets scenarios and events hold what was drawn, all others are as they were.",
        *counts(sampling.futures, sampling.scenarios),
        f"Seed {sampling.asked.seed}: the same seed draws the same futures of the same hazards.",
    ]
    found = [f"In {path.name}, {remark.place}: {remark.message}" for remark in remarks]
    write_about(book.create_sheet(SAMPLED, 0), lines, frequencies(sampling.hazards, sampling.futures), found)
    book.active = 0
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet.title == SAMPLED  # several selected sheets would be edited together
