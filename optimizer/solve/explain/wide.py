"""What the workbook rules out before a model is built, offered after all: the wide case.

Starts without consent, of excluded projects and outside the years offered, and grants of funders who are not eligible,
have no columns in the model. The wide case offers them, and rows that forbid them say which statement does so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from optimizer.case.case import Case
from optimizer.case.eligibility import largest_share
from optimizer.case.facts import Facts
from optimizer.case.sheets import Project
from optimizer.solve.explain.stated import share_of
from optimizer.solve.explain.statement import Statement


@dataclass(frozen=True)
class Ban:
    """A statement that forbids something: the weighted sum of the variables is 0."""

    statement: Statement
    variables: tuple[Any, ...]
    weights: tuple[float, ...]


def widen(facts: Facts) -> Facts:
    """The facts of the wide case."""
    case = facts.case
    free = not case.settings.min_partner_share  # else a partner that may give nothing would have to give its share
    rules = tuple(replace(r, max_share=1.0) if free and not r.max_share else r for r in case.funding_rules)
    funders = {n: replace(f, max_share=1.0) if free and not f.max_share else f for n, f in case.funders.items()}
    wide = replace(
        case,
        countries={n: replace(c, consent=True) for n, c in case.countries.items()},
        projects={n: _offered(case, p) for n, p in case.projects.items()},
        funders=funders,
        funding_rules=rules,
    )
    return replace(facts, case=wide)


def _offered(case: Case, project: Project) -> Project:
    """The project with every year offered, unless it is under construction or could not be judged at all."""
    first, last = case.settings.first_year, case.settings.last_year
    under_way = project.status == "committed" and project.earliest_start == project.latest_start < first
    if under_way:
        return project
    if _forbidden(case, project) and not _complete(case, project):
        return replace(project, status="excluded")
    status = "candidate" if project.status == "excluded" else project.status
    return replace(project, status=status, earliest_start=first, latest_start=last)


def _forbidden(case: Case, project: Project) -> bool:
    return project.status == "excluded" or not case.countries[project.country].consent


def _complete(case: Case, project: Project) -> bool:
    """Whether everything is known that a project needs which the checks have passed over."""
    market = case.home(project.country)
    priced = case.recipe[project.project].keys() <= case.prices.keys()
    return priced and (market is not None or not case.inputs(project.project))


def bans(model: Any, facts: Facts, wide: Facts) -> Iterator[Ban]:
    """What the case forbids in the model of the wide case."""
    starts: dict[tuple[str, int], list[Any]] = {}
    for (p, year, _), variable in model.investment.start.items():
        starts.setdefault((p, year), []).append(variable)
    for p, years in wide.starts.items():
        for statement, weights in _banned_starts(facts.case, facts.case.projects[p], years):
            pairs = [(v, w) for year, w in weights.items() for v in starts[p, year]]
            yield Ban(statement, tuple(v for v, _ in pairs), tuple(w for _, w in pairs))
    yield from _banned_grants(model, facts)


def _banned_starts(
    case: Case, project: Project, years: tuple[int, ...]
) -> Iterator[tuple[Statement, dict[int, float]]]:
    """Each statement against starts of a project, and the years that it forbids; of dates, how far they are off."""
    if not case.countries[project.country].consent:
        yield Statement("consent", project.country), dict.fromkeys(years, 1.0)
    if project.status == "excluded":
        yield Statement("excluded", project.project), dict.fromkeys(years, 1.0)
    early = {t: float(project.earliest_start - t) for t in years if t < project.earliest_start}
    late = {t: float(t - project.latest_start) for t in years if t > project.latest_start}
    for kind, weights in (("earliest_start", early), ("latest_start", late)):
        if weights:
            yield Statement(kind, project.project), weights


def _banned_grants(model: Any, facts: Facts) -> Iterator[Ban]:
    """Grants of funders who are not eligible."""
    grants: dict[tuple[str, str], list[Any]] = {}
    for (f, p, _), variable in model.funding.grant.items():
        grants.setdefault((f, p), []).append(variable)
    for (f, p), variables in grants.items():
        case = facts.case
        if not largest_share(case, case.funders[f], case.projects[p]):
            yield Ban(share_of(facts, f, p), tuple(variables), (1.0,) * len(variables))


def never(model: Any, facts: Facts) -> list[Any]:
    """Price support by funders who are not eligible: no change of a share is made for its sake."""
    case = facts.case
    able: dict[tuple[str, str], bool] = {}
    found = []
    for scenario in model.future:
        for (f, p, _), variable in model.future[scenario].price_support.topup.items():
            if (f, p) not in able:
                able[f, p] = largest_share(case, case.funders[f], case.projects[p]) > 0
            if not able[f, p]:
                found.append(variable)
    return found
