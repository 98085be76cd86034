"""The sheets `_guide` and `_sources` of the transatlantic workbook, kept as source tables."""

from __future__ import annotations

from common import Sheet, read


def free_sheet(name: str, columns: list[str]) -> Sheet:
    """A source table as rows of values."""
    rows = read(name)
    return [[row.get(column) for column in columns] for row in rows]


def guide() -> Sheet:
    """One page for planners."""
    head: Sheet = [["Transatlantic critical minerals plan: how to use this workbook"], []]
    return [*head, *free_sheet("guide", ["what", "how"])]


def sources() -> Sheet:
    """Attributions, licences, and what the confidence words mean."""
    head: Sheet = [["Where the figures come from, and how far they can be trusted"], []]
    return [*head, *free_sheet("attributions", ["what", "how", "licence"])]
