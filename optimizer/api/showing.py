"""How far a search is: not shown unless that is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from optimizer.console import Board
from optimizer.engine.runner import Lines
from optimizer.solve.session import Seen
from optimizer.study.study import Answered


class Quiet:
    """Lines that nobody sees."""

    def waiting(self, name: str) -> None:
        """A job is to be solved."""

    def seen(self, name: str, phase: str, seen: Seen) -> None:
        """A running job is so far."""

    def ended(self, answered: Answered) -> None:
        """A job has an answer."""

    def ending(self) -> None:
        """The planner has asked to end."""


@contextmanager
def lines(progress: bool) -> Iterator[Lines]:
    """Lines on standard error where progress is to be shown."""
    if not progress:
        yield Quiet()
        return
    with Board() as board:
        yield board
