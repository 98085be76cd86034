"""Rules between sheets, each a small function whose docstring is the rule."""

from __future__ import annotations

from optimizer.case.build import Built
from optimizer.case.checks import (
    commitments,
    events,
    funding,
    hazards,
    prices,
    projects,
    reach,
    routes,
    rows,
    scale,
    settings,
    stock,
    targets,
)
from optimizer.case.checks.rule import Rule, Sight
from optimizer.errors import Finding

RULES: tuple[Rule, ...] = (
    *settings.RULES,
    *projects.RULES,
    *prices.RULES,
    *routes.RULES,
    *commitments.RULES,
    *funding.RULES,
    *stock.RULES,
    *targets.RULES,
    *reach.RULES,
    *events.RULES,
    *hazards.RULES,
    *scale.RULES,
    *rows.RULES,
)


def check_case(built: Built) -> list[Finding]:
    """Every rule that the case breaks; rows and cells that are wrong already are not judged again."""
    sight = Sight(built)
    return [finding for rule in RULES for finding in rule(sight)]
