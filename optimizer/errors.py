"""What can go wrong on the way from a workbook to a plan, and how it is told.

A *finding* is one sentence about one cell. Errors and warnings share the type, so that the same list is printed,
written into a marked copy and counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Finding:
    """One problem of the workbook: where it is, what stands there, what is expected."""

    severity: Severity
    sheet: str
    cell: str
    """Address such as ``D14``; empty where the finding is about the whole sheet or book."""
    message: str
    value: object = None

    @property
    def place(self) -> str:
        """``sheet!cell``, or the sheet alone."""
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet

    def __str__(self) -> str:
        return f"{self.severity}: {self.place}: {self.message}"


class OptimizerError(Exception):
    """Base of everything the package raises on purpose; the text is meant for planners."""


class CaseError(OptimizerError):
    """The workbook (or the chosen case of it) is wrong; carries every finding at once."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        errors = [f for f in self.findings if f.severity == "error"]
        super().__init__("\n".join(str(f) for f in errors))


class VaryError(OptimizerError):
    """What a sweep is asked to vary is not in the workbook, or not between the values given."""


class FolderError(OptimizerError):
    """Results cannot be written where they were asked for."""


class ResultError(OptimizerError):
    """A result of an earlier run cannot be read."""


class NoPlanError(OptimizerError):
    """No plan meets every hard rule of the workbook; the text explains which ones conflict."""


class StoppedError(OptimizerError):
    """A limit or the planner stopped the search before any plan was found."""
