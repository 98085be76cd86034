"""Linear expressions and rows, written once so that concepts read like the mathematics."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pyomo.core.expr.numeric_expr import LinearExpression, ProductExpression, SumExpression

Terms = Iterable[tuple[float, Any]]
"""Pairs of coefficient and variable."""


Costs = Iterable[tuple[str, int, float, Any]]
"""What a concept costs in a scenario: term, year, MUSD per unit (not discounted), variable or expression."""


def linear(terms: Terms, constant: float = 0.0) -> Any:
    """Σ coefficient · variable + constant, in the form that Pyomo compiles fastest."""
    pairs = [(c, v) for c, v in terms if c]
    return LinearExpression(constant=constant, linear_coefs=[c for c, _ in pairs], linear_vars=[v for _, v in pairs])


def total(variables: Iterable[Any]) -> Any:
    """Σ of variables."""
    return linear((1.0, v) for v in variables)


def terms_of(expression: Any) -> list[tuple[float, Any]]:
    """The pairs of coefficient and variable in a linear expression; constants are left out.

    Raises:
        TypeError: the expression is not a sum of what `linear`, `total` and multiples of them make.
    """
    if isinstance(expression, (int, float)) or not expression.is_potentially_variable():
        return []
    if expression.is_variable_type():
        return [(1.0, expression)]
    if expression.is_named_expression_type():
        return terms_of(expression.expr)
    if isinstance(expression, LinearExpression):
        return list(zip(expression.linear_coefs, expression.linear_vars, strict=True))
    if isinstance(expression, SumExpression):
        return [pair for part in expression.args for pair in terms_of(part)]
    if isinstance(expression, ProductExpression) and isinstance(expression.args[0], (int, float)):
        factor, body = expression.args
        return [(factor * c, v) for c, v in terms_of(body)]
    raise TypeError(f"{expression} is not linear in the expected form")


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
