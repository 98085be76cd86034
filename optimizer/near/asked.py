"""What a search for alternatives was asked for."""

from __future__ import annotations

from dataclasses import dataclass

from optimizer.errors import OptimizerError


class DistanceError(OptimizerError):
    """How much dearer an alternative may be was not said as a percentage or an amount."""


@dataclass(frozen=True)
class Within:
    """How much dearer than the optimum a plan may be: a share of the programme, or MUSD."""

    share: float | None = None
    musd: float = 0.0

    def of(self, programme_musd: float) -> float:
        """The distance in MUSD."""
        return self.musd if self.share is None else self.share * max(1.0, programme_musd)

    def __str__(self) -> str:
        return f"{self.musd:g} MUSD" if self.share is None else f"{100 * self.share:g} % of the programme"


@dataclass(frozen=True)
class Asked:
    """How near, how different, how many, and how long to look."""

    within: Within = Within(0.02)
    differ: int = 2
    """Projects in which an alternative differs from the optimum and from every other alternative at least."""
    count: int = 5
    each_s: float = 120.0
    """Seconds for one alternative; a tenth of it for one project that is decided otherwise."""


def within(text: str) -> Within:
    """A distance as a planner types it: `2%` of the programme, or `150` MUSD.

    Raises:
        DistanceError: it is neither.
    """
    bare = text.strip().removesuffix("MUSD").strip()
    try:
        value = float(bare.removesuffix("%"))
    except ValueError:
        value = -1.0
    if not 0 <= value < float("inf"):
        raise DistanceError(f"{text!r} is no distance; write 2% (of the programme) or 150 (MUSD)")
    return Within(value / 100) if bare.endswith("%") else Within(musd=value)
