"""How a job that is being done elsewhere tells how far it is, and hears that it should end."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple, Protocol

from optimizer.solve.session import Seen, Stop

Watch = Callable[[str, str, Seen], None]
"""Called with the name of a job, its phase and what its search knows."""
EVERY_S = 0.5


class Told(NamedTuple):
    """What is sent of a running search: plain numbers."""

    phase: str
    incumbent: float
    bound: float
    programme: float
    nodes: int

    @property
    def seen(self) -> Seen:
        """The same as the search has it, without its point."""
        return Seen(self.incumbent, self.bound, self.nodes, self.programme)


class Wire(Protocol):
    """The way back from where a job is done."""

    def tell(self, told: Told) -> None:
        """Send how far the search is."""

    def stopped(self) -> bool:
        """Whether the planner has asked to end."""


class Progress:
    """Called by a search about ten times a second; passes on a part of that."""

    def __init__(self, wire: Wire, stop: Stop) -> None:
        self.wire = wire
        self.stop = stop
        self.last = float("-inf")

    def begin(self) -> None:
        """Tell that the job is in hand."""
        self("build", Seen())

    def __call__(self, phase: str, seen: Seen) -> None:
        """Tell how far the search is, and stop it where that is asked for."""
        now = time.monotonic()
        if now - self.last < EVERY_S:
            return
        self.last = now
        self.wire.tell(Told(phase, float(seen.incumbent), float(seen.bound), float(seen.programme), int(seen.nodes)))
        if self.wire.stopped():
            self.stop.pressed = True
