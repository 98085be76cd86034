"""The workbook that a plan names: its file, and its rows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from optimizer.audit.ledger import Group

UPWARDS = 3
"""How many folders above the plan are looked into."""


def find(content: Mapping[str, Any], folder: Path) -> Path | None:
    """The workbook of a plan, where it lies near by and is still the one that was solved."""
    name, sha256 = Path(str(content["workbook"])).name, content["workbook_sha256"]
    return next((file for file in _near(name, folder) if file.is_file() and sha256_of(file) == sha256), None)


def _near(name: str, folder: Path) -> Iterator[Path]:
    here = folder.resolve()
    for place in (here, *list(here.parents)[:UPWARDS], Path.cwd()):
        yield place / name
        yield place / "inputs" / name


def sha256_of(file: Path) -> str:
    """The fingerprint of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def check(content: Mapping[str, Any], file: Path, records: Mapping[str, Any] | None) -> Group:
    """Whether a file is the workbook of a plan, and the plan's inputs are its rows.

    Args:
        content: the document of the plan.
        file: the workbook.
        records: its rows under the plan's case, as plans carry them; None where they are not known.
    """
    group = Group("workbook", f"the plan was made from {file.name}", "")
    group.same(f"fingerprint of {file.name}", content["workbook_sha256"], sha256_of(file))
    for sheet, found in (records or {}).items():
        _compare(group, sheet, content["inputs"].get(sheet), found)
    return group


def _compare(group: Group, where: str, said: Any, found: Any) -> None:
    """Two values of the records, cell by cell where they differ."""
    if isinstance(said, Mapping) and isinstance(found, Mapping):
        for name in {**found, **said}:
            inner = where if name == "rows" else f"{where}, {name}"
            _compare(group, inner, said.get(name), found.get(name))
    elif isinstance(said, (list, tuple)) and isinstance(found, (list, tuple)) and len(said) == len(found):
        for number, (ours, theirs) in enumerate(zip(said, found, strict=True), 1):
            row = theirs.get("row") if isinstance(theirs, Mapping) else None
            _compare(group, f"{where}, {f'row {row}' if row else f'entry {number}'}", ours, theirs)
    else:
        group.same(where, said, found)
