"""How everything here is measured: CPU seconds of this process, medians, ratios, resident memory."""

from __future__ import annotations

import gc
import os
import platform
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Generic, TypeAlias, TypeVar

T = TypeVar("T")
A = TypeVar("A")
Work: TypeAlias = tuple[Callable[[Any], Any], Callable[[], Any]]

_PACKAGES = ("optimizer", "pyomo", "highspy", "numpy", "scipy", "pandas", "openpyxl", "xlsxwriter", "linopy", "xarray")


@dataclass(frozen=True)
class Timed(Generic[T]):
    """CPU seconds of each repetition of some work, and what the last one gave."""

    seconds: tuple[float, ...]
    result: T

    @property
    def median_s(self) -> float:
        """The median of the repetitions, CPU seconds."""
        return statistics.median(self.seconds)


def timed(work: Callable[[A], T], repetitions: int, fresh: Callable[[], A]) -> Timed[T]:
    """Measure some work.

    Args:
        work: what is measured.
        repetitions: how often.
        fresh: makes what the work is given, outside the clock and anew each time, so that nothing is remembered.
    """
    seconds: list[float] = []
    for _ in range(repetitions):
        given = fresh()
        result = None  # the last result makes room before the next one is made
        gc.collect()
        start = time.process_time()
        result = work(given)
        seconds.append(time.process_time() - start)
    assert result is not None
    return Timed(tuple(seconds), result)


def in_turn(works: Mapping[str, Work], repetitions: int) -> dict[str, Timed[Any]]:
    """Measure several works one after the other, round by round, so that a busy machine is as hard on each of them.

    Args:
        works: by name what is measured, and what makes anew what it is given.
        repetitions: rounds that count; one more goes before them to warm up.
    """
    rounds = [{name: timed(work, 1, fresh) for name, (work, fresh) in works.items()} for _ in range(repetitions + 1)]
    return {
        name: Timed(tuple(s for done in rounds[1:] for s in done[name].seconds), rounds[-1][name].result)
        for name in works
    }


def resident_mb() -> float:
    """Resident memory of this process in MB; NaN where the system does not tell (it does on Linux)."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return float("nan")
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def setting() -> str:
    """Date, class of the machine and versions, for the record."""
    found = {}
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    load = f", load average {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores of {_processor()}{load}; "
        f"Python {platform.python_version()}, " + ", ".join(f"{name} {number}" for name, number in found.items())
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown make")


def show(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table: its first column left, figures right."""
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    print(f"\n{title}")
    for row in (head, *rows):
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        print("  " + "  ".join(cells).rstrip())


def times(value: float, base: float) -> str:
    """A ratio for people."""
    ratio = value / base if base > 0 else float("nan")
    return f"{ratio:.0f}×" if ratio >= 100 else f"{ratio:.1f}×" if ratio >= 10 else f"{ratio:.2f}×"
