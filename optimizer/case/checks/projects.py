from __future__ import annotations

from collections.abc import Iterable

from optimizer.case.checks.rule import Rule, Sight, circle, error, tell, warning, where_horizon_is_known
from optimizer.case.names import shown
from optimizer.case.sheets import Project
from optimizer.case.timing import profile_shares
from optimizer.errors import Finding, Severity

_TIMING = ("earliest_start", "latest_start", "build_years", "spend_profile", "status", "country", "life_years")
_SHARE_SLACK = 1e-6


def starts_in_order(sight: Sight) -> Iterable[Finding]:
    """The latest start is not before the earliest, where both are given."""
    for row in sight.case.projects.values():
        if row.latest_start < row.earliest_start and row.at.filled >= {"earliest_start", "latest_start"}:
            message = f"latest_start {row.latest_start} is before earliest_start {row.earliest_start}"
            yield from error(row, "latest_start", message, "earliest_start")


def committed_is_offered(sight: Sight) -> Iterable[Finding]:
    """A committed project has the consent of its host and a year in which it can be built; a candidate should."""
    for row in sight.case.projects.values():
        reversed_years = row.latest_start < row.earliest_start and row.at.filled >= {"earliest_start", "latest_start"}
        if row.status == "excluded" or sight.starts[row.project] or reversed_years:
            continue
        consent = sight.case.countries[row.country]
        severity: Severity = "error" if row.status == "committed" else "warning"
        if not consent.consent:
            if "consent" not in consent.at.unsound:
                message = f"the {row.status} project {row.project} is never offered: {row.country} gives no consent"
                yield from tell(
                    severity, row, "status", f"{message} (countries!{consent.at.cell('consent')})", "country"
                )
        else:
            message = f"the {row.status} project {row.project} has no offered year: {_why_not(sight, row)}"
            column = "latest_start" if "latest_start" in row.at.filled else "earliest_start"
            yield from tell(severity, row, column, message, *_TIMING)


def _why_not(sight: Sight, row: Project) -> str:
    settings = sight.case.settings
    if row.latest_start < settings.first_year:
        return f"it would start {row.earliest_start}–{row.latest_start}, before first_year {settings.first_year}"
    if row.earliest_start > settings.last_year:
        return f"its earliest_start {row.earliest_start} is after last_year {settings.last_year}"
    return (
        f"started in {max(row.earliest_start, settings.first_year)} it is not built (build_years {row.build_years}) "
        f"and paid for by last_year {settings.last_year}"
    )


def life_reaches_the_end(sight: Sight) -> Iterable[Finding]:
    """A life that ends inside the horizon is pointed out: the plan does not replace the project."""
    last = sight.case.settings.last_year
    for row in sight.case.projects.values():
        for start in sight.starts[row.project][:1]:
            ends = start + row.build_years + row.life_years - 1
            if ends < last:
                message = f"life_years is {row.life_years}: started in {start}, it ends in {ends}, inside the horizon"
                yield from warning(row, "life_years", message, *_TIMING)


def inputs_have_a_market(sight: Sight) -> Iterable[Finding]:
    """A project that draws inputs stands in a country with a home market."""
    case = sight.case
    for row in case.projects.values():
        if case.home(row.country) or "market" in case.countries[row.country].at.unsound:
            continue
        inputs = list(case.inputs(row.project))
        if inputs:
            severity: Severity = "warning" if row.status == "excluded" else "error"
            message = f"{row.project} draws {', '.join(inputs)} but {row.country} has no home market: fill countries!"
            yield from tell(severity, row, "country", message + case.countries[row.country].at.cell("market"))
        elif row.kind == "substitution":
            message = f"{row.project} delivers to its home market only, and {row.country} has none"
            yield from warning(row, "country", message, "kind")


def public_shares_in_order(sight: Sight) -> Iterable[Finding]:
    """The least public share is not above the largest."""
    for row in sight.case.projects.values():
        if row.min_public_share > row.max_public_share:
            column = "min_public_share" if "min_public_share" in row.at.filled else "max_public_share"
            default = "" if column == "min_public_share" else f" (the default of kind {row.kind})"
            message = (
                f"min_public_share {row.min_public_share:.6g}{default} is above "
                f"max_public_share {row.max_public_share:.6g}"
            )
            yield from error(row, column, message, "min_public_share", "max_public_share", "kind")


