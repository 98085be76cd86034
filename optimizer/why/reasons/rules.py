"""Reasons that the workbook alone gives: the project cannot be built, whatever it would be worth."""

from __future__ import annotations

from optimizer.case.timing import spend_shares
from optimizer.why.evidence import Evidence
from optimizer.why.reasons.reason import Reason, Rule


def excluded(e: Evidence) -> Reason | None:
    """Its status says so."""
    if e.row.status != "excluded":
        return None
    return Reason("excluded", "The workbook excludes it (status excluded).")


def no_consent(e: Evidence) -> Reason | None:
    """The host country does not agree."""
    country = e.world.case.countries[e.row.country]
    if country.consent:
        return None
    return Reason("no consent", f"{e.world.names.country(country.country)} gives no consent to new projects.")


def no_start(e: Evidence) -> Reason | None:
    """No offered year leaves time to build and pay."""
    if e.project in e.world.facts.starts:
        return None
    case, row = e.world.case, e.row
    years = max(row.build_years, len(spend_shares(case, row)) - 1)
    asked = f"its decision may be taken from {row.earliest_start} to {row.latest_start}"
    return Reason(
        "no start fits",
        f"No start fits the horizon {case.years[0]}–{case.years[-1]}: {asked}, and it takes {years} years to build "
        "and pay.",
    )


def prerequisite(e: Evidence) -> Reason | None:
    """What it requires is not built."""
    needed = e.row.requires
    if not needed or needed in e.world.starts:
        return None
    return Reason("prerequisite not built", f"It requires {e.world.names.project(needed)}, which is not built.")


def group_taken(e: Evidence) -> Reason | None:
    """Another of its exclusive group is built."""
    group, projects = e.row.exclusive_group, e.world.case.projects
    taken = [p for p in e.world.starts if group and projects[p].exclusive_group == group]
    if not taken:
        return None
    name = e.world.names.project(taken[0])
    return Reason("group taken", f"Only one of the group {group} may be built, and that is {name}.")


RULES: tuple[Rule, ...] = (excluded, no_consent, no_start, prerequisite, group_taken)
