"""What the commands that solve several cases share: what is said at the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence


def aligned(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A small table as text: the first two columns to the left, numbers to the right."""
    lines = [list(header), *map(list, rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    padded = (
        [cell.ljust(w) if n < 2 else cell.rjust(w) for n, (cell, w) in enumerate(zip(line, widths, strict=True))]
        for line in lines
    )
    return "\n".join("  ".join(line).rstrip() for line in padded)


def range_of(row: Mapping[str, object], name: str) -> str:
    """A difference in MUSD with the range that the gaps leave it: `+12.0 (+3.1 … +18.2)`."""
    value, low, high = (row[f"{name}{part}_musd"] for part in ("", "_low", "_high"))
    return f"{_signed(value)} ({_signed(low)} … {_signed(high)})" if isinstance(value, float) else ""


def _signed(value: object) -> str:
    return f"{round(value, 1) + 0.0:+,.1f}" if isinstance(value, float) else "?"
