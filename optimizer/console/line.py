"""The live line of a single search."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from optimizer.console.board import Board

if TYPE_CHECKING:
    from optimizer.solve.session import Seen


class LiveLine:
    """One line that is rewritten in a terminal, and a line now and then in a log."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._board = Board(stream)

    def __call__(self, phase: str, seen: Seen) -> None:
        """Show elapsed time, incumbent, bound and gap."""
        self._board.seen("", phase, seen)

    def close(self) -> None:
        """Leave the line, so that what follows starts on a new one."""
        self._board.close()
