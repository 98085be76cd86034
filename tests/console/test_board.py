"""Live lines, in a log and in a terminal."""

import io

import pytest

from optimizer.console import Board, LiveLine, verdict
from optimizer.console import board as module
from optimizer.solve.session import Seen
from optimizer.study.study import Answered

SEEN = Seen(1200.0, 1100.0, 3, 400.0)


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def terminal(monkeypatch):
    for name, value in (("TERM", "xterm"), ("COLUMNS", "60"), ("LINES", "8")):
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("TTY_COMPATIBLE", raising=False)
    return Terminal()


def test_a_log_has_a_line_at_the_start_and_at_the_end_of_each_case():
    log = io.StringIO()
    with Board(log) as board:
        board.waiting("poor")
        for _ in range(3):
            board.seen("poor", "search", SEEN)
        board.ended(Answered("poor", "no plan", message="targets!E2: cannot hold\nand more"))
        board.seen("poor", "search", SEEN)
    assert [" ".join(line.split()) for line in log.getvalue().splitlines()] == [
        "poor: 0 s search plan 1,200 bound 1,100 gap 100.0 MUSD = 25.0%",
        "poor: no plan: targets!E2: cannot hold",
    ]


def test_a_log_has_a_line_now_and_then(monkeypatch):
    monkeypatch.setattr(module, "QUIET_INTERVAL_S", 0.0)
    log = io.StringIO()
    line = LiveLine(log)
    line("search", Seen())
    line("search", SEEN)
    line.close()
    first, second = log.getvalue().splitlines()
    assert "no plan yet" in first
    assert second.endswith("gap 100.0 MUSD = 25.0% of the programme")


def test_long_names_and_narrow_terminals_keep_a_line_each(terminal):
    names = ["a very long name of a case that does not fit [bold]at all[/bold]", "two\nlines\x1b[2J"]
    with Board(terminal) as board:
        for name in names:
            board.seen(name, "search", SEEN)
        board._closing = True
        lines = board._console.render_lines(board._drawn())
    assert len(lines) == 2
    assert "\x1b[2J" not in terminal.getvalue()


def test_more_cases_than_lines_show_those_that_run(terminal):
    with Board(terminal) as board:
        for n in range(20):
            board.waiting(f"case {n}")
        board.seen("case 13", "search", SEEN)
        board._live.refresh()
        assert "0 done, 1 running, 19 waiting" in terminal.getvalue()
        assert "case 13" in terminal.getvalue()
    assert "case 19" in terminal.getvalue()


def test_a_fault_is_told_by_its_last_line():
    assert verdict(Answered("a", "fault", message="Traceback\n  File x\nKeyError: 'y'\n")) == "fault: KeyError: 'y'"
    assert verdict(Answered("a", "stopped")) == "stopped"
