from __future__ import annotations

from collections.abc import Iterable

from optimizer.case.checks.rule import Rule, Sight, warning, where_horizon_is_known
from optimizer.case.sheets import Funder, Project
from optimizer.case.timing import spending
from optimizer.errors import Finding

_SLACK = 1e-6
_NO_PLAN = "there can be no plan"


def prerequisites_come_in_time(sight: Sight) -> Iterable[Finding]:
    """What a committed project requires can be decided before it, or together with it."""
    for row in sight.case.projects.values():
        if row.status != "committed" or not row.requires or not sight.starts[row.project]:
            continue
        other = sight.case.projects[row.requires]
        offered = sight.starts[row.requires]
        latest = max(sight.starts[row.project])
        if other.at.unsound or not offered or min(offered) <= latest:
            continue  # one that is never offered is told elsewhere
        message = f"{row.project} is committed to start by {latest}, and {row.requires} cannot start before"
        yield from warning(row, "requires", f"{message} {min(offered)}: {_NO_PLAN}", "status", "latest_start")


def commitments_can_be_paid(sight: Sight) -> Iterable[Finding]:
    """The budgets of the funders eligible for a committed project reach its least public share."""
    if not sight.complete("funders", "funding_rules", "budgets", "currencies", "profiles"):
        return
    for row in sight.case.projects.values():
        if row.status != "committed" or not row.min_public_share or row.at.unsound:
            continue
        needed = row.min_public_share * row.capex_musd
        most = max((_most(sight, row, start) for start in sight.starts[row.project]), default=needed)
        if needed > most * (1 + _SLACK) + _SLACK:
            message = f"{row.project} is committed and needs {needed:,.6g} MUSD of public money, and the budgets"
            message += f" of the funders eligible for it reach {most:,.6g} MUSD in the years of its spending"
            column = "min_public_share" if "min_public_share" in row.at.filled else "status"
            yield from warning(row, column, f"{message}: {_NO_PLAN}")


def _most(sight: Sight, project: Project, start: int) -> float:
    """The most that all funders could give a project that starts in a year, if they gave to nothing else."""
    years = list(spending(sight.case, project, start))
    funders = sight.case.funders.values()
    return sum(min(sight.share(f, project) * project.capex_musd, _available(sight, f, years)) for f in funders)


def _available(sight: Sight, funder: Funder, years: list[int]) -> float:
    """What a funder has in some years, with what it could carry over, in MUSD."""
    row = sight.case.budgets.get(funder.funder)
    if row is None or row.at.unsound or funder.at.unsound:
        return float("inf")
    if funder.carry_over:
        years = [t for t in sight.case.years if t <= max(years, default=0)]
    return sum(row.years.get(t, 0.0) for t in years) * sight.case.usd_per_unit(funder.currency)


RULES: tuple[Rule, ...] = (
    where_horizon_is_known(prerequisites_come_in_time),
    where_horizon_is_known(commitments_can_be_paid),
)
