"""Rows, written once so that concepts read like the mathematics."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pyomo.core.expr.relational_expr import EqualityExpression, InequalityExpression

from optimizer.model.linear import Linear, gather

Terms = Iterable[tuple[float, Any]]
"""Pairs of coefficient and variable."""

Costs = Iterable[tuple[str, int, float, Any]]
"""What a concept costs in a scenario: term, year, MUSD per unit (not discounted), variable or expression."""


def equal(left: Any, right: Any) -> Any:
    """The row left = right, also where neither side has a variable."""
    return EqualityExpression(_sides(left, right))


def at_most(left: Any, right: Any) -> Any:
    """The row left ≤ right, also where neither side has a variable."""
    return InequalityExpression(_sides(left, right), False)


def at_least(left: Any, right: Any) -> Any:
    """The row left ≥ right, also where neither side has a variable."""
    body, limit = _sides(left, right)
    return InequalityExpression((limit, body), False)


def _sides(left: Any, right: Any) -> tuple[Linear, float]:
    """What varies on one side, what is given on the other."""
    if left.__class__ is Linear and right.__class__ is float and not left.constant:
        return left, right
    coefficients: list[float] = []
    variables: list[Any] = []
    given = gather(left, 1.0, coefficients, variables) + gather(right, -1.0, coefficients, variables)
    return Linear(coefficients, variables), 0.0 - given
