"""Random worlds that hypothesis draws, so that what fails shrinks to little; and how many of them are tried."""

from __future__ import annotations

import copy
import os
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, Phase, assume, settings
from hypothesis import strategies as st

from tests.books import judge
from tests.reference.generate import Maker
from tests.reference.writing import Rows

Sheets = dict[str, Any]
"""Rows by sheet; settings by key."""
Change = Callable[[Sheets], None]
"""Changes sheets in place."""

CAMPAIGN = int(os.environ.get("OPTIMIZER_CAMPAIGN", "0"))
"""Worlds for each property in a campaign by hand; 0 in the suite, which tries the same few each time."""


def tried(worlds: int) -> settings:
    """How many worlds a property is tried on."""
    return settings(
        max_examples=CAMPAIGN or worlds,
        derandomize=not CAMPAIGN,
        database=None,
        deadline=None,
        phases=[Phase.generate, Phase.shrink] if CAMPAIGN else [Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


@st.composite
def worlds(draw: Any, **features: Any) -> Sheets:
    """A valid tiny world with the features that are given; those left out are drawn."""
    dice = draw(st.randoms(use_true_random=not CAMPAIGN, note_method_calls=False))
    sheets = Maker(dice, "tiny", features).make()
    sheets.pop("cases")
    given = sheets | {"settings": [{"key": key, "value": value} for key, value in sheets["settings"].items()]}
    assume(not any(finding.startswith("error") for finding in judge(given)))  # a few ask for what nothing can reach
    return sheets


def changed(sheets: Sheets, *changes: Change) -> Sheets:
    """Other sheets with changes made to them."""
    other = copy.deepcopy(sheets)
    for change in changes:
        change(other)
    return other


def rows(sheets: Sheets, sheet: str) -> Rows:
    """The rows of a sheet, to be changed; none where it is not there."""
    found: Rows = sheets.get(sheet, [])
    return found


def scale(row: dict[Any, Any], columns: Callable[[Any], bool], factor: float) -> None:
    """Multiply the filled numbers of some columns of a row."""
    for column, value in row.items():
        if columns(column) and value is not None:
            row[column] = value * factor


def is_year(column: Any) -> bool:
    """Whether a column is one of a year."""
    return isinstance(column, int)
