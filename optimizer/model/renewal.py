"""A model made over for a case that differs in a few amounts only, such as the next point of a sweep.

Amounts of budgets, values and penalties of targets and the weights of risk stand in few rows; everything else of the
model does not depend on them. A difference in anything else, or one that would change which variables a row has, asks
for a new model.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

from optimizer.case.case import Case
from optimizer.case.facts import Facts
from optimizer.case.sheets import Settings, Target
from optimizer.model import funding, objective, outlays, targets

_NO_INPUTS = {"name", "cases", "hazards", "settings_at"}
"""Fields of a case that no model depends on."""


@dataclass(frozen=True)
class Renewed:
    """What is another in a model that has been made over."""

    rows: list[Any]
    """Constraints."""
    objectives: tuple[Any, ...]


def renewed(m: Any, before: Facts, after: Facts) -> Renewed | None:
    """Make the model of one case over to be that of another.

    Args:
        m: the model of `before`, with all scenarios.
        before: what it was built from.
        after: what it is to be built from.

    Returns:
        What is another in it; None where only a new model will do, and nothing was touched.
    """
    changed = _changed(before.case, after.case)
    same = (before.kept, before.calm, type(before)) == (after.kept, after.calm, type(after))
    if not same or not all(_RENEWABLE.get(name, _never)(before.case, after.case) for name in changed):
        return None
    rows: list[Any] = []
    objectives: tuple[Any, ...] = ()
    if "budgets" in changed:
        rows += funding.renew(m, after)
        rows += [row for s in m.future for row in outlays.renew(m.future[s], after, after.futures[s])]
    if "targets" in changed:
        rows += targets.renew(m, after)
    dearer = _penalties(before.case) != _penalties(after.case)
    if dearer:
        rows += objective.renew_penalties(m, after)
    if dearer or "settings" in changed:
        objective.renew(m, after)
        objectives = (m.objective, m.operation)
    return Renewed(rows, objectives if dearer else objectives[:1])


def _penalties(case: Case) -> list[float | None]:
    return [target.penalty for target in case.targets.values()]


def _changed(before: Case, after: Case) -> set[str]:
    """Fields in which two cases differ, places in the workbook aside; the order of rows is that of all facts."""
    names = {field.name for field in fields(Case)} - _NO_INPUTS
    return {name for name in names if getattr(before, name) != getattr(after, name)}


def _never(before: Case, after: Case) -> bool:
    return False


def _budgets(before: Case, after: Case) -> bool:
    """The same funders have one."""
    return list(before.budgets) == list(after.budgets)


def _targets(before: Case, after: Case) -> bool:
    """The same targets, soft where they were, and nothing becomes 0 or ceases to be."""
    pairs = zip(before.targets.values(), after.targets.values(), strict=False)
    return list(before.targets) == list(after.targets) and all(_form(one) == _form(other) for one, other in pairs)


def _form(target: Target) -> tuple[Target, bool, bool | None]:
    penalty = None if target.penalty is None else target.penalty == 0
    return replace(target, value=0.0, penalty=None), target.value == 0, penalty


def _settings(before: Case, after: Case) -> bool:
    """Nothing but weights of risk, and where to stop."""
    return _weightless(before.settings) == _weightless(after.settings)


def _weightless(settings: Settings) -> tuple[Settings, bool, bool]:
    weight = settings.risk_weight
    bare = replace(settings, title="", risk_weight=0.0, tail_probability=1.0, mip_gap=0.0, time_limit_s=1.0)
    return bare, weight == 0, weight == 1


_RENEWABLE = {"budgets": _budgets, "targets": _targets, "settings": _settings}
