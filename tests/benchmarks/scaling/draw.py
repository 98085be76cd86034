"""Figures drawn with a seed: the same for the same seed and name, whatever else is drawn."""

from __future__ import annotations

import math
import random
from typing import Any

SPREAD = 0.12
"""How far figures of copies are spread, as a share."""
DIGITS = 4


def draws(seed: int, *names: object) -> random.Random:
    """Random numbers of their own for a name."""
    return random.Random("|".join(map(str, (seed, *names))))


def jittered(value: float, chance: random.Random) -> float:
    """A figure a little larger or smaller."""
    return rounded(value * math.exp(chance.gauss(0.0, SPREAD)))


def rounded(value: float) -> float:
    """A figure as a planner would type it; whole numbers stay whole."""
    if value == 0:
        return 0
    found = round(value, DIGITS - 1 - math.floor(math.log10(abs(value))))
    return int(found) if float(found).is_integer() else found


def multiplied(row: dict[Any, Any], factor: float, *columns: str) -> dict[Any, Any]:
    """A row with some columns and all year columns multiplied."""
    wanted = {c for c in row if isinstance(c, int) or c in columns}
    return {c: rounded(value * factor) if c in wanted else value for c, value in row.items()}


def copy_name(name: str, number: int) -> str:
    """What the copy of a name is called; the first is the original."""
    return name if number == 1 else f"{name}_v{number}"
