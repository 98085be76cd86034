"""Texts under heads that open on request, and are open on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Fold:
    """One head with its points."""

    head: str
    points: Sequence[str]


@dataclass(frozen=True)
class Folds:
    """A part of a chapter."""

    template: ClassVar[str] = "folds.html"
    folds: Sequence[Fold]
    source: str = ""
