"""What one delay does: a reading of the late plan against the plan on time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from optimizer.case.case import BASE
from optimizer.late.measures import Reading, SlackKey
from optimizer.plan.values import ratio

DUST = 1e-3
"""Tonnes or MUSD that are nothing."""


@dataclass(frozen=True)
class Broken:
    """A target that a delay makes the plan miss, or miss by more."""

    target: str
    first_year: int | None
    """None for targets about the whole plan."""
    before: float
    after: float


@dataclass(frozen=True)
class Delay:
    """A project that is late by some years, and what that adds to the plan."""

    project: str
    years: int
    cost_musd: Mapping[str, float]
    """By scenario, more than on time."""
    short_t: Mapping[tuple[str, str], float]
    """By scenario and material, more than on time."""
    broken: tuple[Broken, ...]
    """The earliest first."""
    stock_saves_musd: float = 0.0
    released_t: float = 0.0
    covered_t: float = 0.0
    uncovered_t: float = 0.0
    """Shortage that the delay adds in the surprise without stock."""

    def short_in(self, scenario: str) -> float:
        """Tonnes of all materials."""
        return sum(tonnes for (s, _), tonnes in self.short_t.items() if s == scenario)

    def expected_musd(self, probability: Mapping[str, float]) -> float:
        """Expected over the scenarios."""
        return sum(share * self.cost_musd[s] for s, share in probability.items())

    def expected_short_t(self, probability: Mapping[str, float]) -> float:
        """Expected over the scenarios, all materials."""
        return sum(share * self.short_in(s) for s, share in probability.items())

    @property
    def worst(self) -> str:
        """The scenario in which it costs most."""
        return max(self.cost_musd, key=lambda s: (self.cost_musd[s], s == BASE))

    @property
    def covered(self) -> float | None:
        """Share of the shortage that it adds without stock; None where it adds none."""
        return ratio(self.covered_t, self.uncovered_t) if self.uncovered_t > DUST else None


def delay_of(late: tuple[str, int], on_time: Reading, shut: Reading, opened: Reading | None, surprise: str) -> Delay:
    """What a delay adds.

    Args:
        late: the project and the years by which it is late.
        on_time: the plan on time.
        shut: the late plan without stock in the surprise.
        opened: the same with its products released; None where there is no stock of them.
        surprise: the name of the surprise.
    """
    cost = {s: _settled(musd - on_time.cost_musd[s]) for s, musd in shut.cost_musd.items() if s != surprise}
    more = {key: _settled(t - on_time.short_t[key]) for key, t in shut.short_t.items()}
    short = {key: tonnes for key, tonnes in more.items() if key[0] != surprise}
    found = Delay(*late, cost, short, _broken(on_time.slack, shut.slack), uncovered_t=_short(more, surprise))
    if opened is None:
        return found
    return replace(
        found,
        stock_saves_musd=_settled(shut.cost_musd[surprise] - opened.cost_musd[surprise]),
        released_t=_settled(opened.released_t),
        covered_t=_settled(_short(shut.short_t, surprise) - _short(opened.short_t, surprise)),
    )


def _short(tonnes: Mapping[tuple[str, str], float], scenario: str) -> float:
    return sum(t for (s, _), t in tonnes.items() if s == scenario)


def _settled(value: float) -> float:
    """Without the solver's rounding."""
    return value if abs(value) > DUST else 0.0


def _broken(before: Mapping[SlackKey, float], after: Mapping[SlackKey, float]) -> tuple[Broken, ...]:
    worse = [key for key, slack in after.items() if slack > before[key] + DUST]
    found = []
    for target in dict.fromkeys(key[0] for key in worse):
        years = [key[5] for key in worse if key[0] == target and key[5]]
        sums = (sum(slack for key, slack in side.items() if key[0] == target) for side in (before, after))
        found.append(Broken(target, min(years, default=None), *sums))
    return tuple(sorted(found, key=lambda b: (b.first_year or 0, b.before - b.after)))
