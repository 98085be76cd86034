"""Live lines, one for each case: a block that is rewritten in a terminal, lines now and then in a log."""

from __future__ import annotations

import sys
import threading
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self, TextIO

from rich.cells import cell_len, set_cell_size
from rich.console import Console, Group
from rich.live import Live
from rich.text import Text

from optimizer.console.row import Row

if TYPE_CHECKING:
    from optimizer.solve.session import Seen
    from optimizer.study.study import Answered

QUIET_INTERVAL_S = 15.0
"""How often a line is printed for each running case where the output is no terminal."""
_WIDEST_NAME = 26


class Board:
    """Shows how far each case is. May be told from any thread."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._rows: dict[str, Row] = {}
        self._lock = threading.RLock()
        self._closing = False
        self._console = Console(file=self._stream, highlight=False)
        in_terminal = self._stream.isatty() and self._console.is_terminal and not self._console.is_dumb_terminal
        self._live = self._block() if in_terminal else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def waiting(self, name: str) -> None:
        """A case is to be solved."""
        with self._lock:
            self._row(name)
        self._start()

    def seen(self, name: str, phase: str, seen: Seen) -> None:
        """A running case is so far."""
        with self._lock:
            row = self._row(name)
            if row.answered is None:
                row.look(phase, seen)
                self._log(row)
        self._start()

    def ended(self, answered: Answered) -> None:
        """A case has an answer."""
        with self._lock:
            row = self._row(answered.name)
            row.answered, row.printed = answered, float("-inf")
            self._log(row)
        self._start()

    def ending(self) -> None:
        """The planner has asked to end, which takes a while."""
        self._console.print("ending with the best plans so far; Ctrl-C again ends at once", soft_wrap=True)

    def close(self) -> None:
        """Leave the lines, so that what follows starts on a new one."""
        self._closing = True
        if self._live is not None:
            self._live.stop()

    def _row(self, name: str) -> Row:
        return self._rows.setdefault(name, Row(name))

    def _start(self) -> None:
        """Begin to draw with the first case: an empty block would leave an empty line."""
        if self._live is not None and not self._live.is_started and not self._closing:
            self._live.start()

    def _log(self, row: Row) -> None:
        now = time.monotonic()
        if self._live is None and now - row.printed >= QUIET_INTERVAL_S:
            row.printed = now
            print(f"{row.title}: {row.text}" if row.name else row.text, file=self._stream, flush=True)

    def _block(self) -> Live:
        return Live(console=self._console, get_renderable=self._drawn, refresh_per_second=4, redirect_stdout=False)

    def _drawn(self) -> Group:
        with self._lock:
            rows = list(self._rows.values())
            room = self._console.height - 1
            shown = rows if self._closing or len(rows) <= room else [row for row in rows if row.is_running][: room - 1]
            widest = max((cell_len(row.title) for row in rows), default=0)
            width = min(widest, _WIDEST_NAME, self._console.width // 3)
            lines = [f"{_fitted(row.title, width)}  {row.text}" if width else row.text for row in shown]
            if len(shown) < len(rows):
                lines.append(_counts(rows))
            return Group(*(Text(line, no_wrap=True, overflow="ellipsis") for line in lines))


def _fitted(title: str, width: int) -> str:
    return set_cell_size(title, width) if cell_len(title) <= width else set_cell_size(title, width - 1) + "…"


def _counts(rows: list[Row]) -> str:
    done = sum(row.answered is not None for row in rows)
    running = sum(row.is_running for row in rows)
    return f"{done} done, {running} running, {len(rows) - done - running} waiting"
