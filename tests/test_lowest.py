"""Both ends of the ranges in pyproject.toml are versions that can be named."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.lowest import PYPROJECT, lowest, ranges

CONSTRAINTS = PYPROJECT.parent / "constraints.txt"


def versions_of(lines: Iterable[str]) -> dict[str, str]:
    pairs = (line.partition("==") for line in lines if "==" in line)
    return {canonicalize_name(name): version for name, _, version in pairs}


@pytest.mark.parametrize("needed", ranges(), ids=lambda needed: needed.name)
def test_the_exact_and_the_lowest_version_lie_in_the_range(needed: Requirement) -> None:
    name = canonicalize_name(needed.name)
    assert needed.specifier.contains(versions_of(CONSTRAINTS.read_text(encoding="utf-8").splitlines())[name])
    if needed.specifier:  # stubs have none: they follow what they describe
        assert needed.specifier.contains(versions_of(lowest(ranges()))[name])


def test_the_lowest_are_a_line_for_each_range_that_begins_somewhere(tmp_path: Path) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text(
        '[project]\nname = "x"\ndependencies = ["a>=1.2,<2", "b"]\n'
        '[project.optional-dependencies]\nmore = ["c<9,>=3", "x[even]"]\neven = ["d>=4"]\n'
    )
    assert list(lowest(ranges(file))) == ["a==1.2", "c==3", "d==4"]
