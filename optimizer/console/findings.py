"""Findings as lines."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TextIO

from optimizer.errors import Finding


def show_findings(findings: Iterable[Finding], stream: TextIO | None = None) -> None:
    """Every finding on a line of its own."""
    for finding in findings:
        print(finding, file=stream or sys.stderr)


def counted(number: int, noun: str) -> str:
    """A number with its noun: 1 error, 2 errors."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
