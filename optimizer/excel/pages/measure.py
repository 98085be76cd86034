"""How much room text takes: no program sizes merged cells, and not all of them size rows and columns of others."""

from __future__ import annotations

import math
from functools import lru_cache

from xlsxwriter.utility import xl_pixel_width

LINE_POINTS = 13.5
"""Height of a line of 10 points."""
_UNIT_PIXELS = 7.0
"""Of one unit in which columns are measured: a digit of 11 points."""
_MEASURED_POINTS = 11.0
_BOLD = 1.05


@lru_cache(maxsize=100_000)
def room(text: str, points: float = 10.0, *, bold: bool = False) -> float:
    """Units of column width that a text takes on one line.

    >>> room("") == 0.0, room("wide") > room("thin")
    (True, True)
    """
    scale = points / _MEASURED_POINTS * (_BOLD if bold else 1.0)
    return float(xl_pixel_width(text)) / _UNIT_PIXELS * scale


def lines(text: str, width: float, points: float = 10.0, *, bold: bool = False) -> int:
    r"""How many lines a text takes in a column of a width.

    >>> lines("one\ntwo", 20), lines("some words that do not fit", 10), lines("unbreakable_identifier", 12)
    (2, 3, 2)
    """
    return sum(_lines(part.split(), width, points, bold) for part in text.split("\n"))


def _lines(words: list[str], width: float, points: float, bold: bool) -> int:
    blank, count, used = room(" ", points, bold=bold), 1, 0.0
    for word in words:
        own = room(word, points, bold=bold)
        if used and used + blank + own > width:
            count, used = count + 1, 0.0
        broken = max(1, math.ceil(own / max(width, 1.0)))  # a word that is too long goes on in the next line
        count += broken - 1
        used += (blank if used else 0.0) + own - (broken - 1) * width
    return count


def column_points(width: float) -> float:
    """A column's width on paper, points: its units and the space at both edges."""
    return 0.75 * (_UNIT_PIXELS * width + 5.0)
