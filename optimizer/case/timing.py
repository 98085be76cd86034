"""Timing of investment: offered starts, spending, operation, salvage. Pure functions of the case."""

from __future__ import annotations

from optimizer.case.case import Case
from optimizer.case.sheets import Profile, Project


def profile_shares(profile: Profile) -> tuple[float, ...]:
    """Shares of year 1, 2, …; the length is the last filled column, an empty one inside counts 0."""
    last = max(profile.years, default=0)
    return tuple(profile.years.get(n, 0.0) for n in range(1, last + 1))


def spend_shares(case: Case, project: Project) -> tuple[float, ...]:
    """Shares of capex by year from the decision; without a profile evenly over max(1, build_years) years."""
    if project.spend_profile:
        return profile_shares(case.profiles[project.spend_profile])
    n = max(1, project.build_years)
    return (1.0 / n,) * n


def offered_starts(case: Case, project: Project) -> tuple[int, ...]:
    """Years in which the decision to build may be taken.

    Within T, online and paid for by the last year; a committed project may have one start before the first year.
    None for excluded projects and without the host's consent.
    """
    first, last = case.settings.first_year, case.settings.last_year
    if project.status == "excluded" or not case.countries[project.country].consent:
        return ()
    tail = max(project.build_years, len(spend_shares(case, project)) - 1)
    if project.status == "committed" and project.earliest_start == project.latest_start < first:
        return (project.earliest_start,) if project.earliest_start + tail <= last else ()
    return tuple(
        year
        for year in range(max(first, project.earliest_start), min(last, project.latest_start) + 1)
        if year + tail <= last
    )


def spending(case: Case, project: Project, start: int) -> dict[int, float]:
    """Capex in MUSD by year of T for one start; what falls before the first year is sunk and left out."""
    return {
        start + n: project.capex_musd * share
        for n, share in enumerate(spend_shares(case, project))
        if share and case.settings.first_year <= start + n <= case.settings.last_year
    }


def operating_year(project: Project, start: int, year: int, delay: int = 0) -> int | None:
    """n, the operating year (from 0) that `year` is for a start; None while it does not operate."""
    n = year - start - project.build_years - delay
    return n if 0 <= n < project.life_years else None


def ramp_shares(case: Case, project: Project) -> tuple[float, ...]:
    """Share of capacity in each operating year; the last one goes on."""
    shares = profile_shares(case.profiles[project.ramp_profile]) if project.ramp_profile else ()
    return shares or (1.0,)


def ramp(case: Case, project: Project, n: int) -> float:
    """Share of capacity in operating year n (from 0)."""
    shares = ramp_shares(case, project)
    return shares[min(n, len(shares) - 1)]


def salvage_share(case: Case, project: Project, start: int) -> float:
    """Share of capex credited at the end of T: straight-line over the life not used by then, delays disregarded."""
    if not case.settings.salvage:
        return 0.0
    used = case.settings.last_year - start - project.build_years + 1
    return min(1.0, max(0, project.life_years - used) / project.life_years)


def discount(rate: float, case: Case, year: int) -> float:
    """Discount factor of `year` against the first year."""
    return float((1.0 + rate) ** -(year - case.settings.first_year))
