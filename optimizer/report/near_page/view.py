"""What the chapters of alternatives look at."""

from __future__ import annotations

from optimizer.near.tables import NEAR
from optimizer.report.beside import Beside, Kind
from optimizer.words.text import clean

ALTERNATIVES = Kind(
    "alternatives", NEAR, "alternatives", "Plans almost as good", "Alternatives", ("within_musd", "differ")
)
OPTIMUM = "optimum"
"""The plan that the others are compared with."""


def within_musd(found: Beside) -> float:
    """How much dearer counts as about the same."""
    return float(found.document["within_musd"])


def plans(found: Beside) -> list[str]:
    """The plans in the order of the file, the optimum first."""
    return [str(row["case"]) for row in found.rows("alternatives")]


def label(plan: object) -> str:
    """A plan as the page calls it."""
    text = clean(str(plan))
    return "This plan" if text == OPTIMUM else text[:1].upper() + text[1:]
