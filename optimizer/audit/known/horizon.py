"""Years of the plan, discounting, and series that are given for some years."""

from __future__ import annotations

from collections.abc import Mapping

from optimizer.case.sheets import Settings


class Horizon:
    """T with its discount factors."""

    def __init__(self, settings: Settings) -> None:
        self.first, self.last = settings.first_year, settings.last_year
        self.years = list(range(self.first, self.last + 1))
        self._public, self._private = settings.discount_rate, settings.private_discount_rate

    def d(self, year: int) -> float:
        """The public discount factor."""
        return 1.0 / (1.0 + self._public) ** (year - self.first)

    def delta(self, year: int) -> float:
        """The private discount factor."""
        return 1.0 / (1.0 + self._private) ** (year - self.first)


def value_in(points: Mapping[int, float], year: int) -> float:
    """A series in a year: linear between the years given, constant outside them.

    Raises:
        ValueError: no year is given.
    """
    before, after = [y for y in points if y <= year], [y for y in points if y >= year]
    if not before or not after:
        return points[min(after) if after else max(before)]
    left, right = max(before), min(after)
    if left == right:
        return points[left]
    return (points[left] * (right - year) + points[right] * (year - left)) / (right - left)


def shares_of(profile: Mapping[int, float]) -> list[float]:
    """A profile up to its last filled column; an empty one inside counts 0."""
    return [profile.get(place, 0.0) for place in range(1, max(profile, default=0) + 1)]
