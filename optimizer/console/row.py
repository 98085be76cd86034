"""One line about one search, in words."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from optimizer.console.summary import verdict

if TYPE_CHECKING:
    from optimizer.solve.session import Seen
    from optimizer.study.study import Answered


@dataclass
class Row:
    """Where a case stands: waiting until it is first seen, then running, then answered."""

    name: str
    phase: str = ""
    seen: Seen | None = None
    answered: Answered | None = None
    printed: float = field(default=float("-inf"))
    """When it was last written to a log."""
    _begun: float = 0.0

    @property
    def is_running(self) -> bool:
        """Whether it is being solved now."""
        return self.seen is not None and self.answered is None

    def look(self, phase: str, seen: Seen) -> None:
        """Take in how far the search is."""
        if self.seen is None:
            self._begun = time.monotonic()
        self.phase, self.seen = phase, seen

    @property
    def title(self) -> str:
        """The name on one line, without anything that a terminal takes as a command."""
        return "".join(sign if sign.isprintable() else " " for sign in self.name)

    @property
    def text(self) -> str:
        """What there is to say."""
        if self.answered is not None:
            return verdict(self.answered)
        if self.seen is None:
            return "waiting"
        of = "" if self.name else " of the programme"
        return f"{time.monotonic() - self._begun:6.0f} s  {self.phase:<8}{_progress(self.seen, of)}".rstrip()


def _progress(seen: Seen, of: str) -> str:
    if seen.bound == float("inf"):
        return ""  # there is no plan
    if seen.incumbent == float("inf"):
        return "no plan yet"
    if seen.bound == float("-inf"):
        return f"plan {seen.incumbent:,.0f} MUSD   no bound yet"
    gap = max(0.0, seen.incumbent - seen.bound)
    share = f" = {gap / max(1.0, seen.programme):.1%}{of}" if seen.programme else ""
    return f"plan {seen.incumbent:,.0f}   bound {seen.bound:,.0f}   gap {gap:,.1f} MUSD{share}"
