"""Python in a process of its own, as a planner's computer runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def surroundings(**more: str) -> dict[str, str]:
    """The environment of a process that imports this very code."""
    return {**os.environ, "PYTHONPATH": str(ROOT), **more}


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., str]:
    """Runs Python from an empty folder; what it printed. A failure is told with all of it."""
    folder = tmp_path / "elsewhere"

    def python(*arguments: str, **environment: str) -> str:
        folder.mkdir(exist_ok=True)
        command = [sys.executable, *arguments]
        done = subprocess.run(command, cwd=folder, env=surroundings(**environment), capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return python
