"""The ends of an axis."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any


def scale(values: Sequence[float]) -> dict[str, Any]:
    """Round ends that show what differs; none where nothing does.

    >>> scale([1234.0, 1890.0]), scale([5.0, 5.0])
    ({'min': 1200.0, 'max': 1900.0}, {})
    """
    least, most = min(values), max(values)
    if most - least <= 1e-9:
        return {}
    step = 10.0 ** math.floor(math.log10(most - least)) / 2
    return {"min": math.floor(least / step) * step, "max": math.ceil(most / step) * step}
