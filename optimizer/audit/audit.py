"""The audit of a plan: every group of checks on its document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from optimizer.audit.document import Document, document_of
from optimizer.audit.groups import (
    balance,
    budgets,
    business_plans,
    cofunding,
    costs,
    deliveries,
    head,
    investment,
    objective,
    price_support,
    production,
    scenarios,
    shape,
    spending,
    stock,
    summaries,
    targets,
    viability,
)
from optimizer.audit.known.known import Known
from optimizer.audit.ledger import Audit, Group
from optimizer.audit.stated import Stated

CHECKS: tuple[Callable[[Known, Stated], Group], ...] = (
    investment.check,
    spending.check,
    cofunding.check,
    business_plans.check,
    viability.check,
    price_support.check,
    production.check,
    deliveries.check,
    balance.check,
    stock.check,
    budgets.check,
    targets.check,
    costs.check,
    objective.check,
    summaries.check,
    scenarios.check,
    head.check,
)


def audit_plan(content: Mapping[str, Any]) -> Audit:
    """Everything that can be checked about a plan from its document alone.

    Args:
        content: what `plan.json` holds.

    Raises:
        ResultError: it is no plan.
    """
    document = document_of(content)
    shape_group = shape.check(document)
    if shape_group.failures:
        return Audit((shape_group,), ("Tables that cannot be read are not checked any further.",), readable=False)
    return Audit((shape_group, *_groups(document)))


def _groups(document: Document) -> list[Group]:
    try:
        known = Known(document.case)
        stated = Stated(document.tables, document.head, known.futures)
    except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as error:
        return [broken("inputs", error)]
    return [_group(check, known, stated) for check in CHECKS]


def _group(check: Callable[[Known, Stated], Group], known: Known, stated: Stated) -> Group:
    try:
        return check(known, stated)
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        return broken(check.__module__.rpartition(".")[2], error)


def broken(name: str, error: Exception) -> Group:
    """A document whose parts do not fit together fails, whatever is wrong with it."""
    return Group(name, "inputs and tables fit together", checks=1, failures=[
        f"it cannot be worked out: {type(error).__name__}: {error}"
    ])  # fmt: skip
