"""The first budget at which a project enters: read from a sweep."""

from __future__ import annotations

from optimizer.study.measures import records
from optimizer.study.study import Study

Entry = tuple[str, float | None]
"""Name of the point, and its budget in MUSD over all years."""


def first_budgets(sweep: Study) -> dict[str, Entry]:
    """By project, the first point from the tightest on whose plan builds it."""
    built: dict[str, set[str]] = {}
    for row in records(sweep.tables["starts"]):
        built.setdefault(str(row["case"]), set()).add(str(row["project"]))
    found: dict[str, Entry] = {}
    for row in records(sweep.tables["points"]):
        for project in built.get(str(row["point"]), ()):
            found.setdefault(project, (str(row["point"]), row["budget_musd"]))
    return found
