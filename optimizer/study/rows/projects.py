"""Which plans build which projects, and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from optimizer.case.case import Case
from optimizer.case.sheets import STAGES, Project
from optimizer.plan.plan import Plan
from optimizer.plan.values import frame
from optimizer.study.measures import built
from optimizer.study.tables import PROJECTS, STARTS


def projects(plans: Mapping[str, Plan], always: str = "always", sometimes: str = "sometimes") -> pd.DataFrame:
    """Every project that some plan could build, by how many plans build it.

    Args:
        plans: plans by name.
        always: what a project is called that all plans build.
        sometimes: what one is called that some plans build.
    """
    known = {p.project: (p, plan.case) for plan in reversed(list(plans.values())) for p in plan.case.projects.values()}
    times = dict.fromkeys(known, 0)
    for plan in plans.values():
        for project in built(plan):
            times[project] += 1
    classes = ("committed", always, sometimes, "never")
    rows = [_row(known[p][0], _class(p, plans, times[p], classes), times[p]) for p in known if _offered(p, plans)]
    return frame(PROJECTS, sorted(rows, key=lambda row: _rank(row, known[row["project"]][1], classes)))


def _row(project: Project, kind: str, times: int) -> dict[str, Any]:
    columns = ("project", "name", "country", "kind", "product", "capex_musd")
    values = {column: getattr(project, column) for column in columns}
    return values | {"name": project.name or project.project, "class": kind, "times": times}


def _offered(project: str, plans: Mapping[str, Plan]) -> bool:
    return any(_status(project, plan) in ("candidate", "committed") for plan in plans.values())


def _status(project: str, plan: Plan) -> str:
    row = plan.case.projects.get(project)
    return row.status if row else ""


def _class(project: str, plans: Mapping[str, Plan], times: int, classes: tuple[str, str, str, str]) -> str:
    if all(_status(project, plan) == "committed" for plan in plans.values()):
        return classes[0]
    return classes[1] if times == len(plans) else classes[2] if times else classes[3]


def _rank(row: Mapping[str, Any], case: Case, classes: tuple[str, ...]) -> tuple[Any, ...]:
    """By class, then along the chains as the workbook lists them, then the largest first."""
    families = list(dict.fromkeys(m.family for m in case.materials.values()))
    product = case.materials[row["product"]]
    stage = STAGES.index(product.stage)
    return classes.index(row["class"]), families.index(product.family), stage, -row["capex_musd"], row["project"]


def starts(plans: Mapping[str, Plan]) -> pd.DataFrame:
    """The start of each project in each plan that builds it."""
    return frame(STARTS, (row for name, plan in plans.items() for row in _starts(name, plan)))


def _starts(name: str, plan: Plan) -> Iterable[dict[str, Any]]:
    for project, row in built(plan).items():
        yield {"case": name, "project": project} | {c: row[c] for c in ("start_year", "price_floor", "grants_musd")}
