"""Tables of the small example workbook, which a person can follow by hand; all figures are invented."""

from __future__ import annotations

from common import Sheet, Tables, paragraphs, read
from transatlantic import ORDER


def example_tables() -> Tables:
    """All sheets of the example."""
    return {name: read(f"example/{name}") for name in ORDER}


def example_guide() -> Sheet:
    """What the example holds and what to expect of it."""
    head: Sheet = [["Example: one magnet chain, small enough to follow by hand (all figures are invented)"]]
    return [*head, *paragraphs(read("example/guide"))]
