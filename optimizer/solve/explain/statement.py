"""What a workbook states and a planner can take back: each statement is what one cell says."""

from __future__ import annotations

from typing import NamedTuple


class Statement(NamedTuple):
    """One cell that restricts plans."""

    kind: str
    """What it states; one of `KINDS`."""
    name: str = ""
    """The row that it stands in."""
    number: int = 0
    """The year of a budget; of a funding rule its place, from 1, in the order that models are built in."""


KINDS = (
    "target",
    "committed",
    "kept",
    "requires",
    "group",
    "min_public_share",
    "max_t",
    "max_purchase_t",
    "consent",
    "excluded",
    "budget",
    "share",
    "min_share",
    "max_public_share",
    "min_utilisation",
    "joint_funding",
    "min_partner_share",
    "viability",
    "latest_start",
    "earliest_start",
)
"""Every kind, those first that explain most: where either of two statements would do, the first is named."""


def rank(statement: Statement) -> tuple[int, str, int]:
    """Where a statement comes in the order of `KINDS`, the same for every order of the workbook."""
    return KINDS.index(statement.kind), statement.name, statement.number
