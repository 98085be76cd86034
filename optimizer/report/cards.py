"""Cards that can be searched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Card:
    """What is said of one thing."""

    name: str
    state: str
    """One of the states of the list, which can be filtered by."""
    badge: str
    """The state, as the card shows it."""
    meta: str
    """Its facts in a line."""
    words: Sequence[str]


@dataclass(frozen=True)
class Cards:
    """A list of cards with a box to search in and a choice of states."""

    template: ClassVar[str] = "cards.html"
    id: str
    label: str
    """What the cards are of, in the plural."""
    cards: Sequence[Card]
    states: Sequence[tuple[str, str]]
    """States with what they are called."""
    source: str
