"""What a search over decisions to build is made of: bounds, questions, nodes, and what answers have cost so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Box = tuple[int, float, float]
"""Column and its bounds."""
Choice = tuple[tuple[str, Any], tuple[Box, ...], tuple[Box, ...]]
"""What is decided (a key), and the bounds of the two branches."""


@dataclass
class Node:
    """Bounds that differ from the whole problem, and what the linear programme under them says."""

    boxes: tuple[Box, ...]
    bound: float
    choices: tuple[Choice, ...]
    """What its point leaves undecided; nothing where the point is a plan."""
    basis: Any


@dataclass(frozen=True)
class Effect:
    """What a decision has cost so far in each direction, per unit of what was fractional."""

    total: tuple[float, float] = (0.0, 0.0)
    times: tuple[int, int] = (0, 0)

    @property
    def known(self) -> bool:
        """Whether both directions have been tried."""
        return min(self.times) > 0

    def with_one_more(self, side: int, gain: float) -> Effect:
        """The same after one more observation."""
        (low, high), (few, many) = self.total, self.times
        return Effect((low, high + gain), (few, many + 1)) if side else Effect((low + gain, high), (few + 1, many))

    def score(self) -> float:
        """How much the weaker and the stronger direction raise the bound, multiplied."""
        down, up = (self.total[i] / max(1, self.times[i]) for i in (0, 1))
        return max(down, 1e-6) * max(up, 1e-6)
