"""Investment: what is built was offered, and the rules between projects hold."""

from __future__ import annotations

from optimizer.audit.known.known import Known
from optimizer.audit.ledger import Group
from optimizer.audit.stated import Stated


def check(known: Known, stated: Stated) -> Group:
    """Starts offered, committed projects, exclusive groups, prerequisites, and what the tables say of each project."""
    group = Group("investment", "starts are offered, committed projects are built, groups and prerequisites hold", "")
    for row in stated.tables["projects"]:
        _built(group, known, row["project"], row["start_year"], row["price_floor"])
        _attributes(group, known, row["project"], row)
    for p, project in known.case.projects.items():
        if project.status == "committed":
            group.that(p in stated.start, f"{p} is committed, but not built")
        if project.requires:
            _requires(group, known, stated, p, project.requires)
    for p in stated.head["passport"]["kept"]:
        group.that(p in stated.start, f"{p} had to be kept, but is not built")
    members: dict[str, list[str]] = {}
    for p in stated.start:
        members.setdefault(known.case.projects[p].exclusive_group, []).append(p)
    for name, built in members.items():
        group.that(not name or len(built) <= 1, f"{', '.join(built)} are built, at most one of group {name} may be")
    return group


def _built(group: Group, known: Known, p: str, start: int, level: str | None) -> None:
    project = known.case.projects[p]
    group.that(project.status != "excluded", f"{p} is excluded, but built")
    group.that(known.case.countries[project.country].consent, f"{p} is built without the consent of {project.country}")
    offered = known.timing.offered(p)
    group.that(start in offered, f"{p} is started in {start}, offered are {', '.join(map(str, offered)) or 'no years'}")
    group.that(level in known.business.levels(p), f"{p} has the floor {level}, which is not offered")


def _attributes(group: Group, known: Known, p: str, row: dict[str, object]) -> None:
    """What a row repeats of the workbook."""
    project = known.case.projects[p]
    for name in ("name", "country", "kind", "product"):
        group.same(f"{name} of {p}", row[name], getattr(project, name))
    group.same(f"status of {p}", row["status"], "committed" if project.status == "committed" else "picked")
    group.same(f"first year online of {p}", row["online_year"], int(str(row["start_year"])) + project.build_years)
    group.same(f"capacity of {p}", row["capacity_t"], project.capacity_t)


def _requires(group: Group, known: Known, stated: Stated, p: str, other: str) -> None:
    if p not in stated.start:
        return
    ours, theirs = stated.start[p][0], stated.start[other][0] if other in stated.start else None
    first = known.horizon.first  # what is decided before the plan counts as decided in all of its years
    holds = theirs is not None and max(first, theirs) <= max(first, ours)
    group.that(holds, f"{p} is started in {ours} and requires {other}, which is {_started(theirs)}")


def _started(year: int | None) -> str:
    return "not built" if year is None else f"started in {year}"
