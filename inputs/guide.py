"""The sheets `_guide` and `_sources` of the transatlantic workbook, kept as source tables."""

from __future__ import annotations

from common import Sheet, paragraphs, read, text


def guide() -> Sheet:
    """One page for planners."""
    head: Sheet = [["Transatlantic critical minerals plan: how to use this workbook"]]
    return [*head, *paragraphs(read("guide"))]


def sources() -> Sheet:
    """Attributions, licences, and what the confidence words mean."""
    head: Sheet = [["Where the figures come from, and how far they can be trusted"]]
    rows = read("attributions")
    for row in rows:
        if text(row, "licence"):
            row["how"] = f"{text(row, 'how')}. Licence: {text(row, 'licence')}"
    return [*head, *paragraphs(rows)]
