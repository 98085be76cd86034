"""Hazards: the rows of one name taken together, and how often they are to be expected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from optimizer.case.case import Case
from optimizer.case.sheets import HazardEffect

OF_THE_HAZARD = ("yearly_probability", "years_low", "years_high", "first_year", "last_year")
"""Columns about the hazard, not one of its effects: its first row holds, the others repeat it or are empty."""


@dataclass(frozen=True)
class Hazard:
    """What may strike: its effects come and go together."""

    name: str
    effects: tuple[HazardEffect, ...]
    yearly_probability: float
    """Chance that it strikes in a year in which it is not under way."""
    years_low: int
    years_high: int
    years: tuple[int, ...]
    """Years of the horizon in which it may strike, in their order."""

    @property
    def lengths(self) -> range:
        """How many years it may last, each as likely as the others."""
        return range(self.years_low, self.years_high + 1)

    def expected_strikes(self) -> float:
        """How often it is to be expected to strike in one future."""
        strikes: dict[int, float] = {}
        for year in self.years:
            under_way = sum(chance * self._lasts_beyond(year - begun) for begun, chance in strikes.items())
            strikes[year] = self.yearly_probability * (1.0 - under_way)
        return sum(strikes.values())

    def _lasts_beyond(self, years: int) -> float:
        return sum(length > years for length in self.lengths) / len(self.lengths)


def rows_by_hazard(case: Case) -> dict[str, tuple[HazardEffect, ...]]:
    """The rows of each hazard, in the order of the sheet."""
    rows: dict[str, list[HazardEffect]] = {}
    for row in case.hazards:
        rows.setdefault(row.hazard, []).append(row)
    return {name: tuple(effects) for name, effects in rows.items()}


def hazards_of(case: Case) -> tuple[Hazard, ...]:
    """The hazards of a case that has been checked, in the order of the sheet."""
    return tuple(_hazard(case, name, rows) for name, rows in rows_by_hazard(case).items())


def _hazard(case: Case, name: str, rows: tuple[HazardEffect, ...]) -> Hazard:
    head = rows[0]
    assert head.yearly_probability is not None  # the first row has been checked for both
    assert head.years_low is not None
    high = head.years_low if head.years_high is None else head.years_high
    return Hazard(name, rows, head.yearly_probability, head.years_low, high, tuple(_years(case, head)))


def _years(case: Case, head: HazardEffect) -> Iterable[int]:
    first = case.years[0] if head.first_year is None else head.first_year
    last = case.years[-1] if head.last_year is None else head.last_year
    return (year for year in case.years if first <= year <= last)
