"""What lies beside a plan: its folder or file, a spreadsheet, and the workbook that it was made from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from optimizer.audit.folder import audit_folder
from tests.audit.audited import Document, planned
from tests.tiny import world

BOOK = b"a workbook"
NO_SHEET = "There is no plan.xlsx beside plan.json to compare with."
NO_BOOK = "The workbook book.xlsx was not found as it was solved; its figures are plan.json's."
TABLES = "Tables that cannot be read are not checked any further."


@pytest.fixture(scope="module")
def document() -> Document:
    return planned(world()) | {"workbook": "book.xlsx", "workbook_sha256": hashlib.sha256(BOOK).hexdigest()}


@pytest.fixture
def place(document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with nothing but a plan, in a folder without a workbook."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.json").write_text(json.dumps(document), "utf-8")
    return tmp_path


def names(place: Path, **more: Any) -> list[str]:
    """The groups that are beside those of the plan."""
    return [group.name for group in audit_folder(place, **more).groups[18:]]


def test_a_plan_alone(place: Path) -> None:
    for path in (place, place / "plan.json"):
        audit = audit_folder(path)
        assert audit.ok
        assert len(audit.groups) == 18
        assert audit.notes == (NO_SHEET, NO_BOOK)


def test_a_plan_of_another_name(place: Path) -> None:
    (place / "plan.json").rename(place / "mine.json")
    (place / "mine.xlsx").write_bytes(b"")
    audit = audit_folder(place / "mine.json")
    assert audit.notes == (NO_BOOK,)
    assert audit.failures[0].startswith("spreadsheet: it cannot be worked out: ")
    assert (audit.groups[-1].checks, audit.groups[-1].about) == (1, "inputs and tables fit together")


def test_tables_that_cannot_be_read_are_compared_with_no_spreadsheet(place: Path, document: Document) -> None:
    (place / "plan.xlsx").write_bytes(b"")
    tables = document["tables"] | {"costs": {name: [None] for name in document["tables"]["costs"]}}
    (place / "plan.json").write_text(json.dumps(document | {"tables": tables}), "utf-8")
    (place / "book.xlsx").write_bytes(BOOK)
    audit = audit_folder(place)
    assert (audit.readable, audit.notes) == (False, (TABLES,))
    assert [group.name for group in audit.groups] == ["tables", "workbook"]


def test_a_workbook_near_by(place: Path) -> None:
    (place / "book.xlsx").write_bytes(BOOK)
    audit = audit_folder(place)
    assert audit.ok
    assert audit.notes == (NO_SHEET,)
    assert (names(place), audit.groups[-1].checks) == (["workbook"], 1)


def test_a_workbook_that_is_given(place: Path) -> None:
    (place / "other.xlsx").write_bytes(BOOK)
    assert names(place, book=place / "other.xlsx") == ["workbook"]
    assert audit_folder(place, place / "other.xlsx").ok
    (place / "other.xlsx").write_bytes(b"another")
    (failure,) = audit_folder(place, place / "other.xlsx", unread).failures
    assert failure.startswith("workbook: fingerprint of other.xlsx: the plan says ")


def unread(file: Path, case: str) -> Mapping[str, Any]:
    raise AssertionError("the rows of another workbook are not read")


def test_the_rows_of_a_workbook(place: Path, document: Document) -> None:
    (place / "book.xlsx").write_bytes(BOOK)
    asked = []

    def read(file: Path, case: str) -> Mapping[str, Any]:
        asked.append((file, case))
        return {**document["inputs"], "name": "other"}

    assert audit_folder(place, read=read).failures == ["workbook: name: the plan says base, it is other"]
    assert asked == [(place / "book.xlsx", "base")]


def test_rows_that_cannot_be_read(place: Path) -> None:
    (place / "book.xlsx").write_bytes(BOOK)

    def read(file: Path, case: str) -> Mapping[str, Any]:
        raise LookupError("it has no such case")

    audit = audit_folder(place, read=read)
    assert audit.ok
    assert audit.notes == (NO_SHEET, "The plan's inputs are not compared with book.xlsx: it has no such case")
