"""Who may fund which project, and up to what share of its capex."""

from __future__ import annotations

from optimizer.case.case import Case
from optimizer.case.columns import STAR
from optimizer.case.sheets import Funder, FundingRule, Project


def named(rule: FundingRule) -> int:
    """How many of country, kind and material a rule names."""
    return sum(value != STAR for value in (rule.country, rule.kind, rule.material))


def _country_fits(case: Case, scope: str, country: str) -> bool:
    row = case.countries[country]
    return scope in (STAR, country, f"bloc:{row.bloc}", f"region:{row.region}")


def _material_fits(case: Case, scope: str, material: str) -> bool:
    row = case.materials[material]
    return scope in (STAR, material, f"stage:{row.stage}", f"family:{row.family}")


def matching(case: Case, funder: Funder, project: Project) -> list[FundingRule]:
    """The rules that hold for a funder and a project: those that match and name most. Several are an error."""
    rules = [
        rule
        for rule in case.funding_rules
        if rule.funder == funder.funder
        and _country_fits(case, rule.country, project.country)
        and rule.kind in (STAR, project.kind)
        and _material_fits(case, rule.material, project.product)
    ]
    most = max(map(named, rules), default=0)
    return [rule for rule in rules if named(rule) == most]


def largest_share(case: Case, funder: Funder, project: Project) -> float:
    """share(f,p): the largest share of the project's capex that the funder may give; 0 = not eligible."""
    rules = matching(case, funder, project)
    return rules[0].max_share if rules else funder.max_share


def eligible_funders(case: Case, project: Project) -> dict[str, float]:
    """Largest share by funder, of those that may fund the project."""
    shares = {f.funder: largest_share(case, f, project) for f in case.funders.values()}
    return {funder: share for funder, share in shares.items() if share > 0}
