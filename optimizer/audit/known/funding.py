"""Who may fund what, with how much."""

from __future__ import annotations

from optimizer.audit.known.remembered import remembered
from optimizer.case.case import Case
from optimizer.case.sheets import FundingRule, Project

PRIVATE = "private"
NEVER_BINDS_MUSD = 1e8
"""Budgets beyond this are as good as none."""


class Funding:
    """Shares, payers, partners and budgets."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self.partner = {f: row.partner for f, row in case.funders.items()}

    @remembered
    def share(self, f: str, p: str) -> float:
        """The largest share of a project's capex that a funder may give; 0 = not eligible."""
        project = self._case.projects[p]
        rules = [rule for rule in self._case.funding_rules if rule.funder == f and self._holds(rule, project)]
        return max(rules, key=_named).max_share if rules else self._case.funders[f].max_share

    def _holds(self, rule: FundingRule, project: Project) -> bool:
        host, product = self._case.countries[project.country], self._case.materials[project.product]
        return (
            rule.country in ("*", project.country, f"bloc:{host.bloc}", f"region:{host.region}")
            and rule.kind in ("*", project.kind)
            and rule.material in ("*", project.product, f"stage:{product.stage}", f"family:{product.family}")
        )

    @remembered
    def payers(self, p: str) -> list[str]:
        """The funders that may pay price support to a project."""
        return [f for f, row in self._case.funders.items() if row.price_support and self.share(f, p) > 0.0]

    def budget(self, f: str, year: int) -> float | None:
        """The budget of a year, MUSD; None where it is unlimited."""
        if f not in self._case.budgets:
            return None
        rate = 1.0
        if f != PRIVATE and self._case.funders[f].currency in self._case.currencies:
            rate = self._case.currencies[self._case.funders[f].currency].usd
        return min(NEVER_BINDS_MUSD, self._case.budgets[f].years.get(year, 0.0) * rate)


def _named(rule: FundingRule) -> int:
    return (rule.country != "*") + (rule.kind != "*") + (rule.material != "*")
