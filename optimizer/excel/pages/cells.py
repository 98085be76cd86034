"""What a cell can hold: values of frames as numbers and as text."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from optimizer.words.text import clean

_DUST = 1e-9


def present(value: object) -> bool:
    """Whether a value of a frame is more than a gap."""
    return not (value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value)))


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of a frame by column."""
    return [{str(k): v for k, v in row.items()} for row in frame.to_dict("records")]


def pairs(frame: pd.DataFrame, first: str, second: str) -> list[tuple[str, str, pd.DataFrame]]:
    """Rows of a frame for each pair of identifiers."""
    return [(str(key[0]), str(key[1]), rows) for key, rows in frame.groupby([first, second], sort=False)]


def figure(value: Any) -> float | None:
    """A value as a number that a cell can hold; None for gaps, text and infinities, 0 for dust."""
    if not present(value) or isinstance(value, str):
        return None
    number = float(value)
    if not math.isfinite(number):
        return None
    return number if abs(number) > _DUST else 0.0


def words(value: object) -> str:
    """A value as text; yes or no for a truth value."""
    if not present(value):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return clean(value)
