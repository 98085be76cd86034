"""How a search closes its gap over CPU time: points of incumbent, bound and programme."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Point:
    """What a search knew after some CPU seconds; money in MUSD."""

    cpu_s: float
    incumbent: float
    bound: float
    programme: float

    @property
    def share(self) -> float:
        """The gap as a share of the programme; infinite without a plan or a bound."""
        gap = self.incumbent - self.bound
        return gap / max(1.0, self.programme) if self.incumbent < float("inf") else float("inf")


@dataclass
class Trajectory:
    """Points of one search in order; those that bring nothing new are not kept."""

    start_s: float = field(default_factory=time.process_time)
    points: list[Point] = field(default_factory=list)

    @property
    def cpu_s(self) -> float:
        """CPU seconds since the start."""
        return time.process_time() - self.start_s

    @property
    def share(self) -> float:
        """The gap by now."""
        return self.points[-1].share if self.points else float("inf")

    def add(self, incumbent: float, bound: float, programme: float) -> None:
        """Note what is known now."""
        last = self.points[-1] if self.points else None
        known = (last.incumbent, last.bound, last.programme) if last else None
        if known != (incumbent, bound, programme):
            self.points.append(Point(self.cpu_s, incumbent, bound, programme))

    def seconds_to(self, share: float) -> float | None:
        """CPU seconds to a gap; None where it was not reached."""
        return next((p.cpu_s for p in self.points if p.share <= share), None)

    def seconds_to_plan(self) -> float | None:
        """CPU seconds to the first plan with a bound."""
        return next((p.cpu_s for p in self.points if p.share < float("inf")), None)

    def milestones(self, every: float = 1.25) -> Iterable[Point]:
        """Points for people: the first plan, each time the gap has shrunk by a factor, and the last."""
        least = float("inf")
        for point in self.points:
            if point.share < float("inf") and (point.share * every <= least or point is self.points[-1]):
                least = point.share
                yield point
