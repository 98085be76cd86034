"""How a sheet is laid on paper: on pages large and many enough to keep it legible, and no table torn that fits one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

LEGIBLE = 0.62
"""Least scale in print: text of 10 points is then 6 points high."""
A4, A3 = 9, 8
_MARGINS = {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.6}
"""Inches."""
_LYING = {A4: (784.0, 512.0), A3: (1132.0, 758.0)}
"""Points within the margins across and down, landscape."""
_STANDING = (537.0, 758.0)
_MOST_ACROSS = 6
_MUCH_SMALLER = 0.68
"""A sheet is squeezed onto one page only where it keeps so much of its scale."""
_UPRIGHT = 0.72
"""Scale from which a sheet that is not wide stands upright."""
_FEW = 0.3
"""Share of a page that is not left for itself: a title would stand alone."""


@dataclass(frozen=True)
class Paper:
    """Size and orientation, pages across and down (0: as many as there are), and the rows that begin a page."""

    size: int = A4
    standing: bool = False
    wide: int = 1
    tall: int = 1
    breaks: tuple[int, ...] = ()


def across(width: float, names: float) -> tuple[int, int, float]:
    """Size of paper, pages across, and the scale of print: A4, then A3, then several pages of A4 beside each other.

    Args:
        width: of all columns, points.
        names: of the columns that are repeated on every page, points.

    >>> across(700.0, 100.0), across(1500.0, 150.0)[:2] == (A3, 1), across(2000.0, 150.0)[:2] == (A4, 2)
    ((9, 1, 1.0), True, True)
    """
    choices = [(A4, 1), (A3, 1), *((A4, pages) for pages in range(2, _MOST_ACROSS + 1))]
    for size, pages in choices:
        scale = min(1.0, pages * _LYING[size][0] / max(1.0, width + (pages - 1) * names))
        if scale >= LEGIBLE:
            break
    return size, pages, scale


def set_up_paper(sheet: Any, footer: str, paper: Paper) -> None:
    """Margins, pages, and a footer with a text, the sheet's name and the page's number."""
    sheet.set_paper(paper.size)
    (sheet.set_portrait if paper.standing else sheet.set_landscape)()
    sheet.set_margins(**_MARGINS)
    sheet.fit_to_pages(paper.wide, paper.tall)
    sheet.set_h_pagebreaks(list(paper.breaks))
    if paper.wide > 1:
        sheet.print_across()
    left = footer[:120].replace("&", "&&")
    sheet.set_footer(f"&L&8{' ' if left[:1].isdigit() else ''}{left}&C&8&A&R&8Page &P of &N")


def lay_out(width: float, names: float, heights: Sequence[float], blocks: Sequence[tuple[int, int]]) -> Paper:
    """How a sheet is printed.

    Args:
        width: of all columns and charts, points.
        names: of the columns that are repeated on every page, points.
        heights: of every row that is printed, points.
        blocks: first and last row of what belongs together: a table with its heading, a chart.
    """
    size, wide, scale = across(width, names)
    down, total = _LYING[size][1], sum(heights)
    if wide == 1:
        if _fits_one(total, down, scale):
            return Paper(size)
        upright = min(1.0, _STANDING[0] / max(1.0, width))
        if upright >= _UPRIGHT:
            if _fits_one(total, _STANDING[1], upright):
                return Paper(standing=True)
            return Paper(standing=True, tall=0, breaks=_breaks(heights, blocks, _STANDING[1] / upright))
    return Paper(size, wide=wide, tall=0, breaks=_breaks(heights, blocks, down / scale))


def _fits_one(total: float, down: float, scale: float) -> bool:
    """Whether one page holds so many points, at a scale that is legible and not much smaller."""
    return min(scale, down / max(1.0, total)) >= max(LEGIBLE, _MUCH_SMALLER * scale)


def _breaks(heights: Sequence[float], blocks: Sequence[tuple[int, int]], page: float) -> tuple[int, ...]:
    """The rows before which a page ends, so that what fits a page is not torn."""
    found, used, row = [], 0.0, 0
    for first, last in sorted(blocks):
        used = (used + sum(heights[row:first])) % page
        size = sum(heights[first : last + 1])
        left = page - used
        if size > left and used > _FEW * page and (size <= page or left < _FEW * page):
            found.append(first)
            used = 0.0
        used = (used + size) % page
        row = max(row, last + 1)
    return tuple(found)
