"""Why a looser point drops a project: what took its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from optimizer.case.case import BASE, Case
from optimizer.plan.plan import Plan
from optimizer.study.frontier import picks

_MOVED = 0.05
"""Share of a project's capacity by which another source has to grow to count as what took its place."""


@dataclass(frozen=True)
class Displaced:
    """What took the place of a project, and how."""

    by: tuple[str, ...]
    """Identifiers of projects, or of the countries of existing suppliers."""
    how: str
    """Ends a sentence that begins with the project; the names in `by` follow it."""


def displaced(project: str, before: Plan, after: Plan) -> Displaced:
    """What took the place of a project that one plan builds and another does not."""
    case = after.case
    entering = sorted(picks(after) - picks(before), key=lambda p: (-case.projects[p].capex_musd, p))
    leaving = sorted((picks(before) - picks(after)) - {project})
    return (
        _group(project, case, entering)
        or _product(project, case, entering)
        or _chain(project, case, leaving)
        or _feed(project, case, entering)
        or _bought(project, before, after)
        or _money(entering)
    )


def _group(project: str, case: Case, entering: list[str]) -> Displaced | None:
    group = case.projects[project].exclusive_group
    rivals = [p for p in entering if group and case.projects[p].exclusive_group == group]
    return Displaced(tuple(rivals), f"another of the exclusive group {group} is picked instead") if rivals else None


def _product(project: str, case: Case, entering: list[str]) -> Displaced | None:
    outputs = set(case.outputs(project))
    rivals = [p for p in entering if outputs & set(case.outputs(p))]
    return Displaced(tuple(rivals), "others that make the same material enter") if rivals else None


def _chain(project: str, case: Case, leaving: list[str]) -> Displaced | None:
    """Those before or after it in its chain that leave with it."""
    suppliers = [p for p in leaving if set(case.outputs(p)) & set(case.inputs(project))]
    customers = [p for p in leaving if set(case.inputs(p)) & set(case.outputs(project))]
    needed = case.projects[project].requires
    if needed in leaving:
        return Displaced((needed,), "the project that it requires leaves too")
    if customers:
        return Displaced(tuple(customers), "those that take its product leave too")
    return Displaced(tuple(suppliers), "those that feed it leave too") if suppliers else None


def _feed(project: str, case: Case, entering: list[str]) -> Displaced | None:
    inputs = set(case.inputs(project))
    rivals = [p for p in entering if inputs & set(case.inputs(p))]
    return Displaced(tuple(rivals), "others that draw the same feed enter") if rivals else None


def _bought(project: str, before: Plan, after: Plan) -> Displaced | None:
    """Projects built in both plans that deliver more, or existing suppliers that do."""
    product = after.case.projects[project].product
    least = _MOVED * after.case.projects[project].capacity_t
    more = {
        source: tonnes - _delivered(before, product).get(source, 0.0)
        for source, tonnes in _delivered(after, product).items()
    }
    gained = sorted((source for source, tonnes in more.items() if tonnes > least), key=lambda s: -more[s])
    running = tuple(source for source in gained if source in after.case.projects)
    if running:
        return Displaced(running, "others that are built in both plans make more of its product")
    return Displaced(tuple(gained), "more of its product is bought, from") if gained else None


def _delivered(plan: Plan, material: str) -> dict[str, float]:
    """Tonnes delivered in base over all years by source: a project, or the country of existing suppliers."""
    flows = plan.tables["flows"]
    here = flows[(flows["material"] == material) & (flows["scenario"] == BASE)]
    source = here["from"].where(here["from"].isin(list(plan.case.projects)), here["country"])
    return {str(name): float(tonnes) for name, tonnes in here.groupby(source)["tonnes"].sum().items()}


def _money(entering: Iterable[str]) -> Displaced:
    rivals = tuple(entering)
    if rivals:
        return Displaced(rivals, "the money and the material go to others")
    return Displaced((), "the plan does without it at about the same cost")
