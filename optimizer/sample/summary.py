"""What was drawn, in words and figures for the planner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from optimizer.case.case import Case
from optimizer.case.future import Future as Scenario
from optimizer.case.hazards import Hazard
from optimizer.sample.draw import Future
from optimizer.sample.scenarios import Sampled
from optimizer.words.text import percent, plural


@dataclass(frozen=True)
class Frequency:
    """How often a hazard struck in all futures together, beside what was to be expected."""

    hazard: str
    yearly_probability: float
    expected: float
    struck: int
    mean_years: float
    """How long it lasted on average inside the horizon; 0 where it never struck."""


def frequencies(hazards: Sequence[Hazard], futures: Sequence[Future]) -> list[Frequency]:
    """One line for each hazard, in the order of the sheet."""
    lengths: dict[str, list[int]] = {hazard.name: [] for hazard in hazards}
    for strike in (strike for future in futures for strike in future):
        lengths[strike.hazard].append(strike.last_year - strike.first_year + 1)
    return [
        Frequency(
            hazard.name,
            hazard.yearly_probability,
            len(futures) * hazard.expected_strikes(),
            len(lengths[hazard.name]),
            sum(lengths[hazard.name]) / max(1, len(lengths[hazard.name])),
        )
        for hazard in hazards
    ]


def counts(futures: Sequence[Future], sampled: Sequence[Sampled]) -> list[str]:
    """How many futures were drawn, and what they hold."""
    calm = sum(not future for future in futures)
    few = sum(1 <= len(future) <= 3 for future in futures)
    return [
        f"{plural(len(futures), 'future')} drawn: {calm} without any disruption (they are base), "
        f"{few} with one to three strikes, {len(futures) - calm - few} with more",
        f"{plural(len(sampled), 'scenario')} that differ",
    ]


def size(case: Case, sampled: Sequence[Sampled]) -> list[str]:
    """How long the disrupted windows are, and how much operation the model plans; it grows with that.

    Args:
        case: the case of the workbook that was written.
        sampled: the scenarios that were drawn.
    """
    windows: Mapping[str, int] = {name: len(Scenario(case, name).window) for name in case.scenarios}
    drawn = [windows[scenario.name] for scenario in sampled]
    mean = sum(drawn) / max(1, len(drawn))
    planned = len(case.years) + sum(windows.values())
    return [
        f"disrupted windows, recovery included: {mean:.1f} years on average of {len(case.years)}, "
        f"{max(drawn, default=0)} at most",
        f"years in which operation is planned separately: {planned:,} ({len(case.years)} of them in base)",
    ]


def table(rows: Sequence[Frequency]) -> list[str]:
    """The frequencies as lines of text under a header."""
    width = max(len("hazard"), *(len(row.hazard) for row in rows))
    head = f"{'hazard':<{width}}  a year  struck  expected  years"
    return [head] + [
        f"{row.hazard:<{width}}  {percent(row.yearly_probability):>6}  {row.struck:>6}  {row.expected:>8.1f}"
        f"  {row.mean_years:>5.1f}"
        for row in rows
    ]
