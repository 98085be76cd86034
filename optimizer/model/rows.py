"""Linear expressions and rows, written once so that concepts read like the mathematics."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from optimizer.model.linear import linear, terms_of, total

__all__ = ["Costs", "Terms", "at_most", "combined", "equal", "linear", "terms_of", "total"]

Terms = Iterable[tuple[float, Any]]
"""Pairs of coefficient and variable."""

Costs = Iterable[tuple[str, int, float, Any]]
"""What a concept costs in a scenario: term, year, MUSD per unit (not discounted), variable or expression."""


def combined(parts: Iterable[tuple[float, Terms]]) -> Any:
    """Σ factor · terms, each variable once."""
    coefficients: dict[int, float] = {}
    variables: dict[int, Any] = {}
    for factor, terms in parts:
        for coefficient, variable in terms:
            key = id(variable)
            coefficients[key] = coefficients.get(key, 0.0) + factor * coefficient
            variables[key] = variable
    return linear((coefficients[key], variable) for key, variable in variables.items())


def equal(block: Any, left: Any, right: Any) -> Any:
    """The row left = right, also where neither side has a variable."""
    return left - right + block.model().nothing == 0.0


def at_most(block: Any, left: Any, right: Any) -> Any:
    """The row left ≤ right, also where neither side has a variable."""
    return left - right + block.model().nothing <= 0.0
