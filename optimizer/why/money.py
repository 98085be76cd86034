"""Whether there is enough money that may go to a project: its funding gap against what funders may and can give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from optimizer.case.facts import Facts
from optimizer.case.timing import spending
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
    return [
        Need(
            start=year,
            level=level,
            gap_musd=plan.gap_musd if facts.case.settings.viability else 0.0,
            allowed_musd=_early(facts, project, year)[0],
            available_musd=_early(facts, project, year, budgets=True)[0],
            public_musd=_early(facts, project, year, budgets=True)[1],
            tonnes=_discounted_output(facts, project, year),
        )
        for (p, year, level), plan in facts.plans.items()
        if p == project and (payers or not plan.topup_musd)
    ]


def needs_grants(facts: Facts, project: str) -> bool:
    """Whether no start of a project does without public money."""
    row = facts.case.projects[project]
    return row.min_public_share > 0 or all(need.gap_musd > 0 for need in needs(facts, project))


def _early(facts: Facts, project: str, start: int, budgets: bool = False) -> tuple[float, float]:
    """The most money that there may be, as early as the project spends it: at the private rate, and as it is paid."""
    row = facts.case.projects[project]
    left = row.capex_musd * min(row.max_public_share, sum(facts.eligible[project].values()))
    worth, paid = 0.0, 0.0
    given: dict[str, float] = {}
    for year, spend in sorted(spending(facts.case, row, start).items()):
        grant = min(left, spend)
        if budgets:
            grant = _give(facts, project, year, grant, given)
        worth += facts.private_discount(year) * grant
        paid += grant
        left -= grant
    return worth, paid


def _give(facts: Facts, project: str, year: int, wanted: float, given: dict[str, float]) -> float:
    """Take money from the funders one after the other; what they have given so far is kept."""
    capex, found = facts.case.projects[project].capex_musd, 0.0
    for funder, share in facts.eligible[project].items():
        room = share * capex - given.get(funder, 0.0)
        taken = max(0.0, min(wanted - found, room, _purse(facts, funder, year, given.get(funder, 0.0))))
        given[funder] = given.get(funder, 0.0) + taken
        found += taken
    return found


def _purse(facts: Facts, funder: str, year: int, spent: float) -> float:
    budget: Mapping[int, float] | None = facts.budget_musd(funder)
    if budget is None:
        return float("inf")
    if not facts.case.funders[funder].carry_over:
        return budget[year]
    return sum(musd for t, musd in budget.items() if t <= year) - spent


def _discounted_output(facts: Facts, project: str, start: int) -> float:
    return sum(facts.private_discount(t) * tonnes for t, tonnes in planned(facts, project, start))
