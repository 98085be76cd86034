"""Everything in which two plans differ, subject by subject."""

from __future__ import annotations

from optimizer.plan.plan import Plan
from optimizer.study.differing.cost import cost_items
from optimizer.study.differing.futures import scenario_items, stockpile_items, target_items
from optimizer.study.differing.item import Item, Sides
from optimizer.study.differing.money import money_items
from optimizer.study.differing.projects import project_items

__all__ = ["Item", "Sides", "items"]


def items(before: Plan, after: Plan) -> list[Item]:
    """Every difference that matters, the largest first within each subject."""
    sides = Sides(before, after)
    subjects = (cost_items, project_items, money_items, stockpile_items, scenario_items, target_items)
    return [item for subject in subjects for item in subject(sides)]
