"""The audit of a folder: plan.json, the spreadsheet beside it, and the workbook where it is at hand."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from optimizer.audit import spreadsheet, workbook
from optimizer.audit.audit import audit_plan, broken
from optimizer.audit.document import FILE, document_of, read_document
from optimizer.audit.ledger import Audit, Group

Reader = Callable[[Path, str], Mapping[str, Any]]
"""Reads the rows of a workbook under a case, as plans carry them."""


def audit_folder(place: Path, book: Path | None = None, read: Reader | None = None) -> Audit:
    """Everything that can be checked about the plan in a folder (or a file of it).

    Args:
        place: the folder, or the plan's own file in it.
        book: the workbook; looked for near by where none is given.
        read: reads the workbook's rows; only its fingerprint is checked without it.

    Raises:
        ResultError: there is no plan to read.
    """
    file = place / FILE if place.is_dir() else place
    content = read_document(file)
    audit = audit_plan(content)
    groups, notes = list(audit.groups), list(audit.notes)
    if audit.readable:
        sheet = file.with_suffix(".xlsx")
        if sheet.is_file():
            groups.append(_spreadsheet(content, sheet))
        else:
            notes.append(f"There is no {sheet.name} beside {file.name} to compare with.")
    source = book or workbook.find(content, file.parent)
    if source is None:
        notes.append(f"The workbook {content['workbook']} was not found as it was solved; its figures are plan.json's.")
    else:
        groups.append(_workbook(content, source, read, notes))
    return dataclasses.replace(audit, groups=tuple(groups), notes=tuple(notes))


def _spreadsheet(content: Mapping[str, Any], file: Path) -> Group:
    try:
        return spreadsheet.check(document_of(content), file)
    except Exception as error:  # whatever a file that is no spreadsheet makes its reader raise
        return broken("spreadsheet", error)


def _workbook(content: Mapping[str, Any], file: Path, read: Reader | None, notes: list[str]) -> Group:
    records: Mapping[str, Any] | None = None
    if read is not None and workbook.sha256_of(file) == content["workbook_sha256"]:
        try:
            records = read(file, str(content["case"]))
        except LookupError as error:
            notes.append(f"The plan's inputs are not compared with {file.name}: {error.args[0]}")
    return workbook.check(content, file, records)
