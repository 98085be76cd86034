"""`Linear`: a sum of multiples of variables, kept as two lists.

Pyomo would keep an object for every multiple. To Pyomo this is a named expression, which makes those objects only when
somebody looks inside; the optimizer itself reads the lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import compress
from typing import Any

import numpy as np
from pyomo.core.base.expression import ExpressionData, NamedExpressionData
from pyomo.core.base.var import ScalarVar, VarData
from pyomo.core.expr.numeric_expr import LinearExpression, NegationExpression, ProductExpression, SumExpression


class Linear(NamedExpressionData):  # type: ignore[misc]  # Pyomo has no types
    """Σ coefficient · variable + constant. A variable may come more than once; never changed once made."""

    __slots__ = ("coefficients", "constant", "variables")

    def __init__(self, coefficients: list[float], variables: list[Any], constant: float = 0.0) -> None:
        self.coefficients = coefficients
        self.variables = variables
        self.constant = constant

    def __str__(self) -> str:
        return str(self.expr)

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
    if kind is ExpressionData:  # named: what counts is what it stands for
        expression = expression.args[0]
        kind = expression.__class__
    if kind is Linear:
        coefficients += expression.coefficients if factor == 1.0 else [factor * c for c in expression.coefficients]
        variables += expression.variables
        return float(factor * expression.constant)
    if kind is VarData or kind is ScalarVar:
        coefficients.append(factor)
        variables.append(expression)
        return 0.0
    if isinstance(expression, int | float):
        return float(factor * expression)
    return _gather_from_pyomo(expression, factor, coefficients, variables)


def _gather_from_pyomo(expression: Any, factor: float, coefficients: list[float], variables: list[Any]) -> float:
    """The same for what Pyomo's own operators make."""
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


def product(coefficients: Sequence[float], variables: Sequence[Any]) -> Linear:
    """The same of two lists of the same length."""
    return Linear(list(filter(None, coefficients)), list(compress(variables, coefficients)))


def weighted(terms: Iterable[tuple[float, Any]]) -> Linear:
    """Σ factor · expression; nothing where a factor is 0."""
    coefficients: list[float] = []
    variables: list[Any] = []
    constant = 0.0
    for factor, expression in terms:
        if factor:
            constant += gather(expression, factor, coefficients, variables)
    return Linear(coefficients, variables, constant)


def times(factor: float, expression: Any) -> Linear:
    """Factor · expression."""
    coefficients: list[float] = []
    variables: list[Any] = []
    constant = gather(expression, factor, coefficients, variables) if factor else 0.0
    return Linear(coefficients, variables, constant)


def added(expressions: Iterable[Any]) -> Linear:
    """Σ of expressions."""
    return weighted((1.0, expression) for expression in expressions)


def total(variables: Iterable[Any]) -> Linear:
    """Σ of variables."""
    found = list(variables)
    return Linear([1.0] * len(found), found)


def mixtures(parts: Sequence[Any], factors: Sequence[Sequence[float]]) -> list[Linear]:
    """For each list of factors Σ factor · part, with each variable once, and only where it counts."""
    coefficients: list[float] = []
    variables: list[Any] = []
    constants, ends = [], [0]
    for part in parts:
        constants.append(gather(part, 1.0, coefficients, variables))
        ends.append(len(variables))
    keys = np.fromiter(map(id, variables), np.int64, len(variables))
    _, first, group = np.unique(keys, return_index=True, return_inverse=True)
    amounts, lengths = np.array(coefficients), np.diff(ends)
    found = []
    for mixture in factors:
        terms = np.repeat(mixture, lengths) * amounts
        sums = np.bincount(group, terms)  # one after the other, in the order of the terms
        used = np.flatnonzero(sums)
        used = used[np.argsort(first[used])]
        constant = sum((factor * c for factor, c in zip(mixture, constants, strict=True)), 0.0)
        found.append(Linear(sums[used].tolist(), [variables[i] for i in first[used].tolist()], constant))
    return found
