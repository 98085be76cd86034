"""What a result table is: its columns with units, formats and help."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Format = Literal["text", "year", "whole", "money", "tonnes", "share", "price", "number", "yes_no"]


@dataclass(frozen=True)
class Column:
    """One column of a result table."""

    name: str
    label: str
    format: Format
    unit: str = ""
    doc: str = ""


@dataclass(frozen=True)
class Table:
    """One table of a plan."""

    name: str
    title: str
    doc: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """Names of the columns, in order."""
        return [c.name for c in self.columns]
