"""Drawing futures: which hazard strikes in which years of each, and how hard.

Every hazard has a stream of random numbers of its own, named after it, with as many numbers for each future as there
are years. So a hazard that is added, changed or taken out leaves the strikes of all others as they were, a higher
probability only adds strikes, and the first hundred of two hundred futures are those of a hundred. The raw bits of
PCG64 and `SeedSequence` are the same with every version of numpy and on every machine; its distributions may change.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from optimizer.case.future import NEUTRAL_VALUE
from optimizer.case.hazards import Hazard

DIGITS = 2
"""Values are drawn in steps of a hundredth: finer ones would only look exact."""


@dataclass(frozen=True)
class Strike:
    """A hazard under way from one year to another, both included, inside the horizon."""

    hazard: str
    first_year: int
    last_year: int
    values: tuple[float, ...]
    """Value of each effect of the hazard, in its order."""


Future = tuple[Strike, ...]
"""What strikes in one future, by year; nothing in an undisturbed one."""


def draw(hazards: Sequence[Hazard], years: Sequence[int], futures: int, seed: int) -> list[Future]:
    """As many futures of the horizon as asked for, each as likely as the others."""
    strikes: list[list[Strike]] = [[] for _ in range(futures)]
    for hazard in hazards:
        numbers = _numbers(hazard.name, seed, futures * len(years) * 3).reshape(futures, len(years), 3)
        for found, of_future in zip(strikes, numbers.tolist(), strict=True):
            found += _strikes(hazard, years, of_future)
    return [tuple(sorted(found, key=lambda s: (s.first_year, s.hazard))) for found in strikes]


def _numbers(name: str, seed: int, count: int) -> NDArray[np.float64]:
    """Numbers from 0 up to 1, evenly spread."""
    bits = np.random.PCG64(np.random.SeedSequence([seed, zlib.crc32(name.encode())])).random_raw(count)
    return np.asarray((bits >> np.uint64(11)) * 2.0**-53)


def _strikes(hazard: Hazard, years: Sequence[int], numbers: Sequence[Sequence[float]]) -> list[Strike]:
    """The strikes of one hazard in one future, from three numbers for each year: whether, how long, how hard."""
    found: list[Strike] = []
    over = years[0]
    for year, (whether, how_long, how_hard) in zip(years, numbers, strict=True):
        if year < over or year not in hazard.years or whether >= hazard.yearly_probability:
            continue
        over = year + hazard.lengths[int(how_long * len(hazard.lengths))]
        values = _values(hazard, how_hard)
        if any(value != NEUTRAL_VALUE[e.kind] for e, value in zip(hazard.effects, values, strict=True)):
            found.append(Strike(hazard.name, year, min(over - 1, years[-1]), values))
    return found


def _values(hazard: Hazard, how_hard: float) -> tuple[float, ...]:
    """All effects of a strike are as hard as each other: at the same place between their least and largest value."""
    drawn = ((e, round(e.value_low + how_hard * (e.value_high - e.value_low), DIGITS)) for e in hazard.effects)
    return tuple(min(max(value, e.value_low), e.value_high) for e, value in drawn)
