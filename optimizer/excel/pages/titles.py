"""Titles of sheets."""

from __future__ import annotations

import re

from optimizer.words.text import clean

_TITLE = 31
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")


def sheet_title(wanted: str, taken: set[str]) -> str:
    """A title that Excel accepts and no other sheet has.

    >>> sheet_title("Costs/benefits", {"costs benefits"})
    'Costs benefits 2'
    """
    base = _NOT_IN_TITLES.sub(" ", clean(wanted)).strip("' ") or "Sheet"
    title, number = base[:_TITLE], 1
    while title.casefold() in {t.casefold() for t in taken} | {"history"}:
        number += 1
        title = f"{base[: _TITLE - len(str(number)) - 1]} {number}"
    return title
