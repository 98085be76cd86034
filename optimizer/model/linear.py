"""`Linear`: a sum of multiples of variables, kept as two lists.

Pyomo would keep an object for every multiple. To Pyomo this is a named expression, which makes those objects only when
somebody looks inside; the optimizer itself reads the lists.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pyomo.core.base.expression import NamedExpressionData
from pyomo.core.expr.numeric_expr import LinearExpression, NegationExpression, ProductExpression, SumExpression


class Linear(NamedExpressionData):  # type: ignore[misc]  # Pyomo has no types
    """Σ coefficient · variable + constant. A variable may come more than once; never changed once made."""

    __slots__ = ("coefficients", "constant", "variables")

    def __init__(self, coefficients: list[float], variables: list[Any], constant: float = 0.0) -> None:
        self.coefficients = coefficients
        self.variables = variables
        self.constant = constant

    @property
    def _args_(self) -> tuple[LinearExpression]:
        """The same as Pyomo would have it."""
        return (LinearExpression(constant=self.constant, linear_coefs=self.coefficients, linear_vars=self.variables),)


def gather(expression: Any, factor: float, coefficients: list[float], variables: list[Any]) -> float:
    """Add the terms of factor · expression to two lists, and return its constant.

    Raises:
        TypeError: the expression is not a sum of multiples of variables.
    """
    kind = expression.__class__
    if kind is float or kind is int:
        return float(factor * expression)
    if kind is Linear:
        coefficients += expression.coefficients if factor == 1.0 else [factor * c for c in expression.coefficients]
        variables += expression.variables
        return float(factor * expression.constant)
    if expression.is_variable_type():
        coefficients.append(factor)
        variables.append(expression)
        return 0.0
    if expression.is_named_expression_type() or isinstance(expression, SumExpression):
        return sum((gather(part, factor, coefficients, variables) for part in expression.args), 0.0)
    if isinstance(expression, ProductExpression) and isinstance(expression.args[0], int | float):
        multiple, body = expression.args
        return gather(body, factor * multiple, coefficients, variables)
    if isinstance(expression, NegationExpression):
        return gather(expression.args[0], -factor, coefficients, variables)
    raise TypeError(f"{expression} is not linear in the expected form")


def terms_of(expression: Any) -> list[tuple[float, Any]]:
    """The pairs of coefficient and variable in a linear expression; constants are left out.

    Raises:
        TypeError: the expression is not a sum of multiples of variables.
    """
    coefficients: list[float] = []
    variables: list[Any] = []
    gather(expression, 1.0, coefficients, variables)
    return list(zip(coefficients, variables, strict=True))


def linear(terms: Iterable[tuple[float, Any]], constant: float = 0.0) -> Linear:
    """Σ coefficient · variable."""
    pairs = [pair for pair in terms if pair[0]]
    return Linear([c for c, _ in pairs], [v for _, v in pairs], constant)


def total(variables: Iterable[Any]) -> Linear:
    """Σ of variables."""
    found = list(variables)
    return Linear([1.0] * len(found), found)
