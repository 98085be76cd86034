"""Linear expressions and rows, written once so that concepts read like the mathematics."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyomo.environ as pyo
from pyomo.core.expr.numeric_expr import LinearExpression

Terms = Iterable[tuple[float, Any]]
"""Pairs of coefficient and variable."""


Costs = Iterable[tuple[str, int, float, Any]]
"""What a concept costs in a scenario: name of the term, year, MUSD per unit (not discounted), variable or expression."""


def linear(terms: Terms, constant: float = 0.0) -> Any:
    """Σ coefficient · variable + constant, in the form that Pyomo compiles fastest."""
    pairs = [(c, v) for c, v in terms if c]
    return LinearExpression(constant=constant, linear_coefs=[c for c, _ in pairs], linear_vars=[v for _, v in pairs])


def total(variables: Iterable[Any]) -> Any:
    """Σ of variables."""
    return linear((1.0, v) for v in variables)


def limited(block: Any, lower: float | None, body: Any, upper: float | None) -> Any:
    """The row lower ≤ body ≤ upper, also where the body has no variable: the solver then says that it cannot hold."""
    return pyo.inequality(lower, body + block.model().nothing, upper)


def equal(block: Any, left: Any, right: Any) -> Any:
    """The row left = right, also where neither side has a variable."""
    return left - right + block.model().nothing == 0.0


def at_most(block: Any, left: Any, right: Any) -> Any:
    """The row left ≤ right, also where neither side has a variable."""
    return left - right + block.model().nothing <= 0.0
