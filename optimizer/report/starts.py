"""Cells of matrices that tell when a project is started, compared with another plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from optimizer.report.matrix import Cell, Tone
from optimizer.study.starting import GONE, SIGNS, mark

_TONES: Mapping[str, Tone] = {
    "as before": "same", "new": "new", "gone": "gone", "earlier": "earlier", "later": "later", "committed": "sure",
}  # fmt: skip
_ALOUD = {"as before": "", "committed": "", "gone": "no longer built"}


def start_cell(start: int | None, before: int | None, is_compared: bool, is_committed: bool) -> Cell:
    """The year of the decision with a sign of how it compares.

    >>> start_cell(2028, 2030, True, False)
    Cell(text='←2028', tone='earlier', aloud='earlier')
    """
    found = mark(start, before, is_compared, is_committed)
    if not found:
        return Cell("", "", "not built")
    return Cell(GONE if start is None else f"{SIGNS[found]}{start}", _TONES[found], _ALOUD.get(found, found))


def key(against: str) -> Sequence[tuple[Tone, str, str]]:
    """What the cells mean; `against` says what they are compared with, such as "in base"."""
    return (
        ("same", "2028", f"decided in that year, as {against}"),
        ("new", "+2028", f"built, but not {against}"),
        ("gone", GONE, f"not built, but built {against}"),
        ("earlier", "←2028", f"earlier than {against}"),
        ("later", "→2028", f"later than {against}"),
    )
