"""Prints how many lines the tests reach, a row for each folder: `python -m tests.covered` after `coverage combine`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from coverage import Coverage

PACKAGE = Path(__file__).parents[1] / "optimizer"


def folders() -> Iterator[str]:
    """The table."""
    run = Coverage()
    run.load()
    lines: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for file in sorted(PACKAGE.rglob("*.py")):
        inside = file.relative_to(PACKAGE).parts
        _, all_lines, _, unreached, _ = run.analysis2(str(file))
        for name in (inside[0] if len(inside) > 1 else "(files beside)", "all"):
            lines[name] += len(all_lines)
            missed[name] += len(unreached)
    yield "| folder | lines | not reached | reached |"
    yield "|---|--:|--:|--:|"
    for name in sorted(lines, key=lambda name: (name == "all", name)):
        yield f"| {name} | {lines[name]} | {missed[name]} | {1 - missed[name] / lines[name]:.1%} |"


if __name__ == "__main__":
    print(*folders(), sep="\n")
