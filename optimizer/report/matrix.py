"""A table of cases across and projects or targets down, which can be narrowed to the rows that tell something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

Tone = Literal["", "same", "new", "gone", "earlier", "later", "sure", "held", "missed", "unsure", "none"]
"""How a cell looks; each tone differs in sign or weight too, for grey print."""


@dataclass(frozen=True)
class Cell:
    """One cell: what it shows, how it looks, and what is read aloud besides."""

    text: str
    tone: Tone = ""
    aloud: str = ""


@dataclass(frozen=True)
class Line:
    """One row: its name and its cells."""

    head: str
    front: str
    """What else is known of it, in a few words below its name."""
    cells: Sequence[Cell]
    groups: Sequence[str] = ()
    """The choices that show it."""


@dataclass(frozen=True)
class Matrix:
    """A part of a chapter."""

    template: ClassVar[str] = "matrix.html"
    id: str
    heading: str
    """What it says, as a sentence."""
    caption: str
    corner: str
    """What the rows are."""
    columns: Sequence[str]
    lines: Sequence[Line]
    key: Sequence[tuple[Tone, str, str]] = ()
    """Tone, sample and meaning of each kind of cell."""
    groups: Sequence[tuple[str, str]] = ()
    """Choices of rows with what they are called; the first one is chosen. Without any, all rows are shown."""
    source: str = ""
    note: str = ""
    search: bool = False
    """Whether rows can be looked for by what they say."""

    @property
    def is_crowded(self) -> bool:
        """Whether the heads of the columns are turned, to fit above them."""
        return len(self.columns) > 6
