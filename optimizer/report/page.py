"""What a page is made of: chapters, each of words, figures, tables and tiles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal, Protocol

from optimizer.plan.table import Column


class Part(Protocol):
    """Something that stands in a chapter: it names the template that draws it."""

    template: ClassVar[str]


@dataclass(frozen=True)
class Rows:
    """A table of the page, so that every figure can be traced, and read by keyboard and aloud."""

    template: ClassVar[str] = "rows.html"
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]
    """Values by column; `Column.format` says how they are written."""
    source: str = ""
    """Where the figures come from, such as ``table costs of plan.json``."""
    folded: bool = True
    """Whether it opens on request only."""
    printed: bool = False
    """Whether it is printed even where it is folded on the screen."""


@dataclass(frozen=True)
class Control:
    """A choice that a figure offers; its scripts find what is chosen under the name."""

    name: str
    label: str
    options: Sequence[tuple[str, str]]
    """Values with what they are called."""
    chosen: str
    kind: Literal["buttons", "list", "slider"] = "buttons"


@dataclass(frozen=True)
class Figure:
    """A chart: `kind` names the script of `assets/js` that draws `data`."""

    template: ClassVar[str] = "figure.html"
    id: str
    kind: str
    heading: str
    """The message of the figure as a sentence."""
    shows: str
    """What is to be seen, for who cannot see it."""
    data: Mapping[str, Any]
    rows: Rows
    """The same as a table."""
    controls: Sequence[Control] = ()
    note: str = ""
    """How to read it: units, what is left out."""
    height: int = 420
    """Pixels on a screen; a script may ask for more."""

    @property
    def spec(self) -> dict[str, Any]:
        """What the script gets."""
        controls = [
            {"name": c.name, "label": c.label, "kind": c.kind, "chosen": c.chosen, "options": c.options}
            for c in self.controls
        ]
        return {"kind": self.kind, "shows": self.shows, "height": self.height, "controls": controls, "data": self.data}


@dataclass(frozen=True)
class Tile:
    """A figure that is to be remembered, and what it means."""

    value: str
    meaning: str


@dataclass(frozen=True)
class Tiles:
    """Key figures beside one another."""

    template: ClassVar[str] = "tiles.html"
    tiles: Sequence[Tile]


@dataclass(frozen=True)
class Words:
    """Paragraphs, or points of a list where they are short and many."""

    template: ClassVar[str] = "words.html"
    paragraphs: Sequence[str]
    listed: bool = False


@dataclass(frozen=True)
class Chapter:
    """One question of the page with its answer."""

    id: str
    heading: str
    words: Sequence[str] = ()
    """Paragraphs under the heading: the answer in words."""
    parts: Sequence[Part] = ()
    short: str = ""
    """The heading in the list of chapters."""

    @property
    def label(self) -> str:
        """The name in the list of chapters."""
        return self.short or self.heading


@dataclass(frozen=True)
class Page:
    """A whole page."""

    title: str
    kicker: str
    """What it is about, in a line above the title: kind of result, years, case."""
    lead: Sequence[str]
    """What it says in a few sentences, paragraph by paragraph."""
    chapters: Sequence[Chapter]
    tiles: Sequence[Tile] = ()
    foot: Sequence[str] = field(default_factory=tuple)
    """Where it comes from: workbook, proof, versions."""

    @property
    def kinds(self) -> set[str]:
        """The kinds of figures on it."""
        return {part.kind for chapter in self.chapters for part in chapter.parts if isinstance(part, Figure)}
