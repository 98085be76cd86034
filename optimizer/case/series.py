"""Series given for some years: linear between them, constant outside them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping


def interpolate(points: Mapping[int, float], year: int) -> float:
    """The value of a series in `year`.

    >>> interpolate({2030: 10.0, 2032: 20.0}, 2031)
    15.0
    >>> interpolate({2030: 10.0, 2032: 20.0}, 2040)
    20.0

    Raises:
        ValueError: the series has no point.
    """
    if not points:
        raise ValueError("a series needs a value in at least one year")
    if year in points:
        return points[year]
    known = sorted(points)
    after = bisect_right(known, year)
    if after == 0:
        return points[known[0]]
    if after == len(known):
        return points[known[-1]]
    left, right = known[after - 1], known[after]
    weight = (year - left) / (right - left)
    return points[left] + weight * (points[right] - points[left])
