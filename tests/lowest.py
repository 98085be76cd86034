"""Prints the lowest versions that pyproject.toml allows, as constraints for pip: `python -m tests.lowest`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

PYPROJECT = Path(__file__).parents[1] / "pyproject.toml"


def ranges(file: Path = PYPROJECT) -> list[Requirement]:
    """What the package and all its extras need of others."""
    project: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *(line for more in project["optional-dependencies"].values() for line in more)]
    return [needed for needed in map(Requirement, lines) if needed.name != project["name"]]


def lowest(needed: list[Requirement]) -> Iterator[str]:
    """A line for each range that begins somewhere."""
    for one in needed:
        yield from (f"{one.name}=={bound.version}" for bound in one.specifier if bound.operator == ">=")


if __name__ == "__main__":
    print(*lowest(ranges()), sep="\n")
