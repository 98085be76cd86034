"""When projects may be started, what that costs by year, when they operate and what is left of them in the end."""

from __future__ import annotations

from optimizer.audit.known.horizon import Horizon, shares_of
from optimizer.audit.known.remembered import remembered
from optimizer.case.case import Case


class Timing:
    """The clock of every project."""

    def __init__(self, case: Case, horizon: Horizon) -> None:
        self._case, self._horizon = case, horizon

    @remembered
    def spend_shares(self, p: str) -> list[float]:
        """Shares of capex by year from the decision."""
        project = self._case.projects[p]
        if project.spend_profile:
            return shares_of(self._case.profiles[project.spend_profile].years)
        length = max(1, project.build_years)
        return [1.0 / length] * length

    @remembered
    def offered(self, p: str) -> list[int]:
        """The years in which the decision may be taken."""
        project, first, last = self._case.projects[p], self._horizon.first, self._horizon.last
        if project.status == "excluded" or not self._case.countries[project.country].consent:
            return []
        under_construction = project.status == "committed" and project.earliest_start == project.latest_start < first
        years = [project.earliest_start] if under_construction else self._horizon.years
        spending = len(self.spend_shares(p)) - 1
        return [
            year
            for year in years
            if project.earliest_start <= year <= project.latest_start
            and year + project.build_years <= last
            and year + spending <= last
        ]

    @remembered
    def spend(self, p: str, start: int) -> dict[int, float]:
        """Capex by year of T, MUSD; what falls before T is sunk."""
        capex = self._case.projects[p].capex_musd
        by_year = {start + n: capex * share for n, share in enumerate(self.spend_shares(p))}
        return {year: musd for year, musd in by_year.items() if self._horizon.first <= year <= self._horizon.last}

    def operating(self, p: str, start: int, year: int, delay: int) -> int | None:
        """The operating year that `year` is, counted from 0; None where the project does not operate."""
        project = self._case.projects[p]
        n = year - start - project.build_years - delay
        return n if 0 <= n < project.life_years else None

    @remembered
    def may_operate(self, p: str, year: int) -> bool:
        """Whether any offered start operates in a year, undelayed."""
        return any(self.operating(p, start, year, 0) is not None for start in self.offered(p))

    @remembered
    def ramp(self, p: str, n: int) -> float:
        """Share of capacity in operating year `n`; the last entry of the profile goes on."""
        name = self._case.projects[p].ramp_profile
        shares = (shares_of(self._case.profiles[name].years) if name else []) or [1.0]
        return shares[n] if n < len(shares) else shares[-1]

    def salvage(self, p: str, start: int) -> float:
        """What the life that is left after T is worth, MUSD, not discounted."""
        project = self._case.projects[p]
        if not self._case.settings.salvage:
            return 0.0
        online_years = self._horizon.last - (start + project.build_years) + 1
        left = (project.life_years - online_years) / project.life_years
        return project.capex_musd * min(1.0, max(0.0, left))
