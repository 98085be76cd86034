"""The examples in docstrings say what the code does."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

import pytest

import optimizer

ROOT = Path(optimizer.__file__).parent
FILES = [file.relative_to(ROOT.parent) for file in ROOT.rglob("*.py") if ">>>" in file.read_text(encoding="utf-8")]


@pytest.mark.parametrize("file", sorted(FILES), ids=lambda file: file.as_posix())
def test_examples_hold(file: Path) -> None:
    parts = file.with_suffix("").parts
    module = import_module(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    found = doctest.testmod(module)
    assert found.attempted
    assert not found.failed
