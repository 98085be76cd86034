"""A reason: what it is called in a table, and the sentence that gives it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from optimizer.why.evidence import Evidence


@dataclass(frozen=True)
class Reason:
    """Why a project is in or out."""

    label: str
    words: str


Rule = Callable[[Evidence], Reason | None]
"""Looks whether one reason holds."""


def first(rules: tuple[Rule, ...], evidence: Evidence) -> Reason | None:
    """The first rule that holds."""
    return next((found for rule in rules if (found := rule(evidence))), None)
