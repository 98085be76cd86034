"""Whether there is enough money that may go to a project: its funding gap against what funders may and can give."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from optimizer.case.facts import Facts
from optimizer.case.timing import spending
from optimizer.why.purses import most_given
from optimizer.why.tonne import planned


@dataclass(frozen=True)
class Need:
    """One start under one floor: what it needs, and the most that it could get, MUSD at the private rate."""

    start: int
    level: str
    gap_musd: float
    allowed_musd: float
    """The most that the shares of its funders allow, paid as early as it is spent."""
    available_musd: float
    """The most that they could give out of budgets which nobody else uses."""
    public_musd: float
    """The same, not discounted."""
    tonnes: float
    """Planned output, discounted at the private rate."""

    @property
    def lacks_usd_per_t(self) -> float:
        """What is missing for each tonne beyond what funders may give."""
        return 1e6 * (self.gap_musd - self.allowed_musd) / self.tonnes if self.tonnes else 0.0


def needs(facts: Facts, project: str) -> list[Need]:
    """Every offered start under every floor that somebody may pay for."""
    payers = facts.payers(project)
    available = {start: _available(facts, project, start) for start in facts.starts[project]}
    return [
        Need(
            start=year,
            level=level,
            gap_musd=plan.gap_musd if facts.case.settings.viability else 0.0,
            allowed_musd=_allowed(facts, project, year),
            available_musd=available[year][0],
            public_musd=available[year][1],
            tonnes=_discounted_output(facts, project, year),
        )
        for (p, year, level), plan in facts.plans.items()
        if p == project and (payers or not plan.topup_musd)
    ]


def needs_grants(facts: Facts, project: str, found: Iterable[Need]) -> bool:
    """Whether no start of a project does without public money; `found` is what each of them needs."""
    return facts.case.projects[project].min_public_share > 0 or all(need.gap_musd > 0 for need in found)


def _allowed(facts: Facts, project: str, start: int) -> float:
    """The most that shares allow, at the private rate: given as early as the project spends it."""
    row = facts.case.projects[project]
    left = row.capex_musd * min(row.max_public_share, sum(facts.eligible[project].values()))
    worth = 0.0
    for year, spend in sorted(spending(facts.case, row, start).items()):
        worth += facts.private_discount(year) * min(left, spend)
        left -= min(left, spend)
    return worth


def _available(facts: Facts, project: str, start: int) -> tuple[float, float]:
    """The most that there may be out of the budgets of all its funders: at the private rate, and as it is paid."""
    given = most_given(facts, project, start)
    return sum(facts.private_discount(year) * grant for year, grant in given.items()), sum(given.values())


def _discounted_output(facts: Facts, project: str, start: int) -> float:
    return sum(facts.private_discount(t) * tonnes for t, tonnes in planned(facts, project, start))
