"""A workbook as plain cells: what the reader hands over, without any meaning yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Dated:
    """A number that the workbook shows as a date."""

    serial: float
    date: datetime | None = None

    def __str__(self) -> str:
        return self.date.date().isoformat() if self.date else f"{self.serial:g}"


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell without a usable value: an Excel error, or a formula that was never calculated."""

    shown: str
    problem: str

    def __str__(self) -> str:
        return self.shown


Raw: TypeAlias = str | int | float | bool | Dated | Fault


@dataclass(frozen=True)
class Range:
    """A block of cells, counted from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        return f"{letter(self.left)}{self.top}:{letter(self.right)}{self.bottom}"


@dataclass(frozen=True)
class RawSheet:
    """The filled cells of a sheet by row and column number, and how the sheet shows them."""

    name: str
    rows: Mapping[int, Mapping[int, Raw]] = field(default_factory=dict)
    merged: tuple[Range, ...] = ()
    tables: tuple[Range, ...] = ()
    """Excel table objects; rows below them are read all the same."""
    hidden_rows: frozenset[int] = frozenset()
    hidden: bool = False


@dataclass(frozen=True)
class RawBook:
    """All worksheets of a workbook in their order."""

    sheets: tuple[RawSheet, ...] = ()


def letter(column: int) -> str:
    """The letters of a column number.

    >>> letter(1), letter(28)
    ('A', 'AB')
    """
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