def requires_no_circle(sight: Sight) -> Iterable[Finding]:
    """Projects do not require one another in a circle."""
    rows = sight.case.projects
    following = {p.project: p.requires for p in rows.values() if p.requires}
    for name in following:
        if names := circle(name, following):
            yield from error(rows[name], "requires", f"the projects require one another: {' → '.join(names)}")


def required_is_offered(sight: Sight) -> Iterable[Finding]:
    """A project that requires one that is never offered cannot be built either."""
    for row in sight.case.projects.values():
        if row.requires and row.status != "excluded" and not sight.starts[row.requires]:
            other = sight.case.projects[row.requires]
            if other.at.unsound.isdisjoint(_TIMING):
                message = f"requires {row.requires}, which is never offered: {row.project} cannot be built"
                yield from warning(row, "requires", message)


def group_fits(sight: Sight) -> Iterable[Finding]:
    """At most one project of an exclusive group is committed."""
    first: dict[str, Project] = {}
    for row in sight.case.projects.values():
        if row.exclusive_group and row.status == "committed":
            other = first.setdefault(row.exclusive_group, row)
            if other is not row:
                message = (
                    f"exclusive_group {shown(row.exclusive_group)} has two committed projects, also {other.project}"
                )
                yield from warning(row, "exclusive_group", f"{message}: there can be no plan", "status")


def spending_adds_up(sight: Sight) -> Iterable[Finding]:
    """A spend profile adds up to 100 %."""
    used = {p.spend_profile: p for p in reversed(list(sight.case.projects.values())) if p.spend_profile}
    for name, project in used.items():
        row = sight.case.profiles[name]
        total = sum(profile_shares(row))
        if abs(total - 1) > _SHARE_SLACK and not any(column.isdigit() for column in row.at.unsound):
            message = f"the spend profile {name} (of {project.project}) adds up to {total * 100:.6g} %, not to 100 %"
            yield from error(row, "profile", message)


def profiles_begin_at_one(sight: Sight) -> Iterable[Finding]:
    """Columns of a profile count from 1; a profile holds at least one share."""
    for row in sight.case.profiles.values():
        early = [year for year in row.years if year < 1]
        if early:
            yield from warning(row, str(early[0]), f"the column {early[0]} of profiles is ignored: years count from 1")
        if not row.years and not row.at.unsound:
            yield from warning(row, "profile", f"the profile {row.profile} holds no share")


def recipes_have_effect(sight: Sight) -> Iterable[Finding]:
    """A recipe names further outputs and inputs: not the product again, and not nothing."""
    for row in sight.case.recipes:
        own = sight.case.projects[row.project].product == row.material
        if own and row.t_per_t > 0:
            message = f"{row.material} is the product of {row.project} already, 1 t per tonne: remove the row"
            yield from error(row, "material", message, "t_per_t", "project")
        elif own and row.t_per_t < 0:
            message = f"{row.project} draws its own product {row.material}: only the difference counts"
            yield from warning(row, "material", message, "t_per_t", "project")
        elif row.t_per_t == 0:
            yield from warning(row, "t_per_t", "t_per_t is 0: the row has no effect")


def chain_no_circle(sight: Sight) -> Iterable[Finding]:
    """Materials do not become one another in a circle."""
    rows = sight.case.materials
    following = {m.material: m.becomes for m in rows.values() if m.becomes}
    for name in following:
        if names := circle(name, following):
            yield from error(rows[name], "becomes", f"the materials become one another: {' → '.join(names)}")


def chain_has_ratios(sight: Sight) -> Iterable[Finding]:
    """A material that becomes another says how many tonnes that takes."""
    for row in sight.case.materials.values():
        if row.becomes and row.t_per_t is None:
            message = f"t_per_t is required with becomes: tonnes of {row.material} for one tonne of {row.becomes}"
            yield from error(row, "t_per_t", message, "becomes")
        elif row.t_per_t is not None and not row.becomes:
            yield from warning(row, "t_per_t", "t_per_t counts only together with becomes", "becomes")


RULES: tuple[Rule, ...] = (
    starts_in_order,
    where_horizon_is_known(committed_is_offered),
    where_horizon_is_known(life_reaches_the_end),
    inputs_have_a_market,
    public_shares_in_order,
    requires_no_circle,
    where_horizon_is_known(required_is_offered),
    group_fits,
    spending_adds_up,
    profiles_begin_at_one,
    recipes_have_effect,
    chain_no_circle,
    chain_has_ratios,
)
